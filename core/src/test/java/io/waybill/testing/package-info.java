/** What the tests of several packages share: one broker for all of them, and made-up checkpoints. */
@org.jspecify.annotations.NullMarked
package io.waybill.testing;
