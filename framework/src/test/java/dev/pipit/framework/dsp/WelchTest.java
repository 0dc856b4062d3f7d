package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WelchTest {
    private static final double RATE_HZ = 1_000;

    /** By Parseval: the density integrates to the mean square. Noise of variance 4 in 400 pieces: 1 % standard error. */
    @Test
    void integratesToTheMeanSquareOfNoise() {
        var random = new Random(5);
        float[] x = new float[51_200];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (2 * random.nextGaussian());
        }
        var welch = new Welch(x.length, 1, 256, RATE_HZ);
        float[] density = new float[welch.bins()];
        welch.apply(x, 0, density);
        double sum = 0;
        for (float d : density) {
            sum += d * RATE_HZ / 256;
        }
        assertEquals(4, sum, 0.12);
        assertEquals(4 / (RATE_HZ / 2), density[60], 0.4 * 4 / (RATE_HZ / 2));   // white: the same everywhere
    }

    /** By theory: a sine of amplitude a in the middle of a bin has density a²/2 over 1.5 bin widths (Hann). */
    @Test
    void findsASine() {
        float[] x = new float[2 * 4_096];
        for (int n = 0; n < x.length / 2; n++) {
            x[2 * n] = (float) (3 * Math.sin(2 * Math.PI * 125 * n / RATE_HZ));
        }
        var welch = new Welch(4_096, 2, 512, RATE_HZ);
        float[] density = new float[welch.bins()];
        welch.apply(x, 0, density);
        assertEquals(4.5 / (1.5 * RATE_HZ / 512), density[64], 1e-4);
        assertEquals(0, density[128], 1e-6);
    }

    @Test
    void refusesAFrameShorterThanAPiece() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Welch(100, 1, 128, RATE_HZ));
        assertEquals("length must be at least one piece, stride at least 1: length=100, piece=128, stride=1",
            e.getMessage());
    }
}
