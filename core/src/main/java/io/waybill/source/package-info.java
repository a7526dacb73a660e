/** What we read: one pinned object, fetched in byte ranges and handed over in order. */
@org.jspecify.annotations.NullMarked
package io.waybill.source;
