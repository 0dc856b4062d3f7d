package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPointFunctionsTest {
    private static final double ONE = 1L << 31;
    /** The Taylor series stops after the fourth power: (1/8)⁵ / 5! = 2.5e-7 at the ends of its interval. */
    private static final double TAYLOR = 4e-7;

    private final Random random = new Random(3);

    @Test
    void expIsThatOfRealNumbers() {
        for (int integerBits = 0; integerBits <= 5; integerBits++) {
            for (int n = 0; n < 5000; n++) {
                int a = -(random.nextInt() >>> 1 + random.nextInt(30));
                double expected = Math.exp(a / Math.pow(2, 31 - integerBits));
                assertEquals(expected, FixedPointFunctions.expOnNegativeValues(a, integerBits) / ONE, TAYLOR);
            }
        }
    }

    @Test
    void expOfZeroIsTheGreatestNumberBelowOne() {
        assertEquals(Integer.MAX_VALUE, FixedPointFunctions.expOnNegativeValues(0, 5));
    }

    /** Three Newton steps from 48/17 − 32/17 d: the first error is at most 1/17, and each step squares it. */
    @Test
    void reciprocalIsThatOfRealNumbers() {
        for (int n = 0; n < 5000; n++) {
            int a = random.nextInt() >>> 1;
            assertEquals(1 / (1 + a / ONE), FixedPointFunctions.oneOverOnePlus(a) / ONE, Math.pow(17, -8) + 4 / ONE * 4);
        }
    }

    /** Twice the errors of exp and of the reciprocal. */
    @Test
    void tanhIsThatOfRealNumbers() {
        for (int n = 0; n < 5000; n++) {
            int a = random.nextInt() >> random.nextInt(31);
            if (a != Integer.MIN_VALUE) {
                assertEquals(Math.tanh(a / Math.pow(2, 27)), FixedPointFunctions.tanh(a, 4) / ONE, 2 * TAYLOR);
            }
        }
        assertEquals(0, FixedPointFunctions.tanh(0, 4));
        assertEquals(-FixedPointFunctions.tanh(12345678, 4), FixedPointFunctions.tanh(-12345678, 4));
    }

    @Test
    void logisticIsThatOfRealNumbers() {
        for (int n = 0; n < 5000; n++) {
            int a = random.nextInt() >> random.nextInt(31);
            if (a != Integer.MIN_VALUE) {
                assertEquals(1 / (1 + Math.exp(-a / Math.pow(2, 27))), FixedPointFunctions.logistic(a, 4) / ONE, TAYLOR);
            }
        }
        assertEquals(1 << 30, FixedPointFunctions.logistic(0, 4));
    }

    /** The quotient of polynomials is right to 1e-8, and numbers with 5 integer bits end at 2⁻²⁶. */
    @Test
    void logIsThatOfRealNumbers() {
        for (int n = 0; n < 20_000; n++) {
            int a = (1 << 19) + (random.nextInt() >>> 1 + random.nextInt(31));
            if (a > 0) {
                double expected = Math.log(a / Math.pow(2, 31 - 12));
                assertEquals(expected, FixedPointFunctions.log(a, 12, 5) / Math.pow(2, 31 - 5), 4e-7, "at " + a);
            }
        }
        assertEquals(0, FixedPointFunctions.log(1 << 19, 12, 5), 4);
    }
}
