package dev.pipit.framework.compression.cluster;

import java.util.Arrays;

/**
 * A few values with a small squared error to many numbers (Lloyd's algorithm in one dimension).
 *
 * <p>They begin at equal distances from the least number to the greatest: large weights are few but matter most, and would
 * be lost by values that begin where most weights are (Han et al. 2016, section 3.2).
 */
final class KMeans {
    private static final int MOST_ROUNDS = 200;

    private final float[] numbers;
    private final float[] importance;
    private final boolean[] leftOut;
    private final boolean mirrored;

    /**
     * @param importance of each number's error, at least 0
     * @param leftOut    numbers that do not count
     * @param mirrored   whether the least and the greatest value are to be of one size
     */
    KMeans(float[] numbers, float[] importance, boolean[] leftOut, boolean mirrored) {
        this.numbers = numbers;
        this.importance = importance;
        this.leftOut = leftOut;
        this.mirrored = mirrored;
    }

    /** In ascending order; fewer where some would be nobody's. */
    double[] values(int count) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < numbers.length; i++) {
            if (!leftOut[i]) {
                least = Math.min(least, numbers[i]);
                greatest = Math.max(greatest, numbers[i]);
            }
        }
        if (least > greatest) {
            return new double[0];
        }
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = count == 1 ? (least + greatest) / 2 : least + (greatest - least) * k / (count - 1);
        }
        double[] before = null;
        for (int round = 0; round < MOST_ROUNDS && !Arrays.equals(values, before); round++) {
            before = values;
            values = moved(values);
        }
        return values;
    }

    /** Each value to the mean of the numbers that are nearest to it. */
    private double[] moved(double... values) {
        double[] sums = new double[values.length];
        double[] weights = new double[values.length];
        boolean[] used = new boolean[values.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!leftOut[i]) {
                int k = nearest(values, numbers[i]);
                used[k] = true;
                sums[k] += (double) importance[i] * numbers[i];
                weights[k] += importance[i];
            }
        }
        double[] moved = new double[values.length];
        int count = 0;
        for (int k = 0; k < values.length; k++) {
            if (used[k]) {
                moved[count++] = weights[k] > 0 ? sums[k] / weights[k] : values[k];
            }
        }
        double[] kept = Arrays.copyOf(moved, count);
        if (mirrored && kept[0] < 0 && kept[count - 1] > 0) {
            double size = (kept[count - 1] - kept[0]) / 2;
            kept[0] = -size;
            kept[count - 1] = size;
        }
        return kept;
    }

    /** The place of the value that is nearest to a number; the lower one of two. */
    static int nearest(double[] values, double number) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (number - values[middle] <= values[middle + 1] - number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
