package dev.pipit.framework.adaptation;

import java.util.Arrays;

/**
 * Learns a {@link Baseline} from rows of normal running.
 *
 * <p>Robust: medians, spreads of 1.4826 × median distance from the median, and rows that are cut at ±5 spreads before
 * their correlation is taken, so that some odd rows among many do no harm. A spread is at least a thousandth of the
 * median's size: what never moved is not taken to be infinitely exact. The correlation is shrunk towards none by the
 * weight that is best for few rows.
 *
 * <p>Keeps at most {@code capacity} rows: when it is full, every second row is let go, and from then on every second
 * one is taken. So all of the time counts alike, and the same rows give the same baseline.
 *
 * <p>Source: O. Ledoit, M. Wolf, A well-conditioned estimator for large-dimensional covariance matrices, Journal of
 * Multivariate Analysis 88 (2004); P. J. Rousseeuw, C. Croux, Alternatives to the median absolute deviation, JASA 88
 * (1993), for the factor 1.4826.
 */
public final class BaselineLearner {
    /** The fewest rows that say anything. */
    public static final int LEAST_ROWS = 20;

    private static final double NORMAL = 1.4826;
    private static final double CUT = 5;
    private static final double LEAST_SPREAD = 1e-3;

    private final int features;
    private final float[] rows;
    private final int capacity;
    private int count;
    private int every = 1;
    private long seen;

    /**
     * @param features of a row, at least 1
     * @param capacity rows that are kept, an even number, at least {@link #LEAST_ROWS}
     */
    public BaselineLearner(int features, int capacity) {
        if (features < 1 || capacity < LEAST_ROWS || capacity % 2 != 0) {
            throw new IllegalArgumentException("features must be at least 1, capacity even and at least " + LEAST_ROWS
                + ": features=" + features + ", capacity=" + capacity);
        }
        this.features = features;
        this.capacity = capacity;
        rows = new float[features * capacity];
    }

    /**
     * Takes one row; no allocation.
     *
     * @return false if it was left out because a number in it is none
     */
    public boolean add(float[] row) {
        for (int i = 0; i < features; i++) {
            if (!Float.isFinite(row[i])) {
                return false;
            }
        }
        if (seen++ % every != 0) {
            return true;
        }
        if (count == capacity) {
            for (int r = 1; r < capacity / 2; r++) {
                System.arraycopy(rows, 2 * r * features, rows, r * features, features);
            }
            count = capacity / 2;
            every *= 2;
        }
        System.arraycopy(row, 0, rows, count * features, features);
        count++;
        return true;
    }

    /** Rows that were taken. */
    public long seen() {
        return seen;
    }

    /**
     * The baseline of the rows so far.
     *
     * @throws IllegalStateException if they are fewer than {@link #LEAST_ROWS}, or none of them differs from another
     */
    public Baseline learn() {
        if (count < LEAST_ROWS) {
            throw new IllegalStateException("a baseline needs at least " + LEAST_ROWS + " rows: rows=" + count);
        }
        double[] median = new double[features];
        double[] spread = new double[features];
        boolean moved = false;
        for (int i = 0; i < features; i++) {
            double[] values = column(i);
            double centre = median(values);
            Arrays.setAll(values, r -> Math.abs(values[r] - centre));
            median[i] = centre;
            double around = NORMAL * median(values);
            moved |= around > 0;
            spread[i] = Math.max(around, Math.max(LEAST_SPREAD * Math.abs(median[i]), Float.MIN_NORMAL));
        }
        if (!moved) {
            throw new IllegalStateException("all rows are the same: the signal is constant");
        }
        double[] standard = standardised(median, spread);
        double[] inverse = Cholesky.of(shrunk(standard), features).inverse();
        return new Baseline(median, spread, inverse, quantiles(median, spread, inverse));
    }

    private double[] column(int feature) {
        double[] values = new double[count];
        for (int r = 0; r < count; r++) {
            values[r] = rows[r * features + feature];
        }
        return values;
    }

    /** Sorts {@code values}. */
    private double median(double[] values) {
        Arrays.sort(values);
        return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
    }

    private double[] standardised(double[] median, double[] spread) {
        double[] standard = new double[count * features];
        for (int k = 0; k < standard.length; k++) {
            int i = k % features;
            standard[k] = Math.max(-CUT, Math.min(CUT, (rows[k] - median[i]) / spread[i]));
        }
        return standard;
    }

    /** The covariance of the standardised rows, shrunk towards a multiple of the identity. */
    private double[] shrunk(double[] x) {
        int n = features;
        double[] covariance = new double[n * n];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i * n + j] += x[r * n + i] * x[r * n + j] / count;
                }
            }
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += covariance[i * n + i] / n;
        }
        double away = 0;                                   // how far the covariance is from the target
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double d = covariance[i * n + j] - (i == j ? mean : 0);
                away += d * d / n;
            }
        }
        double weight = away == 0 ? 1 : Math.min(1, uncertainty(x, covariance) / away);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = (1 - weight) * covariance[i * n + j] + (i == j ? weight * mean : 0);
            }
            covariance[i * n + i] += 1e-6;                 // so that equal features can be inverted
        }
        return covariance;
    }

    /** How far the covariance is from the true one, by how much single rows differ in it. */
    private double uncertainty(double[] x, double[] covariance) {
        int n = features;
        double sum = 0;
        for (int r = 0; r < count; r++) {
            double square = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double d = x[r * n + i] * x[r * n + j] - covariance[i * n + j];
                    square += d * d / n;
                }
            }
            sum += square;
        }
        return sum / ((double) count * count);
    }

    private double[] quantiles(double[] median, double[] spread, double[] inverse) {
        Baseline baseline = new Baseline(median, spread, inverse, new double[2]);
        double[] distances = new double[count];
        float[] row = new float[features];
        for (int r = 0; r < count; r++) {
            System.arraycopy(rows, r * features, row, 0, features);
            distances[r] = baseline.distance(row);
        }
        Arrays.sort(distances);
        double[] quantiles = new double[101];
        for (int q = 0; q < quantiles.length; q++) {
            quantiles[q] = distances[(int) Math.round(q / 100.0 * (count - 1))];
        }
        return quantiles;
    }
}
