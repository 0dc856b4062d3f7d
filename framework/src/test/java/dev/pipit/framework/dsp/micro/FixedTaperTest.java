package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FixedTaperTest {
    /** A sample of 4096 comes out as the curve itself. Half a unit of rounding, and as much again for float. */
    @Test
    void isAHannCurveTakenBetweenTheSamples() {
        for (int length : new int[] {257, 400, 480, 512}) {
            short[] ones = new short[length];
            Arrays.fill(ones, (short) 4096);
            short[] out = new short[length];
            new FixedTaper(length).apply(ones, 0, out);
            for (int i = 0; i < length; i++) {
                assertEquals(4096 * (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length)), out[i], 0.5 + 0.01);
            }
        }
    }

    /** The middle of the curve is 4096 of 4096. */
    @Test
    void roundsDownAndReturnsTheLargestMagnitude() {
        short[] samples = new short[482];
        samples[2 + 239] = -7000;
        samples[2 + 100] = -3;                          // × 0.377 = −1.13
        samples[0] = 30_000;                            // before the frame
        short[] out = new short[480];
        assertEquals(7000, new FixedTaper(480).apply(samples, 2, out));
        assertEquals(-7000, out[239]);
        assertEquals(-2, out[100]);
    }

    @Test
    void passesOverTheOneNumberWithoutAMagnitude() {
        short[] samples = new short[480];
        samples[240] = Short.MIN_VALUE;
        assertEquals(0, new FixedTaper(480).apply(samples, 0, new short[480]));
        samples[0] = Short.MAX_VALUE;                   // × 0
        samples[120] = 1000;                            // × 0.503
        assertEquals(503, new FixedTaper(480).apply(samples, 0, new short[480]), 1);
    }
}
