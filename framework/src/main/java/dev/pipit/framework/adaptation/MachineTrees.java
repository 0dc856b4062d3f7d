package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is normal for a machine, by how common it was of late: {@link HalfSpaceTrees} that begin with the rows learned, and
 * follow slow change by themselves. Only rows within the limit are counted: a fault does not become normal by lasting.
 *
 * <p>Distance: the mass below which one in a hundred of the rows lay that were held out, over the root of {@code factor}
 * times that of the row. Reasons: squared deviations from the medians that were learned, as the trees themselves give none. Asking moves
 * it on; {@link #copy} begins with what was learned. Cost: {@value #TREES} trees × {@value #DEPTH} comparisons, no
 * allocation.
 */
public final class MachineTrees implements Normal {
    private static final String COUNTS = "trees";
    private static final int TREES = 25;
    private static final int DEPTH = 12;                         // 15 in the paper takes 26 MB, this 3.3
    private static final double MARGIN = 3;                      // of the range, on both sides: room for what is odd
    private static final int MOST_ROWS = 1_000;
    private static final int STRETCHES = 16;
    private static final int HELD_OUT = 4;
    private static final double EDGE = 0.01;
    private static final double LEAST_SHARE = 0.1;
    private static final float LEAST_SPREAD = 1e-6f;
    private static final long SEED = 1;

    private final int groups;
    private final double factor;
    private final double[] range;              // [2, features]: the least and the most
    private final Bands scale;
    private final int window;
    private final int[] learned;
    private final double edge;
    private final HalfSpaceTrees trees;

    private MachineTrees(int groups, double factor, double[] range, Bands scale, int window, int[] learned, double edge) {
        this.groups = groups;
        this.factor = factor;
        this.range = range;
        this.scale = scale;
        this.window = window;
        this.learned = learned;
        this.edge = edge;
        trees = grown(range, window);
        trees.judgeBy(learned);
    }

    private static HalfSpaceTrees grown(double[] range, int window) {
        int n = range.length / 2;
        return new HalfSpaceTrees(Arrays.copyOf(range, n), Arrays.copyOfRange(range, n, 2 * n), TREES, DEPTH, window, SEED);
    }

    /**
     * Learns from rows of normal running; of many, evenly as many as a window has.
     *
     * @param rows   {@code [groups × features of a group]} each; those that hold a NaN are left out
     * @param factor of the limit, at least 1
     * @throws IllegalArgumentException if they are too few or the signal is constant
     */
    public static MachineTrees learn(List<float[]> rows, int groups, double factor) {
        List<float[]> whole = rows.stream().filter(MachineBaseline::isWhole).toList();
        if (whole.size() < BaselineLearner.LEAST_ROWS) {
            throw new IllegalArgumentException("too little data: trees need at least " + BaselineLearner.LEAST_ROWS
                + " frames without missing numbers: frames=" + whole.size() + " of " + rows.size());
        }
        int n = whole.get(0).length;
        if (groups < 1 || n % groups != 0 || !(factor >= 1)) {
            throw new IllegalArgumentException("groups must part the features evenly, factor be at least 1: groups="
                + groups + ", features=" + n + ", factor=" + factor);
        }
        Bands scale = Bands.of(whole, n, LEAST_SPREAD);
        double[] range = range(whole);
        List<float[]> some = new ArrayList<>();
        List<float[]> heldOut = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            (i * STRETCHES / whole.size() % HELD_OUT == HELD_OUT - 1 ? heldOut : some).add(whole.get(i));
        }
        HalfSpaceTrees judge = counted(range, some);
        double[] masses = heldOut.stream().mapToDouble(judge::mass).sorted().toArray();
        double least = 1.0 / ((double) TREES * some.size() * (1 << DEPTH));
        double edge = Math.max(least, masses[(int) ((masses.length - 1) * EDGE)]);
        HalfSpaceTrees all = counted(range, whole);
        return new MachineTrees(groups, factor, range, scale, Math.min(MOST_ROWS, whole.size()), all.reference(), edge);
    }

    private static HalfSpaceTrees counted(double[] range, List<float[]> rows) {
        int window = Math.min(MOST_ROWS, rows.size());
        HalfSpaceTrees trees = grown(range, window);
        for (int i = 0; i < window; i++) {
            trees.count(rows.get((int) ((long) i * rows.size() / window)));
        }
        return trees;
    }

    /** With as much room on either side as they have. */
    private static double[] range(List<float[]> rows) {
        int n = rows.get(0).length;
        double[] range = new double[2 * n];
        for (int i = 0; i < n; i++) {
            int feature = i;
            double low = rows.stream().mapToDouble(row -> row[feature]).min().orElseThrow();
            double high = rows.stream().mapToDouble(row -> row[feature]).max().orElseThrow();
            range[i] = low - MARGIN * (high - low);
            range[n + i] = high + MARGIN * (high - low);
        }
        return range;
    }

    @Override
    public MachineTrees copy() {
        return new MachineTrees(groups, factor, range, scale, window, learned, edge);
    }

    @Override
    public int features() {
        return scale.count();
    }

    @Override
    public double distance(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return Double.NaN;
            }
        }
        double distance = edge / (Math.sqrt(factor) * Math.max(Double.MIN_NORMAL, trees.mass(row)));
        if (distance <= 1) {
            trees.count(row);
        }
        return distance;
    }

    @Override
    public List<Moved> moved(float[] row, int most) {
        double[] deviations = scale.deviations(row);
        double all = Arrays.stream(deviations).map(each -> each * each).sum();
        int perGroup = features() / groups;
        List<Moved> moved = new ArrayList<>();
        for (int f = 0; f < deviations.length; f++) {
            moved.add(new Moved(f / perGroup, f % perGroup, deviations[f] * deviations[f] / all, deviations[f]));
        }
        return moved.stream().filter(each -> each.share() >= LEAST_SHARE)
            .sorted((a, b) -> Double.compare(b.share(), a.share())).limit(most).toList();
    }

    /** Learns anew, from the kept rows and the new ones. */
    @Override
    public Extension<MachineTrees> extend(List<float[]> rows, List<float[]> kept) {
        List<float[]> all = new ArrayList<>(kept);
        all.addAll(rows);
        return new Extension<>(learn(all, groups, factor), "learned again from " + kept.size() + " kept and " + rows.size()
            + " new frames");
    }

    /** With the last whole window in the place of what was learned. */
    @Override
    public Optional<Normal> followed() {
        int[] now = trees.reference();
        return Arrays.equals(now, learned) ? Optional.empty()
            : Optional.of(new MachineTrees(groups, factor, range, scale, window, now, edge));
    }

    @Override
    public void write(State.Builder state) {
        byte[] counts = new byte[2 * learned.length];
        for (int i = 0; i < learned.length; i++) {
            counts[2 * i] = (byte) (learned[i] >> 8);
            counts[2 * i + 1] = (byte) learned[i];
        }
        state.bytes(COUNTS, counts).numbers("trees of", groups, factor, window, edge).numbers("trees range", range);
        scale.write(state);
    }

    static boolean isIn(State state) {
        return state.has(COUNTS);
    }

    /** From a state that {@link #write} has written into. */
    public static MachineTrees read(State state) {
        byte[] counts = state.bytes(COUNTS);
        double[] of = state.doubles("trees of");
        double[] range = state.doubles("trees range");
        Bands scale = Bands.read(state);
        if (of.length != 4 || range.length != 2 * scale.count() || !(of[0] >= 1 && of[1] >= 1 && of[3] > 0)
            || scale.count() % of[0] != 0) {
            throw new IllegalArgumentException("the state of maintenance has no whole trees");
        }
        int[] learned = new int[counts.length / 2];
        for (int i = 0; i < learned.length; i++) {
            learned[i] = (counts[2 * i] & 0xFF) << 8 | counts[2 * i + 1] & 0xFF;
        }
        return new MachineTrees((int) of[0], of[1], range, scale, (int) of[2], learned, of[3]);
    }
}
