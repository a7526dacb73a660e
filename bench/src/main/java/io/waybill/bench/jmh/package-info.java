/** Parts of the pipeline alone, measured with JMH. */
@org.jspecify.annotations.NullMarked
package io.waybill.bench.jmh;
