package dev.pipit.framework.signal;

/**
 * Numbers with a shape, row-major. Reused: valid during the call that hands it over.
 *
 * <p>Its place in time is that of the first sample that it was computed from.
 */
public final class Tensor {
    private final TensorFormat format;
    private final float[] values;
    private long firstSample;
    private long timeNanos;

    /** Memory for tensors of {@code format}, filled with zeros. */
    public Tensor(TensorFormat format) {
        this.format = format;
        this.values = new float[format.size()];
    }

    public TensorFormat format() {
        return format;
    }

    /** The numbers themselves. Whoever owns the tensor writes them, everybody else reads. */
    public float[] values() {
        return values;
    }

    /** Number of the first sample behind this tensor. */
    public long firstSample() {
        return firstSample;
    }

    /** Time of that sample, in monotonic nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Says where the numbers stand. For the owner. */
    public void at(long firstSample, long timeNanos) {
        this.firstSample = firstSample;
        this.timeNanos = timeNanos;
    }
}
