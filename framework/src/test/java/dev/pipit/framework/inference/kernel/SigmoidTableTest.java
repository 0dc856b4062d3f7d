package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SigmoidTableTest {
    /** Two steps: one for the table and its interpolation, one for the last rounding. Beyond 10.6 the end is taken. */
    private static final double TWO_STEPS = 2.0 / (1 << 15);

    @Test
    void logisticIsThatOfRealNumbers() {
        for (int x = Short.MIN_VALUE; x <= Short.MAX_VALUE; x++) {
            double exact = 1 / (1 + Math.exp(-x / 4096.0));
            assertEquals(exact, SigmoidTable.logistic(x, 3, 0) / 32768.0, TWO_STEPS, "at " + x);
        }
        assertEquals(32767, SigmoidTable.logistic(Short.MAX_VALUE, 6, 0));
        assertEquals(0, SigmoidTable.logistic(Short.MIN_VALUE, 6, 0) / 32768.0, TWO_STEPS);
    }

    @Test
    void tanhIsThatOfRealNumbers() {
        for (int x = Short.MIN_VALUE; x <= Short.MAX_VALUE; x++) {
            assertEquals(Math.tanh(x / 4096.0), SigmoidTable.tanh(x, 3, 0) / 32768.0, TWO_STEPS, "at " + x);
            assertEquals(Math.tanh(x / 32768.0), SigmoidTable.tanh(x, 3, 3) / 32768.0, 2 * TWO_STEPS, "at " + x);
        }
    }
}
