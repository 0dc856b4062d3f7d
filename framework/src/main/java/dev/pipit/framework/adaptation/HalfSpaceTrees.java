package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.Random;

/**
 * How rare a row is among the rows of late: trees that halve the space at random, and count who falls where.
 *
 * <p>What was counted during one window of rows judges the next one; so it follows slow change by itself, and needs no
 * minutes of normal running, only a window of them. A {@link Baseline} is sharper and gives better reasons.
 *
 * <p>Range: features from the least to the most that is expected. Score: 0 for what is as common as
 * can be to 1 for what was never seen. The same seed and rows give the same scores. Cost: trees × depth comparisons a
 * row, no allocation.
 * Source: S. C. Tan, K. M. Ting, T. F. Liu, Fast anomaly detection for streaming data, IJCAI (2011).
 */
public final class HalfSpaceTrees {
    private final int trees;
    private final int depth;
    private final int window;
    private final int nodes;
    private final int sizeLimit;
    private final int[] features;               // [trees, nodes]
    private final float[] halves;
    private int[] reference;
    private int[] latest;
    private final double[] least;
    private final double[] width;
    private final float[] unit;
    private int filled;
    private boolean ready;

    /**
     * @param least  the least that each feature is expected to be
     * @param most   the most, above least; what lies beyond falls to the edge
     * @param trees  25 in the paper
     * @param depth  15 in the paper; memory grows by 2 to its power: 2 to 16
     * @param window rows, 250 in the paper
     * @param seed   of the halving
     */
    public HalfSpaceTrees(double[] least, double[] most, int trees, int depth, int window, long seed) {
        if (least.length == 0 || least.length != most.length || trees < 1 || depth < 2 || depth > 16 || window < 10) {
            throw new IllegalArgumentException("least and most must be of the same features, trees at least 1, depth 2 to "
                + "16, window at least 10: least=" + least.length + ", most=" + most.length + ", trees=" + trees
                + ", depth=" + depth + ", window=" + window);
        }
        this.trees = trees;
        this.depth = depth;
        this.window = window;
        this.least = least.clone();
        nodes = (1 << depth + 1) - 1;
        sizeLimit = Math.max(1, window / 10);                    // as in the paper: 0.1 of the window
        features = new int[trees * nodes];
        halves = new float[trees * nodes];
        reference = new int[trees * nodes];
        latest = new int[trees * nodes];
        unit = new float[least.length];
        width = new double[least.length];
        Arrays.setAll(width, i -> most[i] > least[i] ? most[i] - least[i] : 1);
        grow(new Random(seed));
    }

    private void grow(Random random) {
        int dimensions = least.length;
        double[] from = new double[dimensions];
        double[] to = new double[dimensions];
        for (int tree = 0; tree < trees; tree++) {
            for (int i = 0; i < dimensions; i++) {
                double centre = random.nextDouble();             // the work space of the paper, about a random point
                double reach = 2 * Math.max(centre, 1 - centre);
                from[i] = centre - reach;
                to[i] = centre + reach;
            }
            halve(tree * nodes, 0, 0, from, to, random);
        }
    }

    private void halve(int tree, int node, int level, double[] from, double[] to, Random random) {
        if (level == depth) {
            return;
        }
        int feature = random.nextInt(from.length);
        double half = (from[feature] + to[feature]) / 2;
        features[tree + node] = feature;
        halves[tree + node] = (float) half;
        double end = to[feature];
        to[feature] = half;
        halve(tree, 2 * node + 1, level + 1, from, to, random);
        to[feature] = end;
        double start = from[feature];
        from[feature] = half;
        halve(tree, 2 * node + 2, level + 1, from, to, random);
        from[feature] = start;
    }

    /** Takes a row, and says how rare it is: NaN in the first window. A NaN counts as the least. */
    public double next(float[] row) {
        double mass = mass(row);
        count(row);
        return 1 - mass;
    }

    /** How common a row is, 0 to 1: the score is what is missing to 1. NaN in the first window. Counts nothing. */
    public double mass(float[] row) {
        scale(row);
        double mass = 0;
        for (int tree = 0; tree < trees; tree++) {
            mass += mass(tree * nodes);
        }
        return ready ? mass / ((double) trees * window * (1 << depth)) : Double.NaN;
    }

    /** Counts a row, and says nothing. */
    public void count(float[] row) {
        scale(row);
        for (int tree = 0; tree < trees; tree++) {
            count(tree * nodes);
        }
        if (++filled == window) {
            int[] old = reference;
            reference = latest;
            latest = old;
            Arrays.fill(latest, 0);
            filled = 0;
            ready = true;
        }
    }

    private void scale(float[] row) {
        for (int i = 0; i < unit.length; i++) {
            double scaled = (row[i] - least[i]) / width[i];
            unit[i] = scaled > 0 ? (float) Math.min(1, scaled) : 0;
        }
    }

    /** How many were where a row comes to among few, times 2 to that depth. */
    private double mass(int tree) {
        int node = 0;
        for (int level = 0; ; level++) {
            int at = tree + node;
            if (reference[at] < sizeLimit || level == depth) {
                return (double) reference[at] * (1 << level);
            }
            node = below(at, node);
        }
    }

    private void count(int tree) {
        int node = 0;
        for (int level = 0; level <= depth; level++) {
            int at = tree + node;
            latest[at]++;
            node = level < depth ? below(at, node) : node;
        }
    }

    private int below(int at, int node) {
        return 2 * node + (unit[features[at]] < halves[at] ? 1 : 2);
    }

    /** What judges rows now, {@code [trees × nodes]}; empty in the first window. */
    int[] reference() {
        return ready ? reference.clone() : new int[0];
    }

    /** Judges by what another one of the same size and seed had counted, and begins a window. */
    void judgeBy(int... counts) {
        if (counts.length != reference.length) {
            throw new IllegalArgumentException("counts must be of as many nodes: counts=" + counts.length + ", nodes="
                + reference.length);
        }
        System.arraycopy(counts, 0, reference, 0, counts.length);
        Arrays.fill(latest, 0);
        filled = 0;
        ready = true;
    }
}
