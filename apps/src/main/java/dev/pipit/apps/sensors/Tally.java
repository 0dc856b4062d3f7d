package dev.pipit.apps.sensors;

import java.util.Arrays;

/** What came of a sensor so far. Written by the thread that reads; read by others that draw. */
public final class Tally {
    private final double[] least;
    private final double[] most;
    private final double[] sum;
    private volatile long samples;
    private volatile long gaps;
    private volatile long lost;
    private long firstNanos;
    private long lastNanos;

    Tally(int channels) {
        least = new double[channels];
        most = new double[channels];
        sum = new double[channels];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    void sample(long timeNanos, float[] values, int at) {
        for (int c = 0; c < sum.length; c++) {
            double value = values[at + c];
            least[c] = Math.min(least[c], value);
            most[c] = Math.max(most[c], value);
            sum[c] += value;
        }
        if (samples == 0) {
            firstNanos = timeNanos;
        }
        lastNanos = timeNanos;
        samples = samples + 1;
    }

    void gap(long missing) {
        gaps = gaps + 1;
        lost = lost + missing;
    }

    public long samples() {
        return samples;
    }

    public long gaps() {
        return gaps;
    }

    /** Samples that are missing in the gaps. */
    public long lost() {
        return lost;
    }

    /** From the first sample to the last. */
    public double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    double least(int channel) {
        return least[channel];
    }

    double most(int channel) {
        return most[channel];
    }

    double mean(int channel) {
        return sum[channel] / samples;
    }
}
