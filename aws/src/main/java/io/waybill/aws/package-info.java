/** Waybill on AWS: objects in S3, the mirror and the lease in DynamoDB. The only package that knows the AWS SDK. */
@org.jspecify.annotations.NullMarked
package io.waybill.aws;
