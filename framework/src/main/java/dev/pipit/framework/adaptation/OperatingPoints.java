package dev.pipit.framework.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tells operating points apart that nobody has labelled: rows of a machine that ran at two loads or speeds lie in heaps.
 *
 * <p>Looks for the feature and the level that part the rows best, by Otsu's measure: the part of the variance that lies
 * between the two sides. One heap of a normal distribution gives 2/π = 0.64, an even spread 0.75; from {@value #PARTED}
 * on, with enough rows on both sides, they are taken apart, and each side is looked at again.
 *
 * <p>Source: N. Otsu, A threshold selection method from gray-level histograms, IEEE Transactions on Systems, Man and
 * Cybernetics 9 (1979).
 */
public final class OperatingPoints {
    private static final double PARTED = 0.85;
    /** The most that are told apart. */
    public static final int MOST = 8;

    private OperatingPoints() {
    }

    /**
     * The rows of each point, in their order, the first row's point first.
     *
     * @param rows all of the same length, without NaN; kept, not copied
     */
    public static List<List<float[]>> of(List<float[]> rows) {
        List<List<float[]>> points = new ArrayList<>();
        points.add(rows);
        for (int i = 0; i < points.size() && points.size() < MOST;) {
            List<List<float[]>> sides = part(points.get(i));
            if (sides.isEmpty()) {
                i++;
            } else {
                points.set(i, sides.get(0));
                points.add(i + 1, sides.get(1));
            }
        }
        return points;
    }

    /** Two sides, or none. */
    private static List<List<float[]>> part(List<float[]> rows) {
        if (rows.size() < 2 * BaselineLearner.LEAST_ROWS) {
            return List.of();
        }
        int feature = -1;
        double level = 0;
        double best = PARTED;
        for (int i = 0; i < rows.get(0).length; i++) {
            double[] values = new double[rows.size()];
            for (int r = 0; r < values.length; r++) {
                values[r] = rows.get(r)[i];
            }
            Arrays.sort(values);
            Split split = split(values);
            if (split.between() > best) {
                best = split.between();
                feature = i;
                level = split.level();
            }
        }
        if (feature < 0) {
            return List.of();
        }
        int parting = feature;
        double at = level;
        List<List<float[]>> sides = new ArrayList<>(List.of(rows.stream().filter(row -> row[parting] < at).toList(),
            rows.stream().filter(row -> row[parting] >= at).toList()));
        sides.sort(Comparator.comparingInt(side -> rows.indexOf(side.get(0))));
        return sides;
    }

    /** @param between part of the variance, 0 to 1 */
    private record Split(double level, double between) {
    }

    private static Split split(double[] sorted) {
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElse(0);
        double total = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
        double below = 0;
        Split best = new Split(0, 0);
        for (int k = 1; k < n; k++) {
            below += sorted[k - 1] - mean;
            boolean enough = k >= BaselineLearner.LEAST_ROWS && n - k >= BaselineLearner.LEAST_ROWS;
            double between = below * below * n / ((double) k * (n - k));
            if (enough && sorted[k] > sorted[k - 1] && between > best.between() * total) {
                best = new Split((sorted[k] + sorted[k - 1]) / 2, between / total);
            }
        }
        return best;
    }
}
