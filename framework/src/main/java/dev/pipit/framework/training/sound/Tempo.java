package dev.pipit.framework.training.sound;

/**
 * Speaks faster or slower at the same pitch.
 *
 * <p>Pieces of 40 ms are laid over each other at other distances than they had; each is taken from where, within
 * ±10 ms, it best continues the piece before.
 *
 * <p>Range: factor 0.5 to 2. Shape: {@code round(length / factor)} samples. Cost: about 100 multiplications a sample.
 * Source: W. Verhelst and M. Roelands, An overlap-add technique based on waveform similarity (WSOLA) for high quality
 * time-scale modification of speech, ICASSP 1993.
 */
public final class Tempo {
    private static final int PIECE = 640;
    private static final int STEP = PIECE / 2;
    /** Half the period of the lowest voice, 50 Hz. */
    private static final int REACH = 160;
    private static final int COARSE = 4;
    private static final int MARGIN = PIECE + REACH;
    private static final float[] TAPER = taper();

    private Tempo() {
    }

    private static float[] taper() {
        var taper = new float[PIECE];
        for (int n = 0; n < PIECE; n++) {
            taper[n] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / PIECE));
        }
        return taper;
    }

    /** So much faster: above 1 shorter, below 1 longer. */
    public static float[] apply(float[] samples, double factor) {
        if (!(factor >= 0.5 && factor <= 2)) {
            throw new IllegalArgumentException("factor must be 0.5 to 2: factor=" + factor);
        }
        if (factor == 1) {
            return samples.clone();
        }
        int length = (int) Math.round(samples.length / factor);
        // the sample of time t is at t + MARGIN, so that pieces may begin before the first and end behind the last
        var x = new float[samples.length + 3 * MARGIN];
        System.arraycopy(samples, 0, x, MARGIN, samples.length);
        var result = new float[length];
        int from = MARGIN - STEP;
        for (int to = -STEP; to < length; to += STEP) {
            int wanted = Math.min(MARGIN + (int) Math.round((to + STEP) * factor) - STEP, samples.length + MARGIN);
            from = to < 0 ? wanted : best(x, wanted, from + STEP);
            for (int n = Math.max(0, -to); n < Math.min(PIECE, length - to); n++) {
                result[to + n] += TAPER[n] * x[from + n];
            }
        }
        return result;
    }

    /** Where near {@code wanted} the samples are most like those from {@code natural} on. */
    private static int best(float[] x, int wanted, int natural) {
        int coarse = best(x, wanted - REACH, wanted + REACH, COARSE, natural);
        return best(x, Math.max(wanted - REACH, coarse - COARSE + 1), Math.min(wanted + REACH, coarse + COARSE - 1), 1,
            natural);
    }

    private static int best(float[] x, int first, int last, int step, int natural) {
        int best = first;
        float most = Float.NEGATIVE_INFINITY;
        for (int at = first; at <= last; at += step) {
            float likeness = likeness(x, at, natural);
            if (likeness > most) {
                most = likeness;
                best = at;
            }
        }
        return best;
    }

    /** Correlation over the root of the energy, of every other sample. */
    private static float likeness(float[] x, int a, int b) {
        float product = 0;
        float energy = 1e-9f;
        int count = Math.min(PIECE, x.length - Math.max(a, b));
        for (int n = 0; n < count; n += 2) {
            product += x[a + n] * x[b + n];
            energy += x[a + n] * x[a + n];
        }
        return product / (float) Math.sqrt(energy);
    }
}
