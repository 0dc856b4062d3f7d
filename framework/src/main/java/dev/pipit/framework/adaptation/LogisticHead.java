package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A small head over frozen features: one probability per label, learned on the device by {@link LogisticLearner}.
 *
 * <p>Each feature less its centre, over its spread, cut at ±{@value #CUT}; then
 * {@code scores = softmax(bias + weights · z)}. Immutable in what it learned.
 *
 * <p>Shape: rows {@code [features]}, scores {@code [labels]}. Threads: one at a time.
 * Cost: labels × features multiplications a row, no allocation.
 */
public final class LogisticHead {
    /** What a standardised feature is cut at, so that no single odd number decides. */
    static final double CUT = 4;

    private static final String KIND = "logistic head";
    private static final int VERSION = 1;
    private static final String SEPARATOR = "\n";

    private final List<String> labels;
    private final double[] centre;
    private final double[] spread;
    private final double[] weights;            // [labels, features + 1], the last is the bias
    private final double[] z;                  // [features + 1], the last is 1
    private final double[] logits;

    LogisticHead(List<String> labels, double[] centre, double[] spread, double[] weights) {
        this.labels = List.copyOf(labels);
        this.centre = centre;
        this.spread = spread;
        this.weights = weights;
        z = new double[centre.length + 1];
        logits = new double[labels.size()];
    }

    /**
     * A head that was trained elsewhere, to begin with: {@code logits = bias + weights · row}, without standardising.
     *
     * @param weights {@code [labels, features]}
     * @param bias    {@code [labels]}
     */
    public static LogisticHead of(List<String> labels, float[] weights, float[] bias) {
        int n = labels.size();
        if (n < 2 || bias.length != n || weights.length == 0 || weights.length % n != 0) {
            throw new IllegalArgumentException("there must be at least 2 labels, a bias and a row of weights for each: "
                + "labels=" + n + ", biases=" + bias.length + ", weights=" + weights.length);
        }
        int features = weights.length / n;
        double[] all = new double[n * (features + 1)];
        for (int i = 0; i < n; i++) {
            for (int f = 0; f < features; f++) {
                all[i * (features + 1) + f] = weights[i * features + f];
            }
            all[i * (features + 1) + features] = bias[i];
        }
        double[] wide = new double[features];
        Arrays.fill(wide, 1);
        return new LogisticHead(labels, new double[features], wide, all);
    }

    public List<String> labels() {
        return labels;
    }

    /** Features in a row. */
    public int features() {
        return centre.length;
    }

    /** Writes one probability per label into {@code scores}. NaN where a feature is NaN. */
    public void scores(float[] row, float[] scores) {
        Objects.checkIndex(centre.length - 1, row.length);
        standardise(row, z);
        softmax(weights, z, logits);
        for (int i = 0; i < logits.length; i++) {
            scores[i] = (float) logits[i];
        }
    }

    /** The label with the largest score. */
    public int best(float[] row) {
        standardise(row, z);
        softmax(weights, z, logits);
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** How far two heads of the same shape are apart: the length of the difference of their weights. */
    public double distance(LogisticHead other) {
        if (other.weights.length != weights.length) {
            throw new IllegalArgumentException("heads must have the same shape: weights=" + weights.length + ", other="
                + other.weights.length);
        }
        return Math.sqrt(IntStream.range(0, weights.length)
            .mapToDouble(i -> (weights[i] - other.weights[i]) * (weights[i] - other.weights[i])).sum());
    }

    void standardise(float[] row, double[] into) {
        for (int f = 0; f < centre.length; f++) {
            into[f] = Math.max(-CUT * spread[f], Math.min(CUT * spread[f], row[f] - centre[f])) / spread[f];
        }
        into[centre.length] = 1;
    }

    static void softmax(double[] weights, double[] z, double[] probabilities) {
        int n = z.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            double sum = 0;
            for (int f = 0; f < n; f++) {
                sum += weights[i * n + f] * z[f];
            }
            probabilities[i] = sum;
            largest = Math.max(largest, sum);
        }
        double total = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.exp(probabilities[i] - largest);
            total += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= total;
        }
    }

    double[] centre() {
        return centre;
    }

    double[] spread() {
        return spread;
    }

    double[] weights() {
        return weights;
    }

    /** As a state, to keep. */
    public State state() {
        return State.of(KIND, VERSION).text("labels", String.join(SEPARATOR, labels)).numbers("centre", centre)
            .numbers("spread", spread).numbers("weights", weights).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of a head, of a newer version, or does not fit together
     */
    public static LogisticHead of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be a " + KIND + " of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        List<String> labels = List.of(state.text("labels").split(SEPARATOR, -1));
        double[] centre = state.doubles("centre");
        double[] spread = state.doubles("spread");
        double[] weights = state.doubles("weights");
        if (spread.length != centre.length || weights.length != labels.size() * (centre.length + 1)) {
            throw new IllegalArgumentException("a head of " + labels.size() + " labels and " + centre.length
                + " features must have as many spreads and a row of weights for each label: spreads=" + spread.length
                + ", weights=" + weights.length);
        }
        return new LogisticHead(labels, centre, spread, weights);
    }
}
