package dev.pipit.framework.training;

/**
 * How steps are made.
 *
 * @param seed     of all random numbers
 * @param batch    examples of a step
 * @param passes   how many passes share them, evenly: at most so many threads; results depend on it, not on threads
 * @param clip     longest gradient, or infinity
 * @param averaged how much of the averaged weights stays at a step; 0 for no average
 */
public record TrainerSettings(long seed, int batch, int passes, double clip, double averaged) {
    public TrainerSettings {
        if (batch < 1 || passes < 1 || batch % passes != 0) {
            throw new IllegalArgumentException("batch must be a multiple of passes: batch=" + batch + ", passes=" + passes);
        }
        if (!(clip > 0) || !(averaged >= 0 && averaged < 1)) {
            throw new IllegalArgumentException("clip must be above 0, averaged at least 0 and below 1: clip=" + clip
                + ", averaged=" + averaged);
        }
    }

    /** Two passes, gradients up to a length of 1, an average over some hundred steps. */
    public static TrainerSettings of(long seed, int batch) {
        return new TrainerSettings(seed, batch, 2, 1, 0.99);
    }

    /** With another number of passes. */
    public TrainerSettings passes(int count) {
        return new TrainerSettings(seed, batch, count, clip, averaged);
    }

    /** With another longest gradient. */
    public TrainerSettings clip(double most) {
        return new TrainerSettings(seed, batch, passes, most, averaged);
    }

    /** With another average. */
    public TrainerSettings averaged(double kept) {
        return new TrainerSettings(seed, batch, passes, clip, kept);
    }
}
