package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Learns a {@link LogisticHead} from labelled rows, or changes one a little.
 *
 * <p>Finds the weights W with the least {@code Σ weight × −ln score(label) + pull / 2 × ‖W − W₀‖²}, W₀ being the head it
 * started from, or nothing. One minimum, no chance: the same rows in the same order give the same head, bit for bit.
 *
 * <p>What one example can change is bounded: taking one of this weight away moves W by at most
 * {@code √2 × weight × ‖z‖ / pull}, because the sum curves by at least {@code pull} everywhere; {@link #influence} says
 * how much that is.
 *
 * <p>Cost: steps × rows × labels × features multiplications, twice; 20 rows of 64 features: a few milliseconds.
 * Source: Y. Nesterov, Introductory Lectures on Convex Optimization (2004), section 2.2, for the steps.
 */
public final class LogisticLearner {
    private static final int STEPS = 500;
    private static final double CLOSE = 1e-9;          // of the gradient, to that at the start
    private static final double LEAST_SPREAD = 1e-3;

    private final List<String> labels;
    private final int features;
    private final double pull;
    private final LogisticHead start;                  // null: from nothing
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private final List<Double> importance = new ArrayList<>();

    private LogisticLearner(List<String> labels, int features, double pull, LogisticHead start) {
        if (labels.size() < 2 || features < 1 || !(pull > 0)) {
            throw new IllegalArgumentException("labels must be at least 2, features at least 1, pull above 0: labels="
                + labels.size() + ", features=" + features + ", pull=" + pull);
        }
        this.labels = List.copyOf(labels);
        this.features = features;
        this.pull = pull;
        this.start = start;
    }

    /**
     * Begins with nothing; centre and spread are those of the rows.
     *
     * @param pull how strongly the weights are held at 0, above 0; 1 is usual
     */
    public static LogisticLearner of(List<String> labels, int features, double pull) {
        return new LogisticLearner(labels, features, pull, null);
    }

    /**
     * Begins with a head, and keeps its centre and spread.
     *
     * @param pull how strongly the weights are held where they are, above 0
     */
    public static LogisticLearner from(LogisticHead head, double pull) {
        return new LogisticLearner(head.labels(), head.features(), pull, head);
    }

    /**
     * Takes a copy of one row.
     *
     * @param label  number of its label
     * @param weight how much it counts, above 0; 1 is usual
     * @return false if it was left out because a number in it is none
     */
    public boolean add(float[] row, int label, double weight) {
        Objects.checkIndex(label, labels.size());
        if (row.length != features || !(weight > 0)) {
            throw new IllegalArgumentException("a row must have " + features + " features, weight must be above 0: "
                + "features=" + row.length + ", weight=" + weight);
        }
        for (float x : row) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        rows.add(row.clone());
        answers.add(label);
        importance.add(weight);
        return true;
    }

    /** Rows that were taken. */
    public int size() {
        return rows.size();
    }

    /** How far one example of weight 1 can move the weights at most, as {@link LogisticHead#distance} measures it. */
    public double influence() {
        return Math.sqrt(2 * (features * LogisticHead.CUT * LogisticHead.CUT + 1)) / pull;
    }

    /**
     * The head of the rows so far.
     *
     * @throws IllegalStateException if there is none
     */
    public LogisticHead learn() {
        if (rows.isEmpty()) {
            throw new IllegalStateException("a head needs at least one row: rows=0");
        }
        LogisticHead from = start == null ? nothing() : start;
        double[] anchor = from.weights();
        double[][] z = new double[rows.size()][features + 1];
        double curvature = pull;
        for (int r = 0; r < z.length; r++) {
            from.standardise(rows.get(r), z[r]);
            double square = 0;
            for (double x : z[r]) {
                square += x * x;
            }
            curvature += importance.get(r) * square / 2;
        }
        return new LogisticHead(labels, from.centre(), from.spread(), minimum(anchor, z, curvature));
    }

    /** Nesterov's steps for a strongly convex function: 1 / curvature long, with constant momentum. */
    private double[] minimum(double[] anchor, double[][] z, double curvature) {
        double root = Math.sqrt(pull / curvature);
        double momentum = (1 - root) / (1 + root);
        double[] at = anchor.clone();
        double[] ahead = anchor.clone();
        double[] gradient = new double[anchor.length];
        double first = gradient(ahead, anchor, z, gradient);
        double size = first;
        for (int step = 0; step < STEPS * Math.max(1, 0.1 / root) && size > CLOSE * first; step++) {
            for (int i = 0; i < at.length; i++) {
                double next = ahead[i] - gradient[i] / curvature;
                ahead[i] = next + momentum * (next - at[i]);
                at[i] = next;
            }
            size = gradient(ahead, anchor, z, gradient);
        }
        return at;
    }

    /** Returns the length of the gradient. */
    private double gradient(double[] weights, double[] anchor, double[][] z, double[] gradient) {
        int width = features + 1;
        double[] scores = new double[labels.size()];
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = pull * (weights[i] - anchor[i]);
        }
        for (int r = 0; r < z.length; r++) {
            LogisticHead.softmax(weights, z[r], scores);
            scores[answers.get(r)] -= 1;
            for (int i = 0; i < scores.length; i++) {
                double slope = importance.get(r) * scores[i];
                for (int f = 0; f < width; f++) {
                    gradient[i * width + f] += slope * z[r][f];
                }
            }
        }
        double square = 0;
        for (double g : gradient) {
            square += g * g;
        }
        return Math.sqrt(square);
    }

    /** A head that says nothing, with centre and spread of the rows. */
    private LogisticHead nothing() {
        double[] centre = new double[features];
        double[] spread = new double[features];
        for (float[] row : rows) {
            for (int f = 0; f < features; f++) {
                centre[f] += row[f] / (double) rows.size();
            }
        }
        for (float[] row : rows) {
            for (int f = 0; f < features; f++) {
                spread[f] += (row[f] - centre[f]) * (row[f] - centre[f]) / rows.size();
            }
        }
        double mean = Arrays.stream(spread).map(Math::sqrt).average().orElseThrow();
        for (int f = 0; f < features; f++) {
            spread[f] = Math.max(Math.sqrt(spread[f]), Math.max(LEAST_SPREAD * mean, Float.MIN_NORMAL));
        }
        return new LogisticHead(labels, centre, spread, new double[labels.size() * (features + 1)]);
    }
}
