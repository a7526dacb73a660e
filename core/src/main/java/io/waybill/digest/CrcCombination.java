package io.waybill.digest;

/**
 * The CRC of two byte sequences joined, from their CRCs alone: multiplication by x^(8n) modulo the polynomial, over
 * GF(2), as in zlib's {@code crc32_combine_gen}. Works for every reflected CRC with all ones in and out.
 *
 * @param polynomial reflected, in the lowest {@code width} bits
 * @param width 32 or 64
 */
record CrcCombination(long polynomial, int width) {
    /** The CRC of {@code A || B}, with {@code length} the bytes of B. */
    long combine(long crcA, long crcB, long length) {
        return multiply(powerOfX(length), crcA) ^ crcB;
    }

    /** x^(8 * bytes) modulo the polynomial. */
    private long powerOfX(long bytes) {
        long power = 1L << (width - 1);
        long square = 1L << (width - 9);
        for (long rest = bytes; rest > 0; rest >>>= 1) {
            if ((rest & 1) == 1) {
                power = multiply(square, power);
            }
            square = multiply(square, square);
        }
        return power;
    }

    private long multiply(long left, long right) {
        long product = 0;
        long factor = right;
        for (int bit = width - 1; bit >= 0; bit--) {
            if ((left >>> bit & 1) == 1) {
                product ^= factor;
            }
            factor = (factor & 1) == 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
        }
        return product;
    }
}
