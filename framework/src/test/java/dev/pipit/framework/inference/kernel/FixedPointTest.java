package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPointTest {
    private static final int[] EXTREMES = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -(1 << 30), -3, -2, -1, 0, 1, 2, 3,
        1 << 30, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};

    private final Random random = new Random(7);

    /** By definition: floor(ab / 2³¹ + 1/2), and the one product that is 2³¹ is held at 2³¹ − 1. */
    @Test
    void highMulIsTheProductRoundedHalvesUpAndSaturates() {
        for (int a : EXTREMES) {
            for (int b : EXTREMES) {
                assertHighMul(a, b);
            }
        }
        for (int n = 0; n < 20_000; n++) {
            assertHighMul(random.nextInt(), random.nextInt());
        }
    }

    private static void assertHighMul(int a, int b) {
        BigInteger expected = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).add(BigInteger.ONE.shiftLeft(30))
            .shiftRight(31).min(BigInteger.valueOf(Integer.MAX_VALUE));
        assertEquals(expected.intValueExact(), FixedPoint.saturatingRoundingDoublingHighMul(a, b), a + " * " + b);
    }

    /** By definition: nearest, halves away from zero. Doubles hold every quotient exactly. */
    @Test
    void divisionByAPowerOfTwoRoundsHalvesAwayFromZero() {
        for (int exponent = 0; exponent <= 31; exponent++) {
            for (int n = 0; n < 1000; n++) {
                int x = n < EXTREMES.length ? EXTREMES[n] : random.nextInt() >> random.nextInt(32);
                double quotient = x / Math.pow(2, exponent);
                long expected = (long) (Math.signum(quotient) * Math.floor(Math.abs(quotient) + 0.5));
                assertEquals(expected, FixedPoint.roundingDivideByPowerOfTwo(x, exponent), x + " / 2^" + exponent);
            }
        }
    }

    @Test
    void shiftLeftIsHeldAtTheEndsOfTheRange() {
        assertEquals(Integer.MAX_VALUE, FixedPoint.saturatingShiftLeft(1 << 29, 2));
        assertEquals(Integer.MIN_VALUE, FixedPoint.saturatingShiftLeft(-(1 << 29) - 1, 2));
        assertEquals(Integer.MIN_VALUE, FixedPoint.saturatingShiftLeft(-(1 << 29), 2));
        assertEquals(-12, FixedPoint.saturatingShiftLeft(-3, 2));
    }

    @Test
    void rescalingEqualsArithmeticOfAnySize() {
        for (int n = 0; n < 20_000; n++) {
            double real = Math.pow(2, -24 + 26 * random.nextDouble());
            int x = random.nextInt() >> 3 + random.nextInt(28);
            var slow = new SlowRescale(real);
            assertEquals(slow.apply(x), Rescale.by(real, false).apply(x), x + " * " + real);
            assertEquals(slow.applyOnce(x), Rescale.by(real, true).apply(x), x + " * " + real + " once");
        }
    }

    @Test
    void rescalingOfWideSumsEqualsArithmeticOfAnySize() {
        for (int n = 0; n < 20_000; n++) {
            double real = Math.pow(2, -24 * random.nextDouble());
            long x = random.nextLong() >> 33 + random.nextInt(30);
            assertEquals(new SlowRescale(real).applyWide(x), Rescale.by(real, false).applyWide(x), x + " * " + real);
        }
    }

    @Test
    void wideRescalingHoldsTheReducedMultiplierAt15Bits() {
        double justBelowOne = Math.nextDown(1.0);                  // its mantissa rounds up to 2³¹, which becomes 2³⁰ × 2
        assertEquals(1 << 20, Rescale.by(justBelowOne, false).applyWide(1 << 20));
        double large = 0x7FFF8000L / (double) (1L << 31);
        assertEquals(new SlowRescale(large).applyWide(1 << 20), Rescale.by(large, false).applyWide(1 << 20));
    }
}
