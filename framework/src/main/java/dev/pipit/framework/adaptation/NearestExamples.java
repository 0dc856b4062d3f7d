package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Labels by the nearest example: for what is done in several ways, of which a mean is none. Each example speaks for what
 * lies within the limit of its label, and is not too near to an example of something else.
 *
 * <p>Each line of points scaled to length 1; distance: {@link ElasticDistance} with a band of an eighth of the rows, which
 * is at most 1 − cosine. The limit of a label is {@value #SLACK} times the median of the distances of its examples to
 * their nearest neighbour among them, at least {@value #NEAREST}, at most {@value #FARTHEST}: one odd example does not
 * widen it.
 *
 * <p>Immutable in what it learned: {@link #with} and {@link #against} give copies. What one example can change: what lies
 * within {@value #FARTHEST} of it, and the limit of its label by what it moves a median.
 *
 * <p>Shape: {@code [rows, columns]}. Threads: one at a time. Cost: one distance an example, and one an example of something
 * else where something is near; no allocation.
 */
public final class NearestExamples {
    /** The fewest examples of a label: one to learn from, one to see how far they differ. */
    public static final int LEAST_EXAMPLES = 2;

    /** The largest limit. */
    static final double FARTHEST = 0.3;

    /** The least limit, so that equal examples do not shut out what is all but equal. */
    static final double NEAREST = 0.02;

    private static final double SLACK = 4;
    private static final int BANDS = 8;

    private final int rows;
    private final int columns;
    private final List<double[]> others;
    private final Map<String, List<double[]>> examples;
    private final List<String> labels;
    private final double[][] elsewhere;        // the others
    private final double[][] directions;       // of all examples
    private final int[] owners;                // their labels
    private final double[] limits;
    private final ElasticDistance elastic;
    private final double[] direction;
    private double distance;

    private NearestExamples(int rows, int columns, List<double[]> others, Map<String, List<double[]>> examples) {
        this.rows = rows;
        this.columns = columns;
        this.others = List.copyOf(others);
        elsewhere = others.toArray(double[][]::new);
        this.examples = examples;
        labels = List.copyOf(examples.keySet());
        elastic = new ElasticDistance(rows, columns, rows / BANDS);
        direction = new double[rows * columns];
        int count = examples.values().stream().mapToInt(List::size).sum();
        directions = new double[count][];
        owners = new int[count];
        limits = new double[labels.size()];
        int at = 0;
        for (int label = 0; label < limits.length; label++) {
            List<double[]> own = examples.get(labels.get(label));
            limits[label] = limit(own);
            for (double[] each : own) {
                owners[at] = label;
                directions[at++] = each;
            }
        }
    }

    /**
     * No example yet.
     *
     * @param rows    points of a line, at least 2
     * @param columns numbers of a point, at least 1
     */
    public static NearestExamples of(int rows, int columns) {
        if (rows < 2 || columns < 1) {
            throw new IllegalArgumentException("rows must be at least 2, columns at least 1: rows=" + rows + ", columns="
                + columns);
        }
        return new NearestExamples(rows, columns, List.of(), new LinkedHashMap<>());
    }

    /**
     * A copy with further examples of a label, or of a new one.
     *
     * @throws IllegalArgumentException if there are too few, or a number in them is none
     */
    public NearestExamples with(String label, List<float[]> more) {
        Map<String, List<double[]>> all = new LinkedHashMap<>(examples);
        List<double[]> own = new ArrayList<>(all.getOrDefault(Objects.requireNonNull(label, "label"), List.of()));
        own.addAll(directions(label, more));
        if (own.size() < LEAST_EXAMPLES) {
            throw new IllegalArgumentException("a label needs at least " + LEAST_EXAMPLES + " examples: label=" + label
                + ", examples=" + own.size());
        }
        all.put(label, List.copyOf(own));
        return new NearestExamples(rows, columns, others, all);
    }

    /** A copy that leaves to others what is near to one of these. */
    public NearestExamples against(List<float[]> more) {
        List<double[]> all = new ArrayList<>(others);
        all.addAll(directions("something else", more));
        return new NearestExamples(rows, columns, all, examples);
    }

    /** The same, with room of its own to compute in: one for each thread. */
    public NearestExamples copy() {
        return new NearestExamples(rows, columns, others, examples);
    }

    /** In the order in which they were learned. */
    public List<String> labels() {
        return labels;
    }

    /** Numbers of a line of points. */
    public int features() {
        return direction.length;
    }

    /**
     * The label of the nearest example, or −1: too far, too near to something else, or a number is none.
     *
     * @param lead how much of the distance to something else the distance to the example may be, at most; 1: it is nearer
     */
    public int nearest(float[] values, double lead) {
        Objects.checkIndex(direction.length - 1, values.length);
        direct(values, direction);
        distance = Double.POSITIVE_INFINITY;
        int label = -1;
        for (int i = 0; i < directions.length; i++) {
            double here = elastic.apply(direction, directions[i]);
            if (here < distance) {
                distance = here;
                label = owners[i];
            }
        }
        if (label < 0 || distance > limits[label]) {
            return -1;
        }
        for (double[] each : elsewhere) {
            if (!(distance < lead * elastic.apply(direction, each))) {
                return -1;
            }
        }
        return label;
    }

    /** How far the last line was from the nearest example of a label; infinite if there is none. */
    public double distance() {
        return distance;
    }

    /** The distance of a label beyond which nothing is said. */
    public double limit(int label) {
        return limits[label];
    }

    /** How many examples a label was learned from. */
    public int examples(int label) {
        return examples.get(labels.get(label)).size();
    }

    private double limit(List<double[]> own) {
        double[] nearest = new double[own.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < nearest.length; i++) {
            for (int j = 0; j < i; j++) {
                double apart = elastic.apply(own.get(i), own.get(j));
                nearest[i] = Math.min(nearest[i], apart);
                nearest[j] = Math.min(nearest[j], apart);
            }
        }
        Arrays.sort(nearest);
        int n = nearest.length;
        double median = (nearest[(n - 1) / 2] + nearest[n / 2]) / 2;
        return Math.max(NEAREST, Math.min(FARTHEST, SLACK * median));
    }

    private List<double[]> directions(String label, List<float[]> lines) {
        List<double[]> all = new ArrayList<>();
        for (float[] line : lines) {
            Objects.checkIndex(direction.length - 1, line.length);
            for (int f = 0; f < line.length; f++) {
                if (!Float.isFinite(line[f])) {
                    throw new IllegalArgumentException("examples must hold numbers: label=" + label + ", number " + f + "="
                        + line[f]);
                }
            }
            double[] one = new double[direction.length];
            direct(line, one);
            all.add(one);
        }
        return all;
    }

    private static void direct(float[] line, double[] into) {
        double square = 0;
        for (int f = 0; f < into.length; f++) {
            into[f] = line[f];
            square += into[f] * into[f];
        }
        double length = Math.sqrt(square);
        for (int f = 0; f < into.length; f++) {
            into[f] = length > 0 ? into[f] / length : into[f];
        }
    }
}
