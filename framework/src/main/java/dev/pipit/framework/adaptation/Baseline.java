package dev.pipit.framework.adaptation;

import java.util.List;
import java.util.Objects;

/**
 * What is normal: where the feature rows of a machine that runs well lie, and how far a row is from there.
 *
 * <p>Distance: each feature less its median, over its robust spread; then the Mahalanobis distance under the shrunk
 * correlation of these, squared, over the number of features. A normal row has about 1. Reasons: the same sum taken
 * apart by feature; negative parts, by which one feature excuses another, are possible.
 *
 * <p>Shape: rows {@code [features]}. Unit: the distance has none. Threads: one at a time.
 * Cost: features² multiplications a row, no allocation.
 */
public final class Baseline {
    /** What a state of one holds. */
    static final List<String> ENTRIES = List.of("median", "spread", "inverse", "quantiles");

    private static final String KIND = "baseline";
    private static final int VERSION = 1;

    private final double[] median;
    private final double[] spread;
    private final double[] inverse;            // [features, features], of the shrunk correlation
    private final double[] quantiles;          // of the distances of the rows it was learned from: 0 %, 1 %, … 100 %
    private final double[] z;
    private final double[] parts;

    Baseline(double[] median, double[] spread, double[] inverse, double[] quantiles) {
        this.median = median;
        this.spread = spread;
        this.inverse = inverse;
        this.quantiles = quantiles;
        z = new double[median.length];
        parts = new double[median.length];
    }

    /** The same, with answers of its own about the last row. */
    Baseline copy() {
        return new Baseline(median, spread, inverse, quantiles);
    }

    /** Features in a row. */
    public int features() {
        return median.length;
    }

    /** The robust standard deviation of a feature. */
    double spread(int feature) {
        return spread[feature];
    }

    /** How far a row is from normal. NaN where a feature is NaN. */
    public double distance(float[] row) {
        Objects.checkIndex(median.length - 1, row.length);
        int n = median.length;
        for (int i = 0; i < n; i++) {
            z[i] = (row[i] - median[i]) / spread[i];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double weighted = 0;
            for (int j = 0; j < n; j++) {
                weighted += inverse[i * n + j] * z[j];
            }
            parts[i] = z[i] * weighted / n;
            sum += parts[i];
        }
        return sum;
    }

    /** What a feature added to the last distance. */
    public double part(int feature) {
        return parts[feature];
    }

    /** How far a feature of the last row was from its median, in robust standard deviations. */
    public double deviation(int feature) {
        return z[feature];
    }

    /** The distance below which this part of the rows lay that it was learned from; part from 0 to 1. */
    public double quantile(double part) {
        double at = part * (quantiles.length - 1);
        int below = (int) Math.min(quantiles.length - 2L, (long) at);
        return quantiles[below] + (at - below) * (quantiles[below + 1] - quantiles[below]);
    }

    /** As a state, to keep. */
    public State state() {
        return State.of(KIND, VERSION).numbers("median", median).numbers("spread", spread)
            .numbers("inverse", inverse).numbers("quantiles", quantiles).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of a baseline, or of a newer version
     */
    public static Baseline of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be a baseline of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        Baseline baseline = new Baseline(state.doubles("median"), state.doubles("spread"), state.doubles("inverse"),
            state.doubles("quantiles"));
        int n = baseline.median.length;
        if (baseline.spread.length != n || baseline.inverse.length != n * n || baseline.quantiles.length < 2) {
            throw new IllegalArgumentException("a baseline of " + n + " features must hold as many spreads and their "
                + "square of weights: spreads=" + baseline.spread.length + ", weights=" + baseline.inverse.length);
        }
        return baseline;
    }
}
