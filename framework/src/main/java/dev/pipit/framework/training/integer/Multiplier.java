package dev.pipit.framework.training.integer;

/**
 * A real factor as a fixed-point one, and the product of a whole number with it, rounded twice: to 31 bits, halves up,
 * and where the rest is shifted out, halves away from 0.
 *
 * @param mantissa 0, or 2³⁰ to 2³¹ − 1
 * @param exponent the factor is mantissa × 2^(exponent − 31)
 */
record Multiplier(int mantissa, int exponent) {
    private static final long UNIT = 1L << 31;

    /** The nearest to a factor of at least 0 and below 2³⁰. What is below 2⁻³² becomes 0. */
    static Multiplier of(double factor) {
        if (!(factor >= 0) || factor >= 1 << 30) {
            throw new IllegalArgumentException("factor must be at least 0 and below 2^30: factor=" + factor);
        }
        int exponent = 0;
        double fraction = factor;
        while (fraction >= 1) {
            fraction /= 2;
            exponent++;
        }
        while (fraction > 0 && fraction < 0.5) {
            fraction *= 2;
            exponent--;
        }
        long mantissa = (long) Math.floor(fraction * UNIT + 0.5);
        if (mantissa == UNIT) {
            mantissa /= 2;
            exponent++;
        }
        return mantissa == 0 || exponent < -31 ? new Multiplier(0, 0) : new Multiplier((int) mantissa, exponent);
    }

    /** x times the factor. */
    int times(int x) {
        int left = Math.max(exponent, 0);
        int right = Math.max(-exponent, 0);
        return FixedPoint.shiftRight(FixedPoint.product(x << left, mantissa), right);
    }

    /** A factor that is smaller by a count, as the mean of so many numbers has it: the mantissa is divided, cut off. */
    Multiplier dividedBy(int count) {
        int bits = Math.min(31 - Integer.numberOfLeadingZeros(count), 31 + exponent);
        return new Multiplier((int) (((long) mantissa << bits) / count), exponent - bits);
    }
}
