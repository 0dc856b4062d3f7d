package dev.pipit.framework.decision;

/**
 * Counts what comes again and again as peaks of a signal: steps, repetitions of an exercise, strokes of a pump.
 *
 * <p>A peak is the largest sample between the signal's way above the threshold and its way back below the middle. The
 * middle follows the mean of the signal, the threshold lies {@code share} of the way from there to the mean of the last
 * peaks, and never less than {@code least} above it. Within the refractory time of a peak there is no other.
 *
 * <p>Unit: that of the samples. Cost: some additions a sample, no allocation. Counts the same for the same samples.
 */
public final class PeakCounter {
    private static final double FOLLOW = 0.25;             // how far the mean height goes towards a new peak
    private static final double WANE = 0.5;                // what is left of it when nothing came for a memory's time

    private final Settings settings;
    private final double keep;
    private final double wane;
    private final long refractory;
    private double middle;
    private double height;
    private double top;
    private boolean above;
    private long samples;
    private long last = Long.MIN_VALUE / 2;
    private long count;

    /**
     * How peaks are told from what is none.
     *
     * @param rateHz            samples a second, above 0
     * @param refractorySeconds the shortest time between two peaks, at least 0: 0.25 for steps
     * @param memorySeconds     over which the middle is taken, above 0: 2 for steps
     * @param share             of the mean height that a peak must reach, above 0, below 1; 0.5 is usual
     * @param least             height above the middle that counts at all, above 0
     */
    public record Settings(double rateHz, double refractorySeconds, double memorySeconds, double share, double least) {
        public Settings {
            if (!(rateHz > 0 && refractorySeconds >= 0 && memorySeconds * rateHz >= 1 && share > 0 && share < 1
                    && least > 0)) {
                throw new IllegalArgumentException("rateHz and least must be above 0, refractorySeconds at least 0, "
                    + "memorySeconds at least a sample, share between 0 and 1: rateHz=" + rateHz
                    + ", refractorySeconds=" + refractorySeconds + ", memorySeconds=" + memorySeconds + ", share="
                    + share + ", least=" + least);
            }
        }

        /** Steps, in the length of the acceleration, m/s². */
        public static Settings steps(double rateHz) {
            return new Settings(rateHz, 0.25, 2, 0.5, 1);
        }

        /** Repetitions of an exercise, slower and larger than steps, in the same. */
        public static Settings repetitions(double rateHz) {
            return new Settings(rateHz, 0.7, 6, 0.5, 1.5);
        }
    }

    /** Has counted nothing. */
    public PeakCounter(Settings settings) {
        this.settings = settings;
        keep = Math.exp(-1 / (settings.rateHz() * settings.memorySeconds()));
        wane = Math.pow(WANE, 1 / (settings.rateHz() * settings.memorySeconds()));
        refractory = Math.round(settings.refractorySeconds() * settings.rateHz());
    }

    /** Takes a sample; true if a peak ended here. One that is no number is passed over. */
    public boolean next(double sample) {
        if (!Double.isFinite(sample)) {
            return false;
        }
        samples++;
        middle = samples == 1 ? sample : Math.max(1 - keep, 1.0 / samples) * (sample - middle) + middle;
        height *= above ? 1 : wane;
        if (sample - middle > Math.max(settings.least(), settings.share() * height)) {
            above = true;
        }
        top = above ? Math.max(top, sample - middle) : 0;
        if (!above || sample > middle) {
            return false;
        }
        above = false;
        height += FOLLOW * (top - height);
        if (samples - last < refractory) {
            return false;
        }
        last = samples;
        count++;
        return true;
    }

    /** Peaks so far. */
    public long count() {
        return count;
    }

    /** Begins a new signal, of which nothing is known; the count stays. */
    public void restart() {
        samples = 0;
        last = Long.MIN_VALUE / 2;
        height = 0;
        above = false;
    }
}
