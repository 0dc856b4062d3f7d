package dev.pipit.apps.meter;

import java.util.Arrays;

import dev.pipit.framework.blocks.Decide;

/** The mean scores of one word in one recording, one per step, and when they were. */
public final class Trace implements Decide.Watcher {
    private float[] means = new float[1024];
    private long[] times = new long[1024];
    private int size;

    @Override
    public void scored(float score, float mean, long timeNanos) {
        if (size == means.length) {
            means = Arrays.copyOf(means, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        means[size] = mean;
        times[size] = timeNanos;
        size++;
    }

    /** The highest mean; 0 where there was no step. */
    public float max() {
        float max = 0;
        for (int i = 0; i < size; i++) {
            max = Math.max(max, means[i]);
        }
        return max;
    }

    /** How often the word would be detected with this threshold. */
    public int detections(float threshold, long refractoryNanos) {
        int count = 0;
        long last = 0;
        for (int i = 0; i < size; i++) {
            boolean held = count > 0 && times[i] - last < refractoryNanos;
            if (!held && means[i] >= threshold) {
                count++;
                last = times[i];
            }
        }
        return count;
    }
}
