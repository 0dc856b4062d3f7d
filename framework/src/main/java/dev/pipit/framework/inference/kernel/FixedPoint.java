package dev.pipit.framework.inference.kernel;

/**
 * Arithmetic on 32-bit fixed-point numbers, with the roundings of gemmlowp, which TensorFlow Lite is built on.
 *
 * <p>Source: the definitions of gemmlowp's fixedpoint.h and TensorFlow Lite's common.h.
 */
public final class FixedPoint {
    private FixedPoint() {
    }

    /**
     * The upper half of 2ab, rounded to nearest, halves up; the one product that does not fit, −2³¹ times itself,
     * gives 2³¹ − 1.
     */
    public static int saturatingRoundingDoublingHighMul(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        return (int) (((long) a * b + (1L << 30)) >> 31);
    }

    /** x / 2^exponent, rounded to nearest, halves away from zero. The exponent is 0 to 31. */
    public static int roundingDivideByPowerOfTwo(int x, int exponent) {
        int mask = (int) ((1L << exponent) - 1);
        int remainder = x & mask;
        int threshold = (mask >> 1) + (x < 0 ? 1 : 0);
        return (x >> exponent) + (remainder > threshold ? 1 : 0);
    }

    /** x × 2^exponent for 0 to 30, held at the ends of the range where it does not fit. */
    public static int saturatingShiftLeft(int x, int exponent) {
        long shifted = (long) x << exponent;
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, shifted));
    }

    /** x × multiplier × 2^(shift − 31), rounded once or twice. */
    public static int multiply(int x, int multiplier, int shift, boolean roundsOnce) {
        return roundsOnce ? multiplyRoundingOnce(x, multiplier, shift) : multiplyRoundingTwice(x, multiplier, shift);
    }

    /** x × multiplier × 2^(shift − 31), rounded twice: once to 31 bits, once when shifted right. */
    public static int multiplyRoundingTwice(int x, int multiplier, int shift) {
        int left = Math.max(shift, 0);
        int right = Math.max(-shift, 0);
        return roundingDivideByPowerOfTwo(saturatingRoundingDoublingHighMul(x << left, multiplier), right);
    }

    /** x × multiplier × 2^(shift − 31), rounded once, halves up. */
    public static int multiplyRoundingOnce(int x, int multiplier, int shift) {
        int total = 31 - shift;
        return (int) ((x * (long) multiplier + (1L << (total - 1))) >> total);
    }

    /** The same for the wide sums of 16-bit tensors: x of up to 48 bits, the multiplier reduced to its upper 16. */
    public static int multiplyWide(long x, int multiplier, int shift) {
        int reduced = multiplier < 0x7FFF0000 ? (multiplier + (1 << 15)) >> 16 : 0x7FFF;
        int total = 15 - shift;
        return (int) ((x * reduced + (1L << (total - 1))) >> total);
    }
}
