/**
 * An HTTP/1.1 proxy in front of a real S3 or DynamoDB server that breaks real answers in exactly one way.
 *
 * <p>Start with {@link io.waybill.testkit.http.HttpProxy#inject}: a {@link io.waybill.testkit.http.HttpFault} says what
 * breaks, a {@link io.waybill.testkit.http.RequestMatch} for which requests, an {@link
 * io.waybill.testkit.http.Occurrence} how often.
 */
@org.jspecify.annotations.NullMarked
package io.waybill.testkit.http;
