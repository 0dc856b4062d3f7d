package dev.pipit.framework.training.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Expected values: real functions, and roundings by hand. */
class FixedPointTest {
    private static final double UNIT = 0x1p31;

    @Test
    void productsAreRoundedHalvesUp() {
        assertEquals(2, Multiplier.of(0.5).times(3));
        assertEquals(-1, Multiplier.of(0.5).times(-3));
        assertEquals(6, Multiplier.of(2).times(3));
        assertEquals(-1 - (1 << 30), Multiplier.of(1 + 0x1p-30).times(-(1 << 30)));
    }

    @Test
    void whatIsShiftedOutIsRoundedASecondTimeHalvesAwayFromZero() {
        assertEquals(1, Multiplier.of(0.25).times(1));                       // 0.5 becomes 1, 1 / 2 becomes 1
        assertEquals(-1, Multiplier.of(0.25).times(-2));
        assertEquals(0, Multiplier.of(0.125).times(1));                      // 0.5 becomes 1, 1 / 4 becomes 0
    }

    @Test
    void multipliersHaveThirtyOneBits() {
        assertEquals(new Multiplier(1 << 30, 0), Multiplier.of(0.5));
        assertEquals(new Multiplier(1 << 30, 1), Multiplier.of(1 - 0x1p-40));      // rounds up to the next power
        assertEquals(new Multiplier(1717986918, -3), Multiplier.of(0.1));          // 0.8 × 2³¹, rounded
        assertEquals(new Multiplier(0, 0), Multiplier.of(0x1p-33));
        assertEquals(new Multiplier(0, 0), Multiplier.of(0));
        assertThrows(IllegalArgumentException.class, () -> Multiplier.of(1 << 30));
        assertThrows(IllegalArgumentException.class, () -> Multiplier.of(Double.NaN));
    }

    @Test
    void aMeanDividesTheMultiplier() {
        assertEquals(new Multiplier(715827882, 0), Multiplier.of(1).dividedBy(3));   // 2³⁰ × 2 / 3, cut off
        assertEquals(7, Multiplier.of(1).dividedBy(3).times(21));
    }

    @Test
    void exponentialsAreThoseOfTheRealFunction() {
        for (int bits = 0; bits <= 5; bits++) {
            for (double x = 0; x > -Math.min(1 << bits, 20); x -= 0.0137) {
                int raw = (int) Math.round(Math.scalb(x, 31 - bits));
                double is = FixedPoint.exponential(raw, bits) / UNIT;
                assertEquals(Math.exp(Math.scalb((double) raw, bits - 31)), is, 1e-6);   // the published error
            }
        }
    }

    @Test
    void quotientsAreThoseOfRealNumbers() {
        for (double x = 0; x < 1; x += 0.00137) {
            int raw = (int) (x * UNIT);
            assertEquals(1 / (1 + raw / UNIT), FixedPoint.reciprocalOfOnePlus(raw) / UNIT, 1e-7);  // three Newton steps
            assertEquals((1 - raw / UNIT) / (1 + raw / UNIT), FixedPoint.oneMinusOverOnePlus(raw) / UNIT, 1e-7);
        }
    }

    @Test
    void shiftsAreHeldAtTheEnds() {
        assertEquals(Integer.MAX_VALUE, FixedPoint.shiftLeft(1 << 30, 1));
        assertEquals(Integer.MIN_VALUE, FixedPoint.shiftLeft(-(1 << 30) - 1, 1));
        assertEquals(Integer.MAX_VALUE, FixedPoint.product(Integer.MIN_VALUE, Integer.MIN_VALUE));
        assertEquals(-3, FixedPoint.shiftRight(-5, 1));
        assertEquals(5, FixedPoint.shiftRight(5, 0));
    }

    @Test
    void tablesAreAStepOrLessFromTheRealFunction() {
        for (float scale : new float[] {0.001f, 0.03f, 0.1f, 1, 7}) {
            var input = new Scale(scale, 17);
            byte[] logistic = new Table(Table.Function.LOGISTIC).entries(input);
            byte[] tanh = new Table(Table.Function.TANH).entries(input);
            for (int q = -128; q < 128; q++) {
                double x = input.real(q);
                assertEquals(held(256 / (1 + Math.exp(-x)) - 128), logistic[q + 128], 1);
                assertEquals(held(128 * Math.tanh(x)), tanh[q + 128], 1);
            }
            assertEquals(0, logistic[17 + 128]);
            assertEquals(0, tanh[17 + 128]);
        }
    }

    private static double held(double q) {
        return Math.max(-128, Math.min(127, q));
    }
}
