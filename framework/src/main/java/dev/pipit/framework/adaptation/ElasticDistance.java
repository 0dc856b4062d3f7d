package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.Objects;

/**
 * How far two lines of points are apart, where one of them may run a little ahead of the other: dynamic time warping.
 *
 * <p>Half the sum of the squared distances of points that are put together, over the cheapest way of doing so: in order,
 * from both beginnings to both ends, none farther than {@code band} rows from its own place. For lines of length 1 (as
 * vectors) that is at most 1 − cosine, which it is with a band of 0.
 *
 * <p>Shape: {@code [rows, columns]}. Range: 0 and above; NaN in, NaN out. Threads: one at a time.
 * Cost: rows × (2 band + 1) × columns multiplications, no allocation.
 * Source: H. Sakoe, S. Chiba, Dynamic Programming Algorithm Optimization for Spoken Word Recognition (1978).
 */
final class ElasticDistance {
    private final int rows;
    private final int columns;
    private final int band;
    private double[] before;                   // cost of reaching each place of the last row
    private double[] here;

    /**
     * @param rows    points of a line, at least 1
     * @param columns numbers of a point, at least 1
     * @param band    rows by which a point may be ahead or behind, 0 to rows − 1
     */
    ElasticDistance(int rows, int columns, int band) {
        if (rows < 1 || columns < 1 || band < 0 || band >= rows) {
            throw new IllegalArgumentException("rows and columns must be at least 1, band 0 to rows − 1: rows=" + rows
                + ", columns=" + columns + ", band=" + band);
        }
        this.rows = rows;
        this.columns = columns;
        this.band = band;
        before = new double[rows];
        here = new double[rows];
    }

    /** The distance of two lines. */
    double apply(double[] a, double[] b) {
        Objects.checkIndex(rows * columns - 1, a.length);
        Objects.checkIndex(rows * columns - 1, b.length);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(here, Double.POSITIVE_INFINITY);
            int from = Math.max(0, i - band);
            int to = Math.min(rows - 1, i + band);
            for (int j = from; j <= to; j++) {
                double least = i == 0 && j == 0 ? 0 : Double.POSITIVE_INFINITY;
                least = i == 0 ? least : Math.min(least, before[j]);
                least = j == from ? least : Math.min(least, here[j - 1]);
                least = i == 0 || j == 0 ? least : Math.min(least, before[j - 1]);
                here[j] = least + square(a, i * columns, b, j * columns);
            }
            double[] done = here;
            here = before;
            before = done;
        }
        return before[rows - 1] / 2;
    }

    private double square(double[] a, int at, double[] b, int there) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double away = a[at + c] - b[there + c];
            sum += away * away;
        }
        return sum;
    }
}
