package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Learns {@link People} from labelled rows of several people.
 *
 * <p>In closed form, by means and covariances: no chance, so the same rows in the same order give the same bits. The
 * covariance within a person and label is shrunk by {@value #SHRINK_WITHIN} towards a ball, those of what people differ
 * by, of which there are few, by {@value #SHRINK_BETWEEN}.
 *
 * <p>Cost: rows × features² multiplications; (people × labels)³ and features³ a few times.
 */
public final class PeopleLearner {
    /** The fewest people from whom it can be told how people differ. */
    public static final int LEAST_PEOPLE = 3;

    private static final double SHRINK_WITHIN = 0.1;
    private static final double SHRINK_BETWEEN = 0.2;
    private static final int PLACES = 30;
    private static final double LEAST_SPREAD = 1e-3;
    private static final double NOTHING = 1e-9;        // of the largest way to differ

    private final List<String> labels;
    private final int features;
    private final Map<String, List<List<float[]>>> rows = new LinkedHashMap<>();       // of a person, of a label

    /** What is known of one person and label. */
    private record Pair(int person, int label, double[] mean) {
    }

    /**
     * @param labels   at least 2
     * @param features of a row, at least 1
     */
    public PeopleLearner(List<String> labels, int features) {
        if (labels.size() < 2 || features < 1) {
            throw new IllegalArgumentException("labels must be at least 2, features at least 1: labels=" + labels.size()
                + ", features=" + features);
        }
        this.labels = List.copyOf(labels);
        this.features = features;
    }

    /**
     * Takes a copy of one row.
     *
     * @param label number of its label
     * @return false if it was left out because a number in it is none
     */
    public boolean add(String person, int label, float[] row) {
        Objects.checkIndex(label, labels.size());
        if (row.length != features) {
            throw new IllegalArgumentException("a row must have " + features + " features: features=" + row.length);
        }
        for (float x : row) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        rows.computeIfAbsent(person, name -> {
            List<List<float[]>> none = new ArrayList<>();
            labels.forEach(each -> none.add(new ArrayList<>()));
            return none;
        }).get(label).add(row.clone());
        return true;
    }

    /**
     * What the rows so far say.
     *
     * @throws IllegalStateException if there are too few people, or nothing of a label
     */
    public People learn() {
        if (rows.size() < LEAST_PEOPLE) {
            throw new IllegalStateException("how people differ must be told by " + LEAST_PEOPLE + " or more: people="
                + rows.keySet());
        }
        double[] centre = new double[features];
        double[] spread = new double[features];
        standard(centre, spread);
        List<Pair> pairs = new ArrayList<>();
        double[] within = within(centre, spread, pairs);
        Set<Integer> seen = new LinkedHashSet<>(pairs.stream().map(Pair::label).toList());
        for (int label = 0; label < labels.size(); label++) {
            if (!seen.contains(label)) {
                throw new IllegalStateException("nothing to learn from for label " + labels.get(label));
            }
        }
        double[] turn = turn(Cholesky.of(within, features), pairs);
        return differences(centre, spread, turn, pairs);
    }

    private void standard(double[] centre, double[] spread) {
        List<float[]> all = new ArrayList<>();
        rows.values().forEach(person -> person.forEach(all::addAll));
        for (float[] row : all) {
            for (int f = 0; f < features; f++) {
                centre[f] += row[f] / (double) all.size();
            }
        }
        for (float[] row : all) {
            for (int f = 0; f < features; f++) {
                spread[f] += (row[f] - centre[f]) * (row[f] - centre[f]) / all.size();
            }
        }
        double mean = Arrays.stream(spread).map(Math::sqrt).average().orElseThrow();
        for (int f = 0; f < features; f++) {
            spread[f] = Math.max(Math.sqrt(spread[f]), Math.max(LEAST_SPREAD * mean, Float.MIN_NORMAL));
        }
    }

    /** The covariance of rows about the mean of their person and label, which is written into {@code pairs}. */
    private double[] within(double[] centre, double[] spread, List<Pair> pairs) {
        double[] sum = new double[features * features];
        int count = 0;
        int person = 0;
        double[] z = new double[features];
        for (List<List<float[]>> someone : rows.values()) {
            for (int label = 0; label < labels.size(); label++) {
                List<float[]> some = someone.get(label);
                if (!some.isEmpty()) {
                    double[] mean = new double[features];
                    for (float[] row : some) {
                        People.standardise(row, centre, spread, z);
                        for (int f = 0; f < features; f++) {
                            mean[f] += z[f] / some.size();
                        }
                    }
                    for (float[] row : some) {
                        People.standardise(row, centre, spread, z);
                        for (int f = 0; f < features; f++) {
                            z[f] -= mean[f];
                        }
                        addSquare(z, sum);
                    }
                    count += some.size();
                    pairs.add(new Pair(person, label, mean));
                }
            }
            person++;
        }
        int freedom = Math.max(1, count - pairs.size());
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= freedom;
        }
        return shrunk(sum, features, SHRINK_WITHIN);
    }

    private static void addSquare(double[] x, double[] sum) {
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                sum[a * x.length + b] += x[a] * x[b];
            }
        }
    }

    private static double[] shrunk(double[] covariance, int n, double by) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += covariance[i * n + i] / n;
        }
        double[] shrunk = new double[n * n];
        for (int i = 0; i < shrunk.length; i++) {
            shrunk[i] = (1 - by) * covariance[i];
        }
        for (int i = 0; i < n; i++) {
            shrunk[i * n + i] += by * Math.max(mean, NOTHING);     // nobody moves: as if by all but nothing
        }
        return shrunk;
    }

    /** The directions in which the means differ most, where rows of a person and label scatter by 1. */
    private double[] turn(Cholesky within, List<Pair> pairs) {
        int n = pairs.size();
        double[][] white = new double[n][];
        double[] middle = new double[features];
        for (int i = 0; i < n; i++) {
            white[i] = pairs.get(i).mean().clone();
            within.forward(white[i]);
            for (int f = 0; f < features; f++) {
                middle[f] += white[i][f] / n;
            }
        }
        double[] products = new double[n * n];
        for (double[] each : white) {
            for (int f = 0; f < features; f++) {
                each[f] -= middle[f];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int f = 0; f < features; f++) {
                    products[i * n + j] += white[i][f] * white[j][f];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(products, n);
        int places = 0;
        while (places < Math.min(PLACES, Math.min(n, features)) && eigen.values()[places] > NOTHING * eigen.values()[0]) {
            places++;
        }
        if (places == 0) {
            throw new IllegalStateException("all labels of all people are the same: the signal is constant");
        }
        double[] turn = new double[places * features];
        for (int p = 0; p < places; p++) {
            double[] direction = new double[features];
            for (int i = 0; i < n; i++) {
                for (int f = 0; f < features; f++) {
                    direction[f] += eigen.vectors()[p][i] * white[i][f] / Math.sqrt(eigen.values()[p]);
                }
            }
            within.backward(direction);
            System.arraycopy(direction, 0, turn, p * features, features);
        }
        return turn;
    }

    /** The mean of each label, and how a person's differ from it: all alike, and each for itself. */
    private People differences(double[] centre, double[] spread, double[] turn, List<Pair> pairs) {
        int places = turn.length / features;
        double[][] at = new double[pairs.size()][places];
        double[] means = new double[labels.size() * places];
        int[] people = new int[labels.size()];
        pairs.forEach(pair -> people[pair.label()]++);
        for (int i = 0; i < at.length; i++) {
            for (int p = 0; p < places; p++) {
                for (int f = 0; f < features; f++) {
                    at[i][p] += turn[p * features + f] * pairs.get(i).mean()[f];
                }
                means[pairs.get(i).label() * places + p] += at[i][p] / people[pairs.get(i).label()];
            }
        }
        double[][] shifts = new double[rows.size()][places];
        int[] known = new int[rows.size()];
        pairs.forEach(pair -> known[pair.person()]++);
        for (int i = 0; i < at.length; i++) {
            for (int p = 0; p < places; p++) {
                at[i][p] -= means[pairs.get(i).label() * places + p];
                shifts[pairs.get(i).person()][p] += at[i][p] / known[pairs.get(i).person()];
            }
        }
        double[] shift = new double[places * places];
        double[] further = new double[places * places];
        for (double[] each : shifts) {
            addSquare(each, shift);
        }
        for (int i = 0; i < at.length; i++) {
            for (int p = 0; p < places; p++) {
                at[i][p] -= shifts[pairs.get(i).person()][p];
            }
            addSquare(at[i], further);
        }
        int freedom = Math.max(1, pairs.size() - rows.size() - labels.size() + 1);
        for (int i = 0; i < shift.length; i++) {
            shift[i] /= rows.size() - 1;
            further[i] /= freedom;
        }
        return new People(labels, centre, spread, turn, means, shrunk(shift, places, SHRINK_BETWEEN),
            shrunk(further, places, SHRINK_BETWEEN));
    }
}
