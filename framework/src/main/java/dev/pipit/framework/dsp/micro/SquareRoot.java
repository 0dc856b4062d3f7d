package dev.pipit.framework.dsp.micro;

/**
 * Square root of an integer, rounded to nearest, bit by bit.
 *
 * <p>Range: 0 to 2^62. Below 2^32 the result is at most 65535: there the original keeps to 16 bit, and so do we.
 */
final class SquareRoot {
    private static final int LARGEST_16_BIT = 0xFFFF;

    private SquareRoot() {
    }

    static long of(long n) {
        if (n == 0) {
            return 0;
        }
        long rest = n;
        long root = 0;
        for (long bit = 1L << (63 - Long.numberOfLeadingZeros(n) & ~1); bit != 0; bit >>= 2) {
            if (rest >= root + bit) {
                rest -= root + bit;
                root = (root >> 1) + bit;
            } else {
                root >>= 1;
            }
        }
        boolean full = root == LARGEST_16_BIT && n >> 32 == 0;
        return rest > root && !full ? root + 1 : root;
    }
}
