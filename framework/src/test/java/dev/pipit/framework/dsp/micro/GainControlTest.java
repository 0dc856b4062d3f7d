package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GainControlTest {
    private static final MicroFrontendSettings.Gain STANDARD = MicroFrontendSettings.standard().gain();

    /** 1.5 units, and 2 % for what a parabola misses: x^−0.95 has (x^−0.95)''' / 6 × 0.048 ≤ 4.4 % in an octave. */
    @Test
    void fallsWithTheNoise() {
        GainCurve curve = new GainCurve(STANDARD, 7);
        for (long x = 0; x < 1L << 32; x += 1 + x / 50) {
            double gain = Math.min(32_767, (1 << 21) * Math.pow(x / 128.0 + 80, -0.95));
            assertEquals(gain, curve.of((int) x), 1.5 + gain / 50, "x=" + x);
        }
        assertEquals(1.5, curve.of(-1), 1.5);           // 2^32 − 1, the loudest
    }

    /** Strength 0 makes every gain 2^21, more than 16 bits hold. */
    @Test
    void limitsTheGainTo16Bits() {
        GainCurve curve = new GainCurve(new MicroFrontendSettings.Gain(true, 0, 80, 21), 7);
        assertEquals(32_767, curve.of(0));
        assertEquals(32_767, curve.of(123_456));
    }

    /** With strength 0 and 15 places every gain is 32767 and nothing is shifted: band × 32767 / 4096 is the ratio. */
    @Test
    void squaresSmallRatiosAndLowersLargeOnes() {
        GainControl gain = new GainControl(new MicroFrontendSettings.Gain(true, 0, 80, 15), 10, 3);
        int[] bands = {0, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 28};
        gain.apply(bands, new int[6]);
        assertEquals(0, bands[0]);
        assertEquals(64 * (32_767.0 * (1 << 11) / 4096 - 1), bands[1], 1);
        assertEquals(64 * (32_767.0 * (1 << 12) / 4096 - 1), bands[2], 1);
        GainControl standard = new GainControl(STANDARD, 10, 3);
        bands[3] = 8;                                   // × 32639 / 64 = 4079.9: just below one, squared over four
        standard.apply(bands, new int[6]);
        double ratio = 8 * (1 << 21) * Math.pow(80, -0.95) / 64 / 4096;
        assertEquals(64 * ratio * ratio / 4, bands[3], 1);
    }
}
