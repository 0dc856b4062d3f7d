package dev.pipit.framework.training.sound;

/**
 * Plays samples faster or slower: tempo, pitch and formants change together, as from one speaker to another.
 *
 * <p>Result n is the signal at the time of sample n × factor, by a windowed sinc.
 *
 * <p>Range: factor 0.5 to 2. Shape: {@code round(length / factor)} samples.
 * Error: within ±0.1 dB up to 6.5 kHz, divided by the factor where it is above 1; what it adds to a sine there, images
 * included, is 60 dB below it; pinned by {@code SpeedTest}.
 * Cost: 66 multiplications a sample, times the factor where it is above 1.
 * Source: J. O. Smith, Digital audio resampling (a table of the filter, linear between its entries).
 */
public final class Speed {
    /** Zero crossings on either side, entries of the table from one to the next. */
    private static final int CROSSINGS = 16;
    private static final int RESOLUTION = 256;
    /** Of half the sample rate: the middle of the transition, −6 dB. */
    private static final double CORNER = 0.93;
    private static final double KAISER_BETA = 6;
    private static final int PHASES = 128;
    private static final float[] SINC = sinc();

    private Speed() {
    }

    /** So much faster: above 1 shorter and higher, below 1 longer and lower. */
    public static float[] apply(float[] samples, double factor) {
        if (!(factor >= 0.5 && factor <= 2)) {
            throw new IllegalArgumentException("factor must be 0.5 to 2: factor=" + factor);
        }
        if (factor == 1) {
            return samples.clone();
        }
        double corner = CORNER * Math.min(1, 1 / factor);
        int half = (int) Math.ceil(CROSSINGS / corner);
        float[] filter = filter(corner, half);
        var padded = new float[samples.length + 2 * half + 2];
        System.arraycopy(samples, 0, padded, half, samples.length);
        var result = new float[(int) Math.round(samples.length / factor)];
        for (int n = 0; n < result.length; n++) {
            double at = Math.min(n * factor, samples.length);
            int whole = (int) at;
            double phase = (at - whole) * PHASES;
            int p = (int) phase;
            result[n] = between(filter, p * 2 * half, 2 * half, padded, whole + 1, (float) (phase - p));
        }
        return result;
    }

    /** [PHASES + 1, 2 half]: what the samples around a result are multiplied by; each phase sums up to 1. */
    private static float[] filter(double corner, int half) {
        var filter = new float[(PHASES + 1) * 2 * half];
        for (int p = 0; p <= PHASES; p++) {
            int row = p * 2 * half;
            float sum = 0;
            for (int i = 0; i < 2 * half; i++) {
                double distance = Math.abs(i - (half - 1) - (double) p / PHASES) * corner;
                filter[row + i] = distance >= CROSSINGS ? 0 : table(distance * RESOLUTION);
                sum += filter[row + i];
            }
            for (int i = 0; i < 2 * half; i++) {
                filter[row + i] /= sum;
            }
        }
        return filter;
    }

    private static float table(double at) {
        int k = (int) at;
        return SINC[k] + (float) (at - k) * (SINC[k + 1] - SINC[k]);
    }

    /** The results of two neighbouring phases, mixed. */
    private static float between(float[] filter, int row, int taps, float[] x, int from, float fraction) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < taps; i += 2) {
            a += filter[row + i] * x[from + i];
            b += filter[row + i + 1] * x[from + i + 1];
            c += filter[row + taps + i] * x[from + i];
            d += filter[row + taps + i + 1] * x[from + i + 1];
        }
        return (a + b) * (1 - fraction) + (c + d) * fraction;
    }

    /** One side of a sinc under a Kaiser taper. */
    private static float[] sinc() {
        var table = new float[CROSSINGS * RESOLUTION + 2];
        for (int k = 0; k <= CROSSINGS * RESOLUTION; k++) {
            double x = (double) k / RESOLUTION;
            double sinc = k == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
            double t = x / CROSSINGS;
            table[k] = (float) (sinc * bessel(KAISER_BETA * StrictMath.sqrt(1 - t * t)));
        }
        return table;
    }

    /** Modified Bessel function of order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
