package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is normal for a machine, at each of its operating points: for each point a {@link Baseline} for each group of
 * features. A group is what belongs together, such as the features of one axis.
 *
 * <p>Distance of a row: at each point, the largest over the groups of the group's distance over its limit; of these, the
 * smallest. The limit of a group is {@code factor} times the distance below which 99 % of the rows lay that it was
 * learned from. So 1 is the edge of normal. Unit: none.
 *
 * <p>Extending adds a point, or widens one, and touches no other: see {@link #extend}. Immutable but for the answers
 * about the last row. Threads: one at a time.
 */
public final class MachineBaseline implements Normal {
    /** The most operating points: the memory is bounded. */
    public static final int MOST_POINTS = 16;
    /** What one extension can do to the limits of a point. */
    public static final double MOST_WIDENED = 1.5;
    /** What all of them together can. */
    public static final double WIDEST = 3;
    /** How wide a feature of a point that was added may be, in spreads of the widest that was learned before. */
    public static final double MOST_SPREAD = 3;
    /** Nearer than this a point is widened, farther another one is added. */
    private static final double NEAR = 1.5;

    private static final String KIND = "maintenance";
    private static final int VERSION = 2;
    private static final double EDGE = 0.99;
    private static final int CAPACITY = 2_000;

    private final int groups;
    private final int perGroup;
    private final double factor;
    private final List<Point> points;
    private final float[] part;
    private int nearest;
    private int worstGroup;

    /** @param widened of its limits, 1 at first */
    private record Point(List<Baseline> groups, double widened) {
    }

    private MachineBaseline(int groups, int perGroup, double factor, List<Point> points) {
        this.groups = groups;
        this.perGroup = perGroup;
        this.factor = factor;
        this.points = List.copyOf(points);
        part = new float[perGroup];
    }

    /**
     * Learns from rows of normal running, and tells operating points apart.
     *
     * @param rows   {@code [groups × perGroup]} each; those that hold a NaN are left out
     * @param factor of the limits, at least 1
     * @throws IllegalArgumentException if they are too few or the signal is constant
     */
    public static MachineBaseline learn(List<float[]> rows, int groups, double factor) {
        List<float[]> whole = rows.stream().filter(MachineBaseline::isWhole).toList();
        if (whole.size() < BaselineLearner.LEAST_ROWS) {
            throw new IllegalArgumentException("too little data: a baseline needs at least " + BaselineLearner.LEAST_ROWS
                + " frames without missing numbers: frames=" + whole.size() + " of " + rows.size());
        }
        if (groups < 1 || whole.get(0).length % groups != 0 || !(factor >= 1)) {
            throw new IllegalArgumentException("groups must part the features evenly, factor be at least 1: groups="
                + groups + ", features=" + whole.get(0).length + ", factor=" + factor);
        }
        int perGroup = whole.get(0).length / groups;
        List<Point> points = OperatingPoints.of(whole).stream().map(each -> point(each, groups, perGroup)).toList();
        return new MachineBaseline(groups, perGroup, factor, points);
    }

    static boolean isWhole(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static Point point(List<float[]> rows, int groups, int perGroup) {
        List<Baseline> baselines = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            BaselineLearner learner = new BaselineLearner(perGroup, CAPACITY);
            for (float[] row : rows) {
                learner.add(Arrays.copyOfRange(row, g * perGroup, (g + 1) * perGroup));
            }
            try {
                baselines.add(learner.learn());
            } catch (IllegalStateException e) {
                throw new IllegalArgumentException(e.getMessage() + ": group=" + g, e);
            }
        }
        return new Point(List.copyOf(baselines), 1);
    }

    @Override
    public MachineBaseline copy() {
        return new MachineBaseline(groups, perGroup, factor,
            points.stream().map(each -> new Point(each.groups().stream().map(Baseline::copy).toList(), each.widened()))
                .toList());
    }

    @Override
    public int features() {
        return groups * perGroup;
    }

    public int groups() {
        return groups;
    }

    @Override
    public int points() {
        return points.size();
    }

    @Override
    public double distance(float[] row) {
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < points.size(); p++) {
            double most = 0;
            int group = 0;
            for (int g = 0; g < groups && !Double.isNaN(most); g++) {
                double distance = distance(p, g, row);
                if (distance > most || Double.isNaN(distance)) {
                    most = distance;
                    group = g;
                }
            }
            if (most < least || p == 0) {
                least = most;
                nearest = p;
                worstGroup = group;
            }
        }
        return least;
    }

    private double distance(int p, int g, float[] row) {
        Point point = points.get(p);
        Baseline baseline = point.groups().get(g);
        System.arraycopy(row, g * perGroup, part, 0, perGroup);
        return baseline.distance(part) / (baseline.quantile(EDGE) * factor * point.widened());
    }

    /** The point that the last row was nearest to. */
    public int nearest() {
        return nearest;
    }

    /** Features of the group that is farthest. */
    @Override
    public List<Moved> moved(float[] row, int most) {
        distance(row);
        int g = worstGroup;
        Baseline baseline = points.get(nearest).groups().get(g);
        System.arraycopy(row, g * perGroup, part, 0, perGroup);
        double whole = baseline.distance(part);
        List<Moved> moved = new ArrayList<>();
        for (int f = 0; f < perGroup; f++) {
            moved.add(new Moved(g, f, baseline.part(f) / whole, baseline.deviation(f)));
        }
        return moved.stream().filter(each -> each.share() >= 0.1)
            .sorted((a, b) -> Double.compare(b.share(), a.share())).limit(most).toList();
    }

    /**
     * Takes rows as normal too. Bounded: if half of them lie near a point, its limits grow as they need, by {@value
     * #MOST_WIDENED} at most and {@value #WIDEST} in all; else a point is added, from at least {@value
     * BaselineLearner#LEAST_ROWS} rows by their medians, which one odd row moves by one rank, and of which no feature may
     * spread wider than {@value #MOST_SPREAD} times what was learned before. Other points stay as they are.
     *
     * @throws IllegalArgumentException if the rows are too few, too wide, or the points too many: nothing has changed
     */
    public Extension<MachineBaseline> extend(List<float[]> rows) {
        List<float[]> whole = rows.stream().filter(MachineBaseline::isWhole).toList();
        if (whole.size() < BaselineLearner.LEAST_ROWS) {
            throw new IllegalArgumentException("too little data: an extension needs at least "
                + BaselineLearner.LEAST_ROWS + " frames without missing numbers: frames=" + whole.size());
        }
        double[] distances = whole.stream().mapToDouble(this::distance).sorted().toArray();
        double edge = distances[(int) ((distances.length - 1) * EDGE)];
        if (edge <= 1) {
            return new Extension<>(this, "nothing: all of it was normal already");
        }
        return distances[distances.length / 2] <= NEAR ? widened(whole, edge) : added(whole);
    }

    private Extension<MachineBaseline> widened(List<float[]> rows, double edge) {
        int[] votes = new int[points.size()];
        for (float[] row : rows) {
            distance(row);
            votes[nearest]++;
        }
        int p = 0;
        for (int each = 1; each < votes.length; each++) {
            p = votes[each] > votes[p] ? each : p;
        }
        Point old = points.get(p);
        double widened = Math.min(WIDEST, old.widened() * Math.min(MOST_WIDENED, edge));
        List<Point> changed = new ArrayList<>(points);
        changed.set(p, new Point(old.groups(), widened));
        return new Extension<>(new MachineBaseline(groups, perGroup, factor, changed), String.format(Locale.ROOT,
            "limits of operating point %d are %.2f times as wide as learned, at most %.1f", p + 1, widened, WIDEST));
    }

    private Extension<MachineBaseline> added(List<float[]> rows) {
        if (points.size() == MOST_POINTS) {
            throw new IllegalArgumentException("there are " + MOST_POINTS + " operating points already, the most that are "
                + "kept: learn anew");
        }
        Point point = point(rows, groups, perGroup);
        for (int g = 0; g < groups; g++) {
            for (int f = 0; f < perGroup; f++) {
                double widest = 0;
                for (Point old : points) {
                    widest = Math.max(widest, old.groups().get(g).spread(f));
                }
                if (point.groups().get(g).spread(f) > MOST_SPREAD * widest) {
                    throw new IllegalArgumentException(String.format(Locale.ROOT, "too unsteady to be an operating point: "
                        + "feature %d of channel %d spreads %.1f times as wide as what was learned before, at most %.0f",
                        f, g, point.groups().get(g).spread(f) / widest, MOST_SPREAD));
                }
            }
        }
        List<Point> more = new ArrayList<>(points);
        more.add(point);
        return new Extension<>(new MachineBaseline(groups, perGroup, factor, more),
            "operating point " + more.size() + " was added, from " + rows.size() + " frames");
    }

    @Override
    public Extension<MachineBaseline> extend(List<float[]> rows, List<float[]> kept) {
        return extend(rows);
    }

    @Override
    public void write(State.Builder state) {
        state.numbers("baseline", groups, perGroup, factor, points.size());
        for (int p = 0; p < points.size(); p++) {
            state.numbers("widened " + p, points.get(p).widened());
            for (int g = 0; g < groups; g++) {
                State each = points.get(p).groups().get(g).state();
                for (String name : Baseline.ENTRIES) {
                    state.numbers(name + " " + p + " " + g, each.doubles(name));
                }
            }
        }
    }

    /** From a state that {@link #write} has written into. */
    public static MachineBaseline read(State state) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be what maintenance learned, of version " + VERSION
                + " or older: kind=" + state.kind() + ", version=" + state.version());
        }
        double[] head = state.doubles("baseline");
        if (head.length != 4 || !(head[0] >= 1 && head[1] >= 1 && head[3] >= 1 && head[3] <= MOST_POINTS)) {
            throw new IllegalArgumentException("the state of maintenance has no whole baseline");
        }
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < head[3]; p++) {
            List<Baseline> baselines = new ArrayList<>();
            for (int g = 0; g < head[0]; g++) {
                State.Builder one = State.of("baseline", 1);
                for (String name : Baseline.ENTRIES) {
                    one.numbers(name, state.doubles(name + " " + p + " " + g));
                }
                baselines.add(Baseline.of(one.build()));
            }
            points.add(new Point(List.copyOf(baselines), state.doubles("widened " + p)[0]));
        }
        return new MachineBaseline((int) head[0], (int) head[1], head[2], points);
    }
}
