package dev.pipit.apps.train.classifier;

import java.util.SplittableRandom;

import dev.pipit.apps.train.labelled.Change;

/** Makes a frame a little stronger or weaker, and adds a little noise. */
final class FrameChange implements Change {
    private static final double GAIN = 0.15;
    private static final double NOISE = 0.05;

    @Override
    public void apply(float[] rows, SplittableRandom random, float[] changed) {
        double gain = 1 + GAIN * (2 * random.nextDouble() - 1);
        for (int i = 0; i < rows.length; i++) {
            changed[i] = (float) (rows[i] * gain + NOISE * (2 * random.nextDouble() - 1));
        }
    }
}
