package dev.pipit.apps.train.keyword;

import java.util.Arrays;
import java.util.SplittableRandom;

import dev.pipit.apps.train.labelled.Change;

/**
 * Moves and stretches the rows in time, gives each coefficient an offset (what another microphone, voice or distance
 * does), hides a few rows, and adds a little noise.
 */
final class KeywordChange implements Change {
    private static final int MOVE = 3;
    private static final int HIDDEN = 6;
    private static final float STRETCH = 0.12f;
    private static final float OFFSET = 0.3f;
    private static final float NOISE = 0.1f;

    @Override
    public void apply(float[] rows, SplittableRandom random, float[] changed) {
        int width = KeywordFeatures.COEFFICIENTS;
        int last = KeywordFeatures.ROWS - 1;
        float middle = last / 2f;
        float move = MOVE * even(random);
        float stretch = 1 + STRETCH * even(random);
        float[] offsets = new float[width];
        for (int c = 0; c < width; c++) {
            offsets[c] = OFFSET * even(random);
        }
        for (int r = 0; r <= last; r++) {
            float from = Math.max(0, Math.min(last, middle + (r - middle) * stretch + move));
            int before = Math.min((int) from, last - 1);
            float part = from - before;
            for (int c = 0; c < width; c++) {
                float value = rows[before * width + c] * (1 - part) + rows[(before + 1) * width + c] * part;
                changed[r * width + c] = value + offsets[c] + NOISE * even(random);
            }
        }
        hide(changed, random);
    }

    private static void hide(float[] rows, SplittableRandom random) {
        if (random.nextDouble() < 0.5) {
            int width = KeywordFeatures.COEFFICIENTS;
            int count = 1 + (int) (random.nextDouble() * HIDDEN);
            int first = (int) (random.nextDouble() * (KeywordFeatures.ROWS - count + 1));
            Arrays.fill(rows, first * width, (first + count) * width, 0);
        }
    }

    private static float even(SplittableRandom random) {
        return (float) (2 * random.nextDouble() - 1);
    }
}
