package dev.pipit.framework.training.sound;

import java.util.Optional;

/**
 * Where a word is in a recording of little else, by its energy.
 *
 * <p>Energies of 10 ms, smoothed over 50 ms; what is less than 24 dB below the loudest belongs to a sound, and sounds
 * less than 220 ms apart to one word (the closure of a stop is up to 150 ms). Of several words the one of most energy
 * is taken. Error: about 20 ms on either side, the width of the smoothing; pinned by {@code WordBoundsTest}.
 *
 * @param from first sample
 * @param to   sample behind the last, above {@code from}
 */
public record WordBounds(int from, int to) {
    static final int STEP = Pcm16.RATE_HZ / 100;
    private static final int REACH = 2;
    private static final double BELOW_PEAK = 0x1p-8;      // −24 dB
    private static final int MAX_GAP = 22;
    private static final double SILENCE = 1e-10;          // mean square: −100 dBFS, below the last bit of 16

    public WordBounds {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("bounds must be 0 <= from < to: from=" + from + ", to=" + to);
        }
    }

    /** The word in a recording, or nothing where there is only silence. */
    public static Optional<WordBounds> of(float[] samples) {
        double[] energies = smoothed(energies(samples));
        double peak = 0;
        for (double energy : energies) {
            peak = Math.max(peak, energy);
        }
        return peak < SILENCE ? Optional.empty() : Optional.of(loudest(energies, peak * BELOW_PEAK, samples.length));
    }

    public int length() {
        return to - from;
    }

    /** These bounds in a recording in which everything is so many samples later. */
    public WordBounds later(int samples) {
        return new WordBounds(from + samples, to + samples);
    }

    /** Mean squares of steps. */
    static double[] energies(float[] samples) {
        var energies = new double[(samples.length + STEP - 1) / STEP];
        for (int n = 0; n < samples.length; n++) {
            energies[n / STEP] += (double) samples[n] * samples[n] / STEP;
        }
        return energies;
    }

    /** Over five steps. */
    static double[] smoothed(double[] x) {
        var y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            for (int i = Math.max(0, k - REACH); i <= Math.min(x.length - 1, k + REACH); i++) {
                y[k] += x[i] / (2 * REACH + 1);
            }
        }
        return y;
    }

    private static WordBounds loudest(double[] energies, double threshold, int length) {
        int bestFrom = 0;
        int bestTo = 0;
        double most = 0;
        for (int from = 0; from < energies.length; from++) {
            if (energies[from] >= threshold) {
                int to = endOfWord(energies, from, threshold);
                double sum = 0;
                for (int k = from; k < to; k++) {
                    sum += energies[k];
                }
                if (sum > most) {
                    most = sum;
                    bestFrom = from;
                    bestTo = to;
                }
                from = to;
            }
        }
        return new WordBounds(bestFrom * STEP, Math.min(bestTo * STEP, length));
    }

    /** Behind the last loud step that is not more than a gap after the one before. */
    private static int endOfWord(double[] energies, int from, double threshold) {
        int last = from;
        for (int k = from + 1; k < energies.length && k - last <= MAX_GAP; k++) {
            if (energies[k] >= threshold) {
                last = k;
            }
        }
        return last + 1;
    }
}
