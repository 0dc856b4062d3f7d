package dev.pipit.framework.adaptation;

/**
 * Notices that the mean of a number has moved, up or down, and stays so: the test of Page and Hinkley.
 *
 * <p>Sums up how far the values lie above their mean so far, less a tolerance; when the sum has risen by the threshold
 * since its lowest point, the mean has moved up. Likewise for down.
 *
 * <p>Unit: tolerance in that of the values, threshold in the same times values. Cost: a few additions, no allocation.
 * Source: E. S. Page, Continuous inspection schemes, Biometrika 41 (1954); D. V. Hinkley, Inference about the
 * change-point from cumulative sum tests, Biometrika 58 (1971).
 */
public final class PageHinkley {
    /** What a value told. */
    public enum Change { NONE, UP, DOWN }

    private final double tolerance;
    private final double threshold;
    private final int warmUp;
    private long count;
    private double mean;
    private double up;
    private double down;

    /**
     * @param tolerance how much a mean may move unnoticed, at least 0
     * @param threshold how much must add up, above 0
     * @param warmUp    values before the first answer, at least 1
     */
    public PageHinkley(double tolerance, double threshold, int warmUp) {
        if (!(tolerance >= 0) || !(threshold > 0) || warmUp < 1) {
            throw new IllegalArgumentException("tolerance must be at least 0, threshold above 0, warmUp at least 1: "
                + "tolerance=" + tolerance + ", threshold=" + threshold + ", warmUp=" + warmUp);
        }
        this.tolerance = tolerance;
        this.threshold = threshold;
        this.warmUp = warmUp;
    }

    /** Takes the next value; begins anew after a change. */
    public Change next(double value) {
        count++;
        mean += (value - mean) / count;
        up = Math.max(0, up + value - mean - tolerance);
        down = Math.max(0, down + mean - value - tolerance);
        Change change = count < warmUp ? Change.NONE
            : up > threshold ? Change.UP : down > threshold ? Change.DOWN : Change.NONE;
        if (change != Change.NONE) {
            restart();
        }
        return change;
    }

    /** Forgets all values. */
    public void restart() {
        count = 0;
        mean = 0;
        up = 0;
        down = 0;
    }
}
