package dev.pipit.framework.training;

import java.util.SplittableRandom;

/**
 * What is learned: the examples, and how their outputs are judged. Called by several threads at once, each for another
 * {@link Part} of a step.
 */
public interface Lesson {
    /** Writes the examples of a part into the input of its pass, all of it. */
    void fill(Part part);

    /**
     * Adds the gradients of the loss to those of the outputs, after the forward half of the pass.
     *
     * @return the loss, times {@link Part#share()} as its gradients
     */
    double loss(Part part);

    /**
     * The examples of a step that go through one pass.
     *
     * @param step  0 for the first
     * @param first number of the first example in the step; the others follow
     * @param seed  of the training
     * @param share how many of the step's examples these are, of 1
     */
    record Part(Pass pass, long step, int first, long seed, double share) {
        private static final long STEP = 0xBF58476D1CE4E5B9L;
        private static final long EXAMPLE = 0xD1B54A32D192ED03L;

        /** Random numbers of example {@code i} of this pass, from 0: the same whenever this step is made. */
        public SplittableRandom random(int i) {
            return random(first + i + 1L);
        }

        /** Random numbers of the layers. */
        SplittableRandom ofLayers() {
            return random(-1L - first);
        }

        private SplittableRandom random(long stream) {
            long ofStep = new SplittableRandom(seed + STEP * step).nextLong();
            return new SplittableRandom(ofStep + EXAMPLE * stream);
        }
    }
}
