package dev.pipit.framework.dsp.micro;

/**
 * Square root of an integer, rounded to nearest, bit by bit.
 *
 * <p>Range: 64 bits without sign. Below 2^32 the result is at most 65535: there the original keeps to 16 bit, and so do
 * we; above, it is at most 2^32 − 1.
 */
public final class SquareRoot {
    private static final long LARGEST_16_BIT = 0xFFFF;
    private static final long LARGEST_32_BIT = 0xFFFF_FFFFL;

    private SquareRoot() {
    }

    /** The root of {@code n}. */
    public static long of(long n) {
        if (n == 0) {
            return 0;
        }
        long rest = n;
        long root = 0;
        for (long bit = 1L << (63 - Long.numberOfLeadingZeros(n) & ~1); bit != 0; bit >>= 2) {
            if (Long.compareUnsigned(rest, root + bit) >= 0) {
                rest -= root + bit;
                root = (root >> 1) + bit;
            } else {
                root >>= 1;
            }
        }
        long largest = n >>> 32 == 0 ? LARGEST_16_BIT : LARGEST_32_BIT;
        return rest > root && root != largest ? root + 1 : root;
    }
}
