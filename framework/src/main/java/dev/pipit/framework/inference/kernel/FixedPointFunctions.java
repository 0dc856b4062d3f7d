package dev.pipit.framework.inference.kernel;

import static dev.pipit.framework.inference.kernel.FixedPoint.roundingDivideByPowerOfTwo;
import static dev.pipit.framework.inference.kernel.FixedPoint.saturatingRoundingDoublingHighMul;
import static dev.pipit.framework.inference.kernel.FixedPoint.saturatingShiftLeft;

/**
 * Exponential, logarithm, reciprocal, logistic function and hyperbolic tangent on fixed-point numbers. A number with i
 * integer bits is its raw value divided by 2^(31 − i); results of up to 1 have 0 integer bits, and 1 itself is written
 * 2³¹ − 1.
 *
 * <p>Error: below 1e-6 absolute for exp, logistic and tanh; pinned by {@code FixedPointFunctionsTest}. What matters is not
 * the error but that the bits are those of gemmlowp, which this reproduces.
 */
public final class FixedPointFunctions {
    private static final int ONE = Integer.MAX_VALUE;
    private static final int EXP_OF_MINUS_EIGHTH = 1895147668;       // e^(−1/8) × 2³¹
    private static final int THIRD = 715827883;                      // 1/3 × 2³¹
    /** e^(−2^k) × 2³¹ for k = −2 to 4. */
    private static final int[] EXP_OF_MINUS_POWER = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    private static final int LOWEST_POWER = -2;
    private static final int FORTY_EIGHT_17THS = 1515870810;         // 48/17 with 2 integer bits
    private static final int MINUS_THIRTY_TWO_17THS = -1010580540;   // −32/17 with 2 integer bits
    private static final int LOG_OF_2 = 1488522236;                  // all of these × 2³¹; s is the fourth root of 2
    private static final int ONE_OVER_S = 1805811301;
    private static final int SQRT_OF_HALF = 1518500250;
    private static final int ELEVEN_240THS_OF_S = 117049297;
    private static final int TWENTIETH_OF_S = 127690142;
    private static final int TWO_OVER_S_MINUS_S = 1057819769;
    private static final int QUARTER_OF_S = 638450708;

    private FixedPointFunctions() {
    }

    /** e^a for a ≤ 0 with 0 to 5 integer bits. */
    public static int expOnNegativeValues(int a, int integerBits) {
        if (a == 0) {
            return ONE;
        }
        int fractionalBits = 31 - integerBits;
        int quarter = 1 << (fractionalBits - 2);
        int modQuarterMinusQuarter = (a & (quarter - 1)) - quarter;
        int result = expBetweenMinusQuarterAnd0(saturatingShiftLeft(modQuarterMinusQuarter, integerBits));
        int remainder = modQuarterMinusQuarter - a;           // a whole number of quarters, one bit per power of two
        for (int power = LOWEST_POWER; power < integerBits; power++) {
            if ((remainder & 1 << (fractionalBits + power)) != 0) {
                result = saturatingRoundingDoublingHighMul(result, EXP_OF_MINUS_POWER[power - LOWEST_POWER]);
            }
        }
        return result;
    }

    /** Taylor around −1/8, up to the fourth power; a has no integer bits. */
    private static int expBetweenMinusQuarterAnd0(int a) {
        int x = a + (1 << 28);
        int x2 = saturatingRoundingDoublingHighMul(x, x);
        int x3 = saturatingRoundingDoublingHighMul(x2, x);
        int x4 = saturatingRoundingDoublingHighMul(x2, x2);
        int x4Over4 = roundingDivideByPowerOfTwo(x4, 2);
        int higher = roundingDivideByPowerOfTwo(saturatingRoundingDoublingHighMul(x4Over4 + x3, THIRD) + x2, 1);
        return EXP_OF_MINUS_EIGHTH + saturatingRoundingDoublingHighMul(EXP_OF_MINUS_EIGHTH, x + higher);
    }

    /**
     * Logarithm of a ≥ 1 with {@code integerBits}, as a number with {@code outputBits}: the powers of two in a, times
     * log 2, and a quotient of polynomials for what is left, which lies between √½ and 1.
     */
    public static int log(int a, int integerBits, int outputBits) {
        int accumulatorBits = outputBits + 1;
        int quarter = 1 << (31 - accumulatorBits - 2);
        int zeros = Integer.numberOfLeadingZeros(a);
        int belowOne = saturatingShiftLeft(product(saturatingShiftLeft(a, zeros - 1), SQRT_OF_HALF), 1);
        int zerosOfPart = Integer.numberOfLeadingZeros(product(a, SQRT_OF_HALF)) - 1;
        int left = Math.min(belowOne, saturatingShiftLeft(a, zerosOfPart));
        int powers = Math.max((integerBits - zeros << 31 - accumulatorBits) + quarter,
            (integerBits - zerosOfPart << 31 - accumulatorBits) - quarter);
        int quotient = product(roundingDivideByPowerOfTwo(numerator(left), accumulatorBits),
            oneOverOnePlus(denominatorMinusOne(left)));
        return saturatingShiftLeft(product(powers, LOG_OF_2) + quotient, 1);
    }

    private static int numerator(int r) {
        int q = 2 * (r - ONE_OVER_S);
        return product(q, r) + product(product(q, product(q, q)), ELEVEN_240THS_OF_S);
    }

    private static int denominatorMinusOne(int r) {
        int q = 2 * (r - ONE_OVER_S);
        int half = (int) (((long) r + ONE_OVER_S + 1) / 2);          // of r + 1/s, rounded half up
        int factor = TWO_OVER_S_MINUS_S + q + product(TWENTIETH_OF_S, product(q, q));
        return product(half, factor) + product(QUARTER_OF_S, q);
    }

    private static int product(int a, int b) {
        return saturatingRoundingDoublingHighMul(a, b);
    }

    /** 1 / (1 + a) for a in [0, 1), both without integer bits. */
    public static int oneOverOnePlus(int a) {
        return saturatingShiftLeft(twoOverOnePlus(a), 1);
    }

    /** 2 / (1 + a) with 2 integer bits, for a in [0, 1) without: three Newton steps. */
    private static int twoOverOnePlus(int a) {
        int halfDenominator = (int) (((long) a + ONE + 1) / 2);      // of (a + 1)/2, rounded half up
        int x = FORTY_EIGHT_17THS + saturatingRoundingDoublingHighMul(halfDenominator, MINUS_THIRTY_TWO_17THS);
        for (int step = 0; step < 3; step++) {
            int error = (1 << 29) - saturatingRoundingDoublingHighMul(halfDenominator, x);
            x += saturatingShiftLeft(saturatingRoundingDoublingHighMul(x, error), 2);
        }
        return x;
    }

    /** The hyperbolic tangent of a with 0 to 4 integer bits: 2 / (1 + e^−2|a|) − 1, and the sign. */
    public static int tanh(int a, int integerBits) {
        if (a == 0) {
            return 0;
        }
        int exponential = expOnNegativeValues(a > 0 ? -a : a, integerBits + 1);
        int ofPositive = saturatingShiftLeft(twoOverOnePlus(exponential) - (1 << 29), 2);
        return a > 0 ? ofPositive : -ofPositive;
    }

    /** 1 / (1 + e^−a) for a with 0 to 5 integer bits. */
    public static int logistic(int a, int integerBits) {
        if (a == 0) {
            return 1 << 30;
        }
        int ofPositive = oneOverOnePlus(expOnNegativeValues(a > 0 ? -a : a, integerBits));
        return a > 0 ? ofPositive : ONE - ofPositive;
    }
}
