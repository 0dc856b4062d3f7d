package dev.pipit.framework.stream;

/** A slot of the ring between reader and worker: consecutive samples, interleaved, without a gap. */
final class Samples {
    final float[] values;              // [capacity, channels]
    int count;                         // samples per channel that are there
    long firstSample;
    long timeNanos;                    // of the first sample

    Samples(int capacity, int channels) {
        values = new float[Math.multiplyExact(capacity, channels)];
    }

    void copyFrom(Samples other, int channels) {
        System.arraycopy(other.values, 0, values, 0, other.count * channels);
        count = other.count;
        firstSample = other.firstSample;
        timeNanos = other.timeNanos;
    }
}
