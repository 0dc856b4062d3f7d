package dev.pipit.apps.train.keyword;

import java.util.Arrays;
import java.util.SplittableRandom;

import dev.pipit.apps.train.labelled.Change;

/** Moves the rows in time, makes them louder or softer, hides a few, and adds a little noise. */
final class KeywordChange implements Change {
    private static final int MOVE = 4;
    private static final int HIDDEN = 6;
    private static final float GAIN = 0.3f;
    private static final float NOISE = 0.1f;

    @Override
    public void apply(float[] rows, SplittableRandom random, float[] changed) {
        int width = KeywordFeatures.COEFFICIENTS;
        int move = below(random, 2 * MOVE + 1) - MOVE;
        float gain = GAIN * even(random);
        for (int r = 0; r < KeywordFeatures.ROWS; r++) {
            int from = Math.max(0, Math.min(KeywordFeatures.ROWS - 1, r + move));
            for (int c = 0; c < width; c++) {
                changed[r * width + c] = rows[from * width + c] + (c == 0 ? gain : 0) + NOISE * even(random);
            }
        }
        if (random.nextDouble() < 0.5) {
            int count = 1 + below(random, HIDDEN);
            int first = below(random, KeywordFeatures.ROWS - count + 1);
            Arrays.fill(changed, first * width, (first + count) * width, 0);
        }
    }

    private static int below(SplittableRandom random, int bound) {
        return (int) (random.nextDouble() * bound);
    }

    private static float even(SplittableRandom random) {
        return (float) (2 * random.nextDouble() - 1);
    }
}
