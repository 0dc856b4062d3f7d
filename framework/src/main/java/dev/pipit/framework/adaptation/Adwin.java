package dev.pipit.framework.adaptation;

/**
 * Notices that the mean of a number is another than it was, and forgets what was before: ADWIN2.
 *
 * <p>Keeps all values since the last change as sums of 1, 2, 4 … values, at most {@value #PER_ROW} of each; wherever
 * older and newer values can be parted, their means must not differ by more than chance allows: √(2/m · σ² ·
 * ln(2 ln(n) / δ)) + 2/(3m) · ln(2 ln(n) / δ), with 1/m = 1/older + 1/newer. If they do, the oldest sum is dropped.
 *
 * <p>Range: values from 0 to 1; others are limited to that. Cost: some {@code 5 log₂(n)} comparisons for a value, no
 * allocation.
 * Source: A. Bifet, R. Gavaldà, Learning from time-changing data with adaptive windowing, SIAM Data Mining (2007).
 */
public final class Adwin {
    private static final int PER_ROW = 5;
    private static final int ROWS = 40;
    private static final int LEAST = 5;                          // values on either side, as in the authors' program

    private final double delta;
    private final double[] sums = new double[ROWS * (PER_ROW + 1)];
    private final double[] squares = new double[ROWS * (PER_ROW + 1)];      // of distances from the mean of each sum
    private final int[] counts = new int[ROWS];
    private long count;
    private double sum;

    /** @param delta how often a change may be reported where there is none: above 0, below 1; 0.002 is usual */
    public Adwin(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta must be above 0 and below 1: delta=" + delta);
        }
        this.delta = delta;
    }

    /** Takes the next value; true if the mean has changed. A value that is no number is left out. */
    public boolean next(double value) {
        if (Double.isNaN(value)) {
            return false;
        }
        double limited = Math.max(0, Math.min(1, value));
        insert(0, limited, 0);
        count++;
        sum += limited;
        compress();
        boolean changed = false;
        while (differs()) {
            dropOldest();
            changed = true;
        }
        return changed;
    }

    /** Values since the last change, as far as is known. */
    public long count() {
        return count;
    }

    /** Of these; 0 if there is none. */
    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** The newest sum of a row stands last. */
    private void insert(int row, double rowSum, double square) {
        int at = row * (PER_ROW + 1) + counts[row]++;
        sums[at] = rowSum;
        squares[at] = square;
    }

    private void compress() {
        for (int row = 0; row + 1 < ROWS && counts[row] > PER_ROW; row++) {
            int at = row * (PER_ROW + 1);
            double n = size(row);
            double apart = (sums[at] - sums[at + 1]) / n;
            insert(row + 1, sums[at] + sums[at + 1], squares[at] + squares[at + 1] + apart * apart * n / 2);
            remove(row, 2);
        }
    }

    private void remove(int row, int howMany) {
        int at = row * (PER_ROW + 1);
        counts[row] -= howMany;
        System.arraycopy(sums, at + howMany, sums, at, counts[row]);
        System.arraycopy(squares, at + howMany, squares, at, counts[row]);
    }

    private static long size(int row) {
        return 1L << row;
    }

    private boolean differs() {
        double variance = variance();
        double chance = Math.log(2 * Math.log(Math.max(Math.E, count)) / delta);
        double older = 0;
        double olderSum = 0;
        for (int row = ROWS - 1; row >= 0; row--) {
            for (int k = 0; k < counts[row]; k++) {
                older += size(row);
                olderSum += sums[row * (PER_ROW + 1) + k];
                double newer = count - older;
                if (older < LEAST || newer < LEAST) {
                    continue;
                }
                double m = 1 / (1 / older + 1 / newer);
                double allowed = Math.sqrt(2 / m * variance * chance) + 2 / (3 * m) * chance;
                if (Math.abs(olderSum / older - (sum - olderSum) / newer) > allowed) {
                    return true;
                }
            }
        }
        return false;
    }

    private double variance() {
        double mean = mean();
        double square = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < counts[row]; k++) {
                int at = row * (PER_ROW + 1) + k;
                double d = sums[at] / size(row) - mean;
                square += squares[at] + d * d * size(row);
            }
        }
        return square / count;
    }

    private void dropOldest() {
        int row = ROWS - 1;
        while (counts[row] == 0) {
            row--;
        }
        sum -= sums[row * (PER_ROW + 1)];
        count -= size(row);
        remove(row, 1);
    }
}
