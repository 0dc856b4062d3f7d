package dev.pipit.apps.train.keyword;

import java.util.Optional;

import dev.pipit.framework.training.sound.WordBounds;

/** Where the word is in a recording: as {@link WordBounds} says, or the loudest part where noise makes these too wide. */
final class LoudSecond {
    private static final int STEP = KeywordFeatures.RATE_HZ / 100;
    private static final int WORD = KeywordFeatures.RATE_HZ * 8 / 10;

    private LoudSecond() {
    }

    /** At most a second, or nothing where there is only silence. */
    static Optional<WordBounds> of(float[] samples) {
        return WordBounds.of(samples).map(bounds -> bounds.length() <= KeywordFeatures.SAMPLES ? bounds : loudest(samples));
    }

    private static WordBounds loudest(float[] samples) {
        double[] sums = new double[samples.length / STEP + 1];
        for (int k = 1; k < sums.length; k++) {
            sums[k] = sums[k - 1];
            for (int n = (k - 1) * STEP; n < k * STEP; n++) {
                sums[k] += (double) samples[n] * samples[n];
            }
        }
        int best = 0;
        int steps = WORD / STEP;
        for (int k = 0; k + steps < sums.length; k++) {
            best = sums[k + steps] - sums[k] > sums[best + steps] - sums[best] ? k : best;
        }
        return new WordBounds(best * STEP, best * STEP + WORD);
    }
}
