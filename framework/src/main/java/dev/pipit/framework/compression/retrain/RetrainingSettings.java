package dev.pipit.framework.compression.retrain;

/**
 * How a network is trained further.
 *
 * @param steps how many, 0 for none
 * @param batch examples of a step, even
 * @param rate  of learning at first; it falls to 0 as half a cosine
 * @param seed  of the choice of examples
 */
public record RetrainingSettings(int steps, int batch, double rate, long seed) {
    public RetrainingSettings {
        if (steps < 0 || batch < 2 || batch % 2 != 0 || !(rate > 0)) {
            throw new IllegalArgumentException("steps must be at least 0, batch even and above 0, rate above 0: steps="
                + steps + ", batch=" + batch + ", rate=" + rate);
        }
    }

    /** Batches of 32, and a rate that disturbs a trained network little. */
    public static RetrainingSettings of(int steps, long seed) {
        return new RetrainingSettings(steps, 32, 1e-3, seed);
    }
}
