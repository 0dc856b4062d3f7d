package dev.pipit.framework.signal;

/**
 * One probability per label. Reused: valid during the call that hands it over.
 *
 * <p>Its place in time is that of the newest sample that it was computed from: when the word was heard, not when the
 * frame began.
 */
public final class Scores {
    private final ScoresFormat format;
    private final float[] values;
    private long lastSample;
    private long timeNanos;

    /** Memory for scores of {@code format}, filled with zeros. */
    public Scores(ScoresFormat format) {
        this.format = format;
        this.values = new float[format.labels().size()];
    }

    public ScoresFormat format() {
        return format;
    }

    /** The probabilities, 0 to 1, in the order of the labels. Whoever owns them writes, everybody else reads. */
    public float[] values() {
        return values;
    }

    /** Number of the newest sample behind the scores. */
    public long lastSample() {
        return lastSample;
    }

    /** Time of that sample, in monotonic nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Says where the scores stand. For the owner. */
    public void at(long lastSample, long timeNanos) {
        this.lastSample = lastSample;
        this.timeNanos = timeNanos;
    }
}
