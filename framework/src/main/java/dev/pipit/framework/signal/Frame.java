package dev.pipit.framework.signal;

/**
 * Consecutive samples looked at together. Reused: valid during the call that hands it over.
 *
 * <p>Shape: {@code samples} is {@code [length, channels]}, interleaved. Unit: that of the signal.
 */
public final class Frame {
    private final int channels;
    private final float[] samples;
    private long firstSample;
    private long timeNanos;

    /** Memory for frames of {@code format}, filled with zeros. */
    public Frame(FrameFormat format) {
        channels = format.signal().channels();
        samples = new float[Math.multiplyExact(format.length(), channels)];
    }

    /** The samples themselves. Whoever owns the frame writes them, everybody else reads. */
    public float[] samples() {
        return samples;
    }

    public int channels() {
        return channels;
    }

    /** Samples per channel. */
    public int length() {
        return samples.length / channels;
    }

    /** Number of the first sample since the source began, lost samples included: a jump is a gap. */
    public long firstSample() {
        return firstSample;
    }

    /** Time of the first sample, in monotonic nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Says where the samples stand. For the owner. */
    public void at(long firstSample, long timeNanos) {
        this.firstSample = firstSample;
        this.timeNanos = timeNanos;
    }
}
