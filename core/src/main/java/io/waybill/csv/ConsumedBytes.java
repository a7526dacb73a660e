package io.waybill.csv;

import java.util.zip.Checksum;

/** Feeds a checksum with the bytes that were passed, each once and in order, as many at a time as possible. */
final class ConsumedBytes {
    private final Checksum checksum;
    private long fed;

    /** @param from byte offset of the first byte to feed */
    ConsumedBytes(Checksum checksum, long from) {
        this.checksum = checksum;
        this.fed = from;
    }

    /** Feeds UTF-8's byte order mark, which lies in no row block. */
    void feedMark() {
        byte[] mark = ByteOrderMark.utf8();
        checksum.update(mark, 0, mark.length);
        fed += mark.length;
    }

    /** Feeds what is left up to byte {@code offset}; it lies in {@code block}. */
    void feed(RowBlock block, long offset) {
        if (offset > fed) {
            checksum.update(block.buffer(), Math.toIntExact(fed - block.base()), Math.toIntExact(offset - fed));
            fed = offset;
        }
    }
}
