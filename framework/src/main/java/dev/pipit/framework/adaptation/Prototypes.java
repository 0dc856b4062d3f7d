package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Labels by nearest prototype: the mean direction of a few examples in an embedding, and a distance beyond which nothing
 * is said. Five examples are enough for a new label; the old ones stay as they are.
 *
 * <p>Each feature less its centre, over its spread, and the row scaled to length 1. Distance of two rows: 1 − cosine,
 * from 0 to 2. The limit of a label is {@code slack} times the mean distance of its examples to the prototype of the
 * others among them, at least {@value #NEAREST}, at most half the way to an unrelated direction ({@value #FARTHEST}).
 *
 * <p>Immutable: {@link #with} gives a copy. One example among n moves a prototype by at most 2 / n.
 *
 * <p>Shape: rows {@code [features]}. Threads: one at a time. Cost: labels × features multiplications, no allocation.
 * Source: J. Snell, K. Swersky, R. Zemel, Prototypical Networks for Few-shot Learning (2017), for the idea.
 */
public final class Prototypes {
    /** The largest limit. */
    static final double FARTHEST = 0.5;

    /** The least limit, so that equal examples do not shut out what is all but equal. */
    static final double NEAREST = 0.02;

    /** The fewest examples of a label: one to learn from, one to see how far they differ. */
    public static final int LEAST_EXAMPLES = 2;

    private static final String KIND = "prototypes";
    private static final int VERSION = 1;
    private static final String SEPARATOR = "\n";

    private final double[] centre;
    private final double[] spread;
    private final double slack;
    private final List<String> labels;
    private final List<Mean> means;
    private final double[] z;
    private final double[] distances;

    /** The sum of the examples' directions, how many there were, and from where on nothing is said. */
    private record Mean(double[] sum, double length, double count, double limit) {
    }

    private Prototypes(double[] centre, double[] spread, double slack, List<String> labels, List<Mean> means) {
        this.centre = centre;
        this.spread = spread;
        this.slack = slack;
        this.labels = List.copyOf(labels);
        this.means = List.copyOf(means);
        z = new double[centre.length];
        distances = new double[labels.size()];
    }

    /**
     * No label yet.
     *
     * @param centre of the embedding, per feature: its mean over ordinary data; zeros if it is not known
     * @param spread of the embedding, per feature, above 0; ones if it is not known
     * @param slack  how many times farther than its examples a row of a label may be, at least 1; 3 is usual
     */
    public static Prototypes over(float[] centre, float[] spread, double slack) {
        double[] wide = new double[spread.length];
        for (int f = 0; f < wide.length; f++) {
            wide[f] = spread[f];
            if (!(wide[f] > 0)) {
                throw new IllegalArgumentException("spread must be above 0: spread[" + f + "]=" + spread[f]);
            }
        }
        if (centre.length != spread.length || centre.length == 0 || !(slack >= 1)) {
            throw new IllegalArgumentException("centre and spread must be of one length, slack at least 1: centre="
                + centre.length + ", spread=" + spread.length + ", slack=" + slack);
        }
        double[] middle = new double[centre.length];
        for (int f = 0; f < middle.length; f++) {
            middle[f] = centre[f];
        }
        return new Prototypes(middle, wide, slack, List.of(), List.of());
    }

    /**
     * A copy that knows one label more, or, if it has this label already, one that takes the rows as further examples.
     *
     * @throws IllegalArgumentException if there are too few rows, or a number in them is none
     */
    public Prototypes with(String label, List<float[]> rows) {
        Objects.requireNonNull(label, "label");
        int known = labels.indexOf(label);
        if (known < 0 && rows.size() < LEAST_EXAMPLES) {
            throw new IllegalArgumentException("a new label needs at least " + LEAST_EXAMPLES + " examples: label="
                + label + ", examples=" + rows.size());
        }
        double[] sum = known < 0 ? new double[centre.length] : means.get(known).sum().clone();
        double[][] directions = new double[rows.size()][centre.length];
        for (int r = 0; r < directions.length; r++) {
            direct(checked(label, rows.get(r)), directions[r]);
            for (int f = 0; f < sum.length; f++) {
                sum[f] += directions[r][f];
            }
        }
        double count = rows.size() + (known < 0 ? 0 : means.get(known).count());
        double limit = known < 0 ? limit(sum, directions)
            : (means.get(known).limit() * means.get(known).count() + limit(sum, directions) * rows.size()) / count;
        Mean mean = new Mean(sum, length(sum), count, limit);
        List<String> names = new ArrayList<>(labels);
        List<Mean> all = new ArrayList<>(means);
        if (known < 0) {
            names.add(label);
            all.add(mean);
        } else {
            all.set(known, mean);
        }
        return new Prototypes(centre, spread, slack, names, all);
    }

    /** A copy that does not know this label. */
    public Prototypes without(String label) {
        int known = labels.indexOf(label);
        if (known < 0) {
            throw new IllegalArgumentException("must be one of " + labels + ": label=" + label);
        }
        List<String> names = new ArrayList<>(labels);
        List<Mean> all = new ArrayList<>(means);
        names.remove(known);
        all.remove(known);
        return new Prototypes(centre, spread, slack, names, all);
    }

    /** The same, with room of its own to compute in: one for each thread. */
    public Prototypes copy() {
        return new Prototypes(centre, spread, slack, labels, means);
    }

    public List<String> labels() {
        return labels;
    }

    /** Features in a row. */
    public int features() {
        return centre.length;
    }

    /** The nearest label within its limit, or −1: unknown. */
    public int nearest(float[] row) {
        int nearest = ranked(row);
        return nearest >= 0 && distances[nearest] <= means.get(nearest).limit() ? nearest : -1;
    }

    /** The nearest label, however far; −1 if no label is known, or a number of the row is none. */
    public int ranked(float[] row) {
        Objects.checkIndex(centre.length - 1, row.length);
        direct(row, z);
        int nearest = -1;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = distance(z, means.get(i).sum(), means.get(i).length());
            if (Double.isFinite(distances[i]) && (nearest < 0 || distances[i] < distances[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** How far the last row was from a label. */
    public double distance(int label) {
        return distances[label];
    }

    /** The distance of a label beyond which nothing is said. */
    public double limit(int label) {
        return means.get(label).limit();
    }

    /** How far a label's prototype lies from that of the same label in {@code other}: 1 − cos of the angle between them. */
    public double turned(String label, Prototypes other) {
        Mean mine = means.get(labels.indexOf(label));
        Mean theirs = other.means.get(other.labels.indexOf(label));
        double[] direction = mine.sum().clone();
        for (int f = 0; f < direction.length; f++) {
            direction[f] /= mine.length();
        }
        return distance(direction, theirs.sum(), theirs.length());
    }

    /** How many examples a label was learned from. */
    public int examples(int label) {
        return (int) means.get(label).count();
    }

    /** By the mean distance of each example to the others' prototype. */
    private double limit(double[] sum, double[][] directions) {
        double mean = 0;
        double[] others = new double[sum.length];
        for (double[] direction : directions) {
            for (int f = 0; f < others.length; f++) {
                others[f] = sum[f] - direction[f];
            }
            mean += distance(direction, others, length(others)) / directions.length;
        }
        return Math.max(NEAREST, Math.min(FARTHEST, slack * mean));
    }

    private float[] checked(String label, float[] row) {
        Objects.checkIndex(centre.length - 1, row.length);
        for (int f = 0; f < centre.length; f++) {
            if (!Float.isFinite(row[f])) {
                throw new IllegalArgumentException("examples must hold numbers: label=" + label + ", feature " + f + "="
                    + row[f]);
            }
        }
        return row;
    }

    private void direct(float[] row, double[] into) {
        for (int f = 0; f < into.length; f++) {
            into[f] = (row[f] - centre[f]) / spread[f];
        }
        double length = length(into);
        for (int f = 0; f < into.length; f++) {
            into[f] = length > 0 ? into[f] / length : into[f];
        }
    }

    private static double distance(double[] direction, double[] sum, double length) {
        double dot = 0;
        for (int f = 0; f < direction.length; f++) {
            dot += direction[f] * sum[f];
        }
        return 1 - (length == 0 ? 0 : dot / length);
    }

    private static double length(double[] x) {
        double square = 0;
        for (double each : x) {
            square += each * each;
        }
        return Math.sqrt(square);
    }

    /** As a state, to keep. */
    public State state() {
        double[] sums = means.stream().flatMapToDouble(mean -> Arrays.stream(mean.sum())).toArray();
        return State.of(KIND, VERSION).text("labels", String.join(SEPARATOR, labels)).numbers("centre", centre)
            .numbers("spread", spread).numbers("slack", slack).numbers("sums", sums)
            .numbers("counts", means.stream().mapToDouble(Mean::count).toArray())
            .numbers("limits", means.stream().mapToDouble(Mean::limit).toArray()).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of prototypes, of a newer version, or does not fit together
     */
    public static Prototypes of(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be " + KIND + " of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        String names = state.text("labels");
        List<String> labels = names.isEmpty() ? List.of() : List.of(names.split(SEPARATOR, -1));
        double[] centre = state.doubles("centre");
        double[] spread = state.doubles("spread");
        double[] sums = state.doubles("sums");
        double[] counts = state.doubles("counts");
        double[] limits = state.doubles("limits");
        int n = centre.length;
        if (spread.length != n || sums.length != n * labels.size() || counts.length != labels.size()
                || limits.length != labels.size()) {
            throw new IllegalArgumentException("prototypes of " + labels.size() + " labels and " + n
                + " features must fit together: spreads=" + spread.length + ", sums=" + sums.length + ", counts="
                + counts.length + ", limits=" + limits.length);
        }
        List<Mean> means = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            double[] sum = Arrays.copyOfRange(sums, i * n, (i + 1) * n);
            means.add(new Mean(sum, length(sum), counts[i], limits[i]));
        }
        return new Prototypes(centre, spread, state.doubles("slack")[0], labels, means);
    }
}
