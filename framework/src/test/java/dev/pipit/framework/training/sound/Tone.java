package dev.pipit.framework.training.sound;

import dev.pipit.framework.dsp.Taper;

/** Sines, and how much of one there is in a sound. */
final class Tone {
    private Tone() {
    }

    static float[] sine(int length, double hz, double amplitude) {
        var x = new float[length];
        for (int n = 0; n < length; n++) {
            x[n] = (float) (amplitude * Math.sin(2 * Math.PI * hz * n / Pcm16.RATE_HZ));
        }
        return x;
    }

    /** Silence with a tone from {@code from} to {@code to}. */
    static float[] burst(int length, int from, int to, double hz, double amplitude) {
        var x = new float[length];
        System.arraycopy(sine(to - from, hz, amplitude), 0, x, from, to - from);
        return x;
    }

    /** Amplitude of the sine of {@code hz}, under a taper: another sine 40 Hz away is not seen in 1600 samples. */
    static double amplitude(float[] x, int from, int to, double hz) {
        float[] taper = Taper.BLACKMAN_HARRIS.coefficients(to - from);
        double re = 0;
        double im = 0;
        double weight = 0;
        for (int n = from; n < to; n++) {
            double angle = 2 * Math.PI * hz * n / Pcm16.RATE_HZ;
            re += taper[n - from] * x[n] * Math.cos(angle);
            im += taper[n - from] * x[n] * Math.sin(angle);
            weight += taper[n - from];
        }
        return 2 * Math.hypot(re, im) / weight;
    }

    /** Amplitudes of the sine of {@code hz} that fits best, and of what is left without it. */
    static double[] sineAndRest(float[] x, int from, int to, double hz) {
        // normal equations of a cos + b sin
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        double xx = 0;
        for (int n = from; n < to; n++) {
            double cos = Math.cos(2 * Math.PI * hz * n / Pcm16.RATE_HZ);
            double sin = Math.sin(2 * Math.PI * hz * n / Pcm16.RATE_HZ);
            cc += cos * cos;
            ss += sin * sin;
            cs += cos * sin;
            xc += x[n] * cos;
            xs += x[n] * sin;
            xx += x[n] * x[n];
        }
        double a = (xc * ss - xs * cs) / (cc * ss - cs * cs);
        double b = (xs * cc - xc * cs) / (cc * ss - cs * cs);
        double rest = Math.max(0, xx - a * xc - b * xs);
        return new double[] {Math.hypot(a, b), Math.sqrt(2 * rest / (to - from))};
    }
}
