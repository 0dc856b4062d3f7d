package dev.pipit.framework.dsp;

import java.util.Random;

/** Signals for tests. */
final class Noise {
    private Noise() {
    }

    static float[] gaussian(int length, long seed) {
        var random = new Random(seed);
        var x = new float[length];
        for (int n = 0; n < length; n++) {
            x[n] = (float) random.nextGaussian();
        }
        return x;
    }

    static float[] sine(double amplitude, double hz, double rateHz, int length) {
        var x = new float[length];
        for (int n = 0; n < length; n++) {
            x[n] = (float) (amplitude * Math.sin(2 * Math.PI * hz / rateHz * n));
        }
        return x;
    }

    /** Root mean square of the difference, over that of {@code expected}. */
    static double error(double[] expected, float[] actual) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            power += expected[i] * expected[i];
        }
        return Math.sqrt(error / power);
    }
}
