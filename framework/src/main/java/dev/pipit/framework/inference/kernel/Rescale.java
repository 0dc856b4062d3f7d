package dev.pipit.framework.inference.kernel;

/**
 * Multiplication of whole numbers by a real one: by {@code multiplier} × 2^({@code shift} − 31).
 *
 * @param multiplier 0, or 2³⁰ to 2³¹ − 1
 * @param shift      −31 to 30
 * @param roundsOnce rounds once instead of twice
 */
public record Rescale(int multiplier, int shift, boolean roundsOnce) {
    private static final int LOWEST_SHIFT = -31;
    private static final int HIGHEST_SHIFT = 30;

    /** The greatest real number that can be multiplied by. */
    public static final double GREATEST = (1 << HIGHEST_SHIFT) - 1;

    public Rescale {
        if (shift < LOWEST_SHIFT || shift > HIGHEST_SHIFT) {
            throw new IllegalArgumentException("shift must be -31 to 30: shift=" + shift);
        }
    }

    /**
     * The nearest to {@code real}, which must be at least 0 and at most 2³⁰ − 1. What is too small to matter becomes 0.
     */
    public static Rescale by(double real, boolean roundsOnce) {
        if (!fits(real)) {
            throw new IllegalArgumentException("multiplier must be at least 0 and at most 2^30 - 1: multiplier=" + real);
        }
        if (real == 0) {
            return new Rescale(0, 0, roundsOnce);
        }
        int shift = Math.getExponent(real) + 1;             // real = mantissa × 2^shift, mantissa in [0.5, 1)
        long multiplier = Math.round(Math.scalb(real, 31 - shift));
        if (multiplier == 1L << 31) {
            multiplier /= 2;
            shift++;
        }
        return shift < LOWEST_SHIFT ? new Rescale(0, 0, roundsOnce) : new Rescale((int) multiplier, shift, roundsOnce);
    }

    /** Whether {@link #by} takes the number. */
    public static boolean fits(double real) {
        return real >= 0 && real <= GREATEST;
    }

    /** x times the real number, rounded. */
    public int apply(int x) {
        return FixedPoint.multiply(x, multiplier, shift, roundsOnce);
    }

    /** x, of up to 48 bits, times the real number, rounded; for sums over 16-bit tensors. */
    public int applyWide(long x) {
        return FixedPoint.multiplyWide(x, multiplier, shift);
    }
}
