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
 * Source: J. Nocedal, S. J. Wright, Numerical Optimization (2006), algorithm 7.4, for the steps.
 */
public final class LogisticLearner {
    private static final int STEPS = 300;
    private static final int MEMORY = 8;
    private static final int HALVINGS = 40;
    private static final double ENOUGH = 1e-4;         // of what the slope promises
    private static final double CLOSE = 1e-8;          // of the gradient, to that at the start
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
        for (int r = 0; r < z.length; r++) {
            from.standardise(rows.get(r), z[r]);
        }
        return new LogisticHead(labels, from.centre(), from.spread(), minimum(anchor, z));
    }

    /** By L-BFGS: steps along the gradient, bent by how it changed over the last ones; each makes the sum smaller. */
    private double[] minimum(double[] anchor, double[][] z) {
        int n = anchor.length;
        double[][] moves = new double[MEMORY][n];
        double[][] changes = new double[MEMORY][n];
        double[] at = anchor.clone();
        double[] gradient = new double[n];
        double sum = sum(at, anchor, z, gradient);
        double close = CLOSE * Math.sqrt(dot(gradient, gradient));
        double[] next = new double[n];
        double[] there = new double[n];
        int known = 0;
        for (int step = 0; step < STEPS && Math.sqrt(dot(gradient, gradient)) > close; step++) {
            double[] way = way(gradient, moves, changes, known);
            double slope = -dot(way, gradient);
            double length = known == 0 ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
            double reached = Double.POSITIVE_INFINITY;
            for (int half = 0; half < HALVINGS && !(reached <= sum + ENOUGH * length * slope); half++) {
                length = half == 0 ? length : length / 2;
                for (int i = 0; i < n; i++) {
                    next[i] = at[i] - length * way[i];
                }
                reached = sum(next, anchor, z, there);
            }
            if (!(reached < sum)) {
                return at;                                  // as low as doubles can tell
            }
            double[] move = moves[known % MEMORY];
            double[] change = changes[known % MEMORY];
            for (int i = 0; i < n; i++) {
                move[i] = next[i] - at[i];
                change[i] = there[i] - gradient[i];
            }
            known++;
            sum = reached;
            System.arraycopy(next, 0, at, 0, n);
            System.arraycopy(there, 0, gradient, 0, n);
        }
        return at;
    }

    /** The gradient, times what the last moves say of the inverse of the curvature. */
    private static double[] way(double[] gradient, double[][] moves, double[][] changes, int known) {
        double[] way = gradient.clone();
        int kept = Math.min(known, MEMORY);
        double[] parts = new double[kept];
        for (int k = 0; k < kept; k++) {
            int m = (known - 1 - k) % MEMORY;
            parts[k] = dot(moves[m], way) / dot(moves[m], changes[m]);
            add(way, -parts[k], changes[m]);
        }
        if (kept > 0) {
            int m = (known - 1) % MEMORY;
            double scale = dot(moves[m], changes[m]) / dot(changes[m], changes[m]);
            for (int i = 0; i < way.length; i++) {
                way[i] *= scale;
            }
        }
        for (int k = kept - 1; k >= 0; k--) {
            int m = (known - 1 - k) % MEMORY;
            add(way, parts[k] - dot(changes[m], way) / dot(moves[m], changes[m]), moves[m]);
        }
        return way;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    /** Returns what is to be made least, and writes its gradient. */
    private double sum(double[] weights, double[] anchor, double[][] z, double[] gradient) {
        int width = features + 1;
        double[] scores = new double[labels.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double away = weights[i] - anchor[i];
            gradient[i] = pull * away;
            sum += pull / 2 * away * away;
        }
        for (int r = 0; r < z.length; r++) {
            LogisticHead.softmax(weights, z[r], scores);
            sum -= importance.get(r) * Math.log(Math.max(scores[answers.get(r)], Double.MIN_NORMAL));
            scores[answers.get(r)] -= 1;
            for (int i = 0; i < scores.length; i++) {
                double slope = importance.get(r) * scores[i];
                for (int f = 0; f < width; f++) {
                    gradient[i * width + f] += slope * z[r][f];
                }
            }
        }
        return sum;
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
