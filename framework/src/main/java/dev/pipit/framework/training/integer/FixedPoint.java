package dev.pipit.framework.training.integer;

/**
 * Fixed-point numbers of 32 bits: one with i integer bits is its raw value divided by 2^(31 − i). The greatest value
 * stands for 1 where there are no integer bits.
 *
 * <p>Source: the definitions of gemmlowp's fixed-point library, which TensorFlow Lite's 8-bit functions are built on.
 */
final class FixedPoint {
    private static final long UNIT = 1L << 31;
    private static final double[] POWERS = {0.25, 0.5, 1, 2, 4, 8, 16};

    private FixedPoint() {
    }

    /** a × b without integer bits: rounded to nearest, and −1 × −1 held at the end. */
    static int product(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        long product = (long) a * b;
        long nudge = product >= 0 ? UNIT / 2 : 1 - UNIT / 2;
        return (int) ((product + nudge) / UNIT);
    }

    /** x / 2^bits to nearest, halves away from 0. */
    static int shiftRight(int x, int bits) {
        long half = bits == 0 ? 0 : 1L << (bits - 1);
        long magnitude = Math.abs((long) x) + half >> bits;
        return (int) (x < 0 ? -magnitude : magnitude);
    }

    /** x × 2^bits, held at the ends. */
    static int shiftLeft(int x, int bits) {
        return saturated((long) x << bits);
    }

    private static int saturated(long x) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, x));
    }

    private static int raw(double real, int integerBits) {
        return saturated(Math.round(Math.scalb(real, 31 - integerBits)));
    }

    /** (a + b) / 2, halves away from 0. */
    private static int halfSum(int a, int b) {
        long sum = (long) a + b;
        return (int) ((sum + (sum >= 0 ? 1 : -1)) / 2);
    }

    /**
     * e^x for x ≤ 0 with {@code integerBits}, 0 to 5, as a number without: the part of x that is no multiple of a quarter
     * by a polynomial, the multiples by the binary digits of their count.
     */
    static int exponential(int x, int integerBits) {
        if (x == 0) {
            return Integer.MAX_VALUE;
        }
        int quarter = 1 << (29 - integerBits);
        int part = (x & (quarter - 1)) - quarter;
        int multiples = (part - x) / quarter;
        int result = exponentialOfPart(shiftLeft(part, integerBits));
        for (int digit = 0; digit < integerBits + 2; digit++) {
            if ((multiples >> digit & 1) != 0) {
                result = product(result, raw(Math.exp(-POWERS[digit]), 0));
            }
        }
        return result;
    }

    /** For x from −1/4 to 0 without integer bits: the Taylor series around −1/8. */
    private static int exponentialOfPart(int x) {
        int factor = raw(Math.exp(-0.125), 0);
        int third = raw(1 / 3.0, 0);
        int d = x + (1 << 28);
        int d2 = product(d, d);
        int d3 = product(d2, d);
        int d4 = product(d2, d2);
        int higher = shiftRight(product(shiftRight(d4, 2) + d3, third) + d2, 1);
        return saturated((long) factor + product(factor, d + higher));
    }

    /** 1 / (1 + x) for x from 0 to below 1, both without integer bits. */
    static int reciprocalOfOnePlus(int x) {
        return shiftLeft(newton(x), 1);
    }

    /** (1 − x) / (1 + x) for x from 0 to below 1, both without integer bits. */
    static int oneMinusOverOnePlus(int x) {
        return shiftLeft(newton(x) - (1 << 29), 2);
    }

    /** 2 / (1 + x) with 2 integer bits: three steps of Newton's method for half the denominator. */
    private static int newton(int x) {
        int denominator = halfSum(x, Integer.MAX_VALUE);
        int result = raw(48 / 17.0, 2) + product(denominator, raw(-32 / 17.0, 2));
        for (int step = 0; step < 3; step++) {
            int error = (1 << 29) - product(denominator, result);
            result += shiftLeft(product(result, error), 2);
        }
        return result;
    }

    /** 1 / (1 + e^−x) for x with 4 integer bits, without. */
    static int logistic(int x) {
        if (x == 0) {
            return 1 << 30;
        }
        int positive = reciprocalOfOnePlus(exponential(-Math.abs(x), 4));
        return x > 0 ? positive : Integer.MAX_VALUE - positive;
    }

    /** The hyperbolic tangent of x with 4 integer bits, without. */
    static int tanh(int x) {
        if (x == 0) {
            return 0;
        }
        int positive = oneMinusOverOnePlus(exponential(-Math.abs(x), 5));
        return x > 0 ? positive : -positive;
    }
}
