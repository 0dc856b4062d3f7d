package dev.pipit.framework.inference.kernel;

import static dev.pipit.framework.inference.kernel.FixedPoint.roundingDivideByPowerOfTwo;
import static dev.pipit.framework.inference.kernel.FixedPoint.saturatingRoundingDoublingHighMul;
import static dev.pipit.framework.inference.kernel.FixedPoint.saturatingShiftLeft;

/**
 * 1 / √x of a whole number as {@code multiplier} × 2^({@code shift} − 31): five Newton steps on numbers with 3 integer
 * bits, from 1. What is below 1 counts as 1.
 *
 * <p>Error: below 1.3e-6 relative; pinned by a test. What matters is that the bits are those of the source, TensorFlow
 * Lite's common.h.
 */
final class InverseRoot {
    private static final int SQRT_OF_HALF = 1518500250;                  // × 2³¹
    private static final int ONE = 1 << 28;                              // with 3 integer bits
    private static final int ONE_AND_A_HALF = ONE + ONE / 2;
    private static final int STEPS = 5;

    private InverseRoot() {
    }

    /** At most 0. */
    static int shift(int x) {
        return x <= 1 ? 0 : Math.min(0, -rightShift(x));
    }

    static int multiplier(int x) {
        if (x <= 1) {
            return Integer.MAX_VALUE;
        }
        int rest = x >> 2 * cutPairs(x);
        int input = rest << 2 * leftPairs(rest) >> 1;                    // 2^26 to 2^28: a quarter to 1
        int half = roundingDivideByPowerOfTwo(input, 1);
        int root = ONE;
        for (int step = 0; step < STEPS; step++) {
            int cube = saturatingShiftLeft(product(product(root, root), root), 6);
            root = saturatingShiftLeft(product(ONE_AND_A_HALF, root) - product(half, cube), 3);
        }
        return product(root, SQRT_OF_HALF) << Math.max(0, -rightShift(x));
    }

    private static int product(int a, int b) {
        return saturatingRoundingDoublingHighMul(a, b);
    }

    private static int rightShift(int x) {
        int cut = cutPairs(x);
        return 11 + cut - leftPairs(x >> 2 * cut);
    }

    /** How many pairs of bits are cut off so that the number is below 2^29. */
    private static int cutPairs(int x) {
        return x >= 1 << 29 ? 1 : 0;
    }

    /** How many pairs of zeros there are left of a number below 2^29, but for the first. */
    private static int leftPairs(int x) {
        return (Integer.numberOfLeadingZeros(x) - 1) / 2 - 1;
    }
}
