package dev.pipit.apps.train.labelled;

/**
 * How a network is trained: in floats, then a while feeling the rounding to 8 bits.
 *
 * @param seed           of weights and draws
 * @param floatSteps     in floats, at least 10
 * @param quantizedSteps with rounding, at least 10
 * @param batch          examples a step
 * @param rate           highest learning rate; with rounding a tenth of it
 */
public record Course(long seed, int floatSteps, int quantizedSteps, int batch, double rate) {
    private static final int LEAST = 10;

    public Course {
        if (floatSteps < LEAST || quantizedSteps < LEAST) {
            throw new IllegalArgumentException("steps must be at least " + LEAST + ": floatSteps=" + floatSteps
                + ", quantizedSteps=" + quantizedSteps);
        }
    }

    /** Of so many steps altogether, of which the last fifth feels the rounding. */
    public static Course of(long seed, int steps, int batch, double rate) {
        int rounded = Math.max(LEAST, steps / 5);
        return new Course(seed, Math.max(LEAST, steps - rounded), rounded, batch, rate);
    }
}
