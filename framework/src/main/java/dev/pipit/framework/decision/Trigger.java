package dev.pipit.framework.decision;

/**
 * Says when a label was recognised: the mean of its last scores reaches the threshold, and the refractory time since
 * the last time is over.
 *
 * <p>Cost per score: a sum over the averaged scores; no allocation.
 */
public final class Trigger {
    private final Tuning tuning;
    private final long refractoryNanos;
    private final MovingMean mean = new MovingMean(Tuning.MAX_AVERAGED);
    private float score;
    private boolean fired;
    private long firedNanos;

    /**
     * @param tuning          threshold and averaging, read at each score
     * @param refractoryNanos how long after a detection the next is held back, at least 0
     */
    public Trigger(Tuning tuning, long refractoryNanos) {
        if (refractoryNanos < 0) {
            throw new IllegalArgumentException("refractory time must not be negative: nanos=" + refractoryNanos);
        }
        this.tuning = tuning;
        this.refractoryNanos = refractoryNanos;
    }

    /** Takes the next score and its time in nanoseconds; true if the label was recognised now. */
    public boolean next(float value, long timeNanos) {
        mean.add(value);
        score = mean.of(tuning.averaged());
        boolean held = fired && timeNanos - firedNanos < refractoryNanos;
        if (held || score < tuning.threshold()) {
            return false;
        }
        fired = true;
        firedNanos = timeNanos;
        return true;
    }

    /** The mean that was compared with the threshold last. */
    public float score() {
        return score;
    }

    /** Forgets the scores so far: what follows does not join on to them. The refractory time goes on. */
    public void restart() {
        mean.clear();
    }
}
