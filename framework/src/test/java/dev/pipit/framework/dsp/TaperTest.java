package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values from the definitions; float rounds to 6e-8, so one rounding is allowed throughout. */
class TaperTest {
    private static final float ROUNDING = 6e-8f;

    @Test
    void hannIsSineSquared() {
        assertArrayEquals(new float[] {0, 0.5f, 1, 0.5f}, Taper.HANN.coefficients(4), ROUNDING);
        assertArrayEquals(new float[] {0, 0.5f, 1, 0.5f, 0}, Taper.HANN_SYMMETRIC.coefficients(5), ROUNDING);
    }

    @Test
    void hammingStandsOnAPedestal() {
        assertArrayEquals(new float[] {0.08f, 0.54f, 1, 0.54f}, Taper.HAMMING.coefficients(4), ROUNDING);
        assertArrayEquals(new float[] {0.08f, 0.54f, 1, 0.54f, 0.08f}, Taper.HAMMING_SYMMETRIC.coefficients(5),
            ROUNDING);
    }

    /** 0.5^0.85 = 0.5547847. */
    @Test
    void poveyIsHannToThePowerOf085() {
        assertArrayEquals(new float[] {0, 0.5547847f, 1, 0.5547847f, 0}, Taper.POVEY.coefficients(5), ROUNDING);
    }

    /** At 0: 0.35875 − 0.48829 + 0.14128 − 0.01168 = 0.00006; at a quarter: 0.35875 − 0.14128 = 0.21747; at half: 1. */
    @Test
    void blackmanHarrisHasFourTerms() {
        assertArrayEquals(new float[] {0.00006f, 0.21747f, 1, 0.21747f}, Taper.BLACKMAN_HARRIS.coefficients(4),
            ROUNDING);
    }

    @Test
    void rectangularIsOneEverywhere() {
        assertArrayEquals(new float[] {1, 1, 1}, Taper.RECTANGULAR.coefficients(3));
    }

    @ParameterizedTest
    @EnumSource(names = {"HANN_SYMMETRIC", "HAMMING_SYMMETRIC", "POVEY"})
    void aSymmetricTaperOfOneSampleIsOne(Taper taper) {
        assertArrayEquals(new float[] {1}, taper.coefficients(1));
    }

    @ParameterizedTest
    @EnumSource
    void refusesNoSamples(Taper taper) {
        var e = assertThrows(IllegalArgumentException.class, () -> taper.coefficients(0));
        assertEquals("length must be at least 1: length=0", e.getMessage());
    }
}
