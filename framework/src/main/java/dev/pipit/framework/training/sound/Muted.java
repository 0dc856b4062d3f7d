package dev.pipit.framework.training.sound;

import java.util.Arrays;

/**
 * Takes away what is between sounds: the room, the hiss of a microphone, breath. What is left is as it comes from a
 * synthesiser, or from a microphone that suppresses noise.
 *
 * <p>Steps of 10 ms, of an energy smoothed over 50 ms, that are further than {@code belowDb} below the loudest become
 * zeros; ramps of 10 ms lead there.
 */
public final class Muted {
    private static final int STEP = WordBounds.STEP;

    private Muted() {
    }

    /**
     * Of silence nothing is left, and nothing changes.
     *
     * @param belowDb above 0
     */
    public static float[] apply(float[] samples, double belowDb) {
        if (!(belowDb > 0)) {
            throw new IllegalArgumentException("belowDb must be above 0: belowDb=" + belowDb);
        }
        double[] energies = WordBounds.smoothed(WordBounds.energies(samples));
        double least = Arrays.stream(energies).max().orElse(0) / Math.pow(Loudness.amplitude(belowDb), 2);
        float[] muted = samples.clone();
        for (int k = 0; k < energies.length; k++) {
            boolean loud = energies[k] >= least;
            int from = k * STEP;
            int to = Math.min(samples.length, from + STEP);
            if (!loud) {
                Arrays.fill(muted, from, to, 0);
            } else {
                Fade.in(muted, from, k > 0 && energies[k - 1] < least ? to - from : 0);
                Fade.out(muted, to, k + 1 < energies.length && energies[k + 1] < least ? to - from : 0);
            }
        }
        return muted;
    }
}
