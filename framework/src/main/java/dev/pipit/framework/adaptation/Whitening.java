package dev.pipit.framework.adaptation;

import java.util.Objects;

/**
 * Makes the features of a frozen network comparable: less their mean, uncorrelated, and of variance 1 over the rows that it
 * was learned from. Angles between rows then say how unlike they are, and not how the network happens to be scaled.
 *
 * <p>Solves {@code L × y = x − mean}, {@code L × Lᵀ} being the covariance with {@code shrinkage} times its mean variance
 * added to the diagonal, so that few rows are enough.
 *
 * <p>Immutable. Threads: any. Cost: features² / 2 multiplications a row, no allocation.
 */
public final class Whitening {
    private final double[] mean;
    private final double[] lower;              // [n, n], what is above the diagonal is 0

    private Whitening(double[] mean, double[] lower) {
        this.mean = mean;
        this.lower = lower;
    }

    /**
     * Learns it.
     *
     * @param rows      one behind the other
     * @param size      features of a row
     * @param shrinkage above 0; 0.03 is usual
     * @throws IllegalArgumentException if there are less than two rows, a number in them is none, or all are equal
     */
    public static Whitening of(float[] rows, int size, double shrinkage) {
        int count = rows.length / size;
        if (count < 2 || rows.length % size != 0 || !(shrinkage > 0)) {
            throw new IllegalArgumentException("there must be at least 2 whole rows, and shrinkage above 0: numbers="
                + rows.length + ", size=" + size + ", shrinkage=" + shrinkage);
        }
        double[] mean = new double[size];
        for (int i = 0; i < rows.length; i++) {
            mean[i % size] += rows[i] / (double) count;
        }
        double[] covariance = new double[size * size];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < size; i++) {
                double x = (rows[r * size + i] - mean[i]) / count;
                for (int j = 0; j <= i; j++) {
                    covariance[i * size + j] += x * (rows[r * size + j] - mean[j]);
                }
            }
        }
        double variance = 0;
        for (int i = 0; i < size; i++) {
            variance += covariance[i * size + i] / size;
        }
        for (int i = 0; i < size; i++) {
            covariance[i * size + i] += shrinkage * variance;
        }
        return new Whitening(mean, Cholesky.of(covariance, size).lower());
    }

    /** From what {@link #mean} and {@link #factor} gave. */
    public static Whitening of(double[] mean, double[] factor) {
        if (mean.length == 0 || factor.length != mean.length * mean.length) {
            throw new IllegalArgumentException("there must be a row of the factor for each feature: features=" + mean.length
                + ", numbers=" + factor.length);
        }
        return new Whitening(mean.clone(), factor.clone());
    }

    /** Features of a row. */
    public int size() {
        return mean.length;
    }

    /** Writes {@code row} whitened to {@code into}, from index {@code at} on. */
    public void apply(float[] row, float[] into, int at) {
        int n = mean.length;
        Objects.checkFromIndexSize(at, n, into.length);
        for (int i = 0; i < n; i++) {
            double sum = row[i] - mean[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i * n + k] * into[at + k];
            }
            into[at + i] = (float) (sum / lower[i * n + i]);
        }
    }

    public double[] mean() {
        return mean.clone();
    }

    /** The lower triangle L, row by row. */
    public double[] factor() {
        return lower.clone();
    }
}
