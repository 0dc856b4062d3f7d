package dev.pipit.framework.decision;

/**
 * How sure is sure enough: threshold and averaging of one label. May be turned while a pipeline runs, and counts from
 * the next score on.
 *
 * <p>Threads: any may turn it.
 */
public final class Tuning {
    /** Most scores that can be averaged. */
    public static final int MAX_AVERAGED = 100;

    private volatile float threshold;
    private volatile int averaged;

    /**
     * @param threshold mean score that counts as yes, 0 to 1
     * @param averaged  how many of the last scores the mean is taken of, 1 to {@value #MAX_AVERAGED}
     */
    public Tuning(float threshold, int averaged) {
        threshold(threshold);
        averaged(averaged);
    }

    public float threshold() {
        return threshold;
    }

    public int averaged() {
        return averaged;
    }

    /** Turns the threshold, 0 to 1. */
    public void threshold(float value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("threshold must be from 0 to 1: threshold=" + value);
        }
        threshold = value;
    }

    /** Turns the averaging, 1 to {@value #MAX_AVERAGED} scores. */
    public void averaged(int value) {
        if (value < 1 || value > MAX_AVERAGED) {
            throw new IllegalArgumentException(
                "averaged must be from 1 to " + MAX_AVERAGED + " scores: averaged=" + value);
        }
        averaged = value;
    }

    @Override
    public String toString() {
        return "threshold " + threshold + ", averaged " + averaged;
    }
}
