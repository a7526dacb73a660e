package io.waybill.digest;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, the default checksum of S3 objects: reflected polynomial 0x9A6C9329AC4BC9B5, all ones in and out
 * (NVM Express NVM command set specification 1.0d, section 5.2.1.3.4). Eight bytes at a time over eight tables.
 */
final class Crc64Nvme implements Checksum {
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[][] TABLES = tables();

    private long state = -1L;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
            tables[0][value] = crc;
        }
        for (int table = 1; table < 8; table++) {
            for (int value = 0; value < 256; value++) {
                long crc = tables[table - 1][value];
                tables[table][value] = (crc >>> 8) ^ tables[0][(int) (crc & 0xFF)];
            }
        }
        return tables;
    }

    @Override
    public void update(int value) {
        state = (state >>> 8) ^ TABLES[0][(int) ((state ^ value) & 0xFF)];
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        for (; end - at >= 8; at += 8) {
            long crc = 0;
            for (int ahead = 0; ahead < 8; ahead++) {
                int slot = (int) ((state >>> (8 * ahead)) ^ bytes[at + ahead]) & 0xFF;
                crc ^= TABLES[7 - ahead][slot];
            }
            state = crc;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1L;
    }
}
