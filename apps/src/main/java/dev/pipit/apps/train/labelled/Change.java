package dev.pipit.apps.train.labelled;

import java.util.SplittableRandom;

/** Makes another example of one, each time it is learned from. */
@FunctionalInterface
public interface Change {
    /**
     * Changes an example.
     *
     * @param rows    of it, in deviations from the columns' centres
     * @param changed where the other goes, as long
     */
    void apply(float[] rows, SplittableRandom random, float[] changed);
}
