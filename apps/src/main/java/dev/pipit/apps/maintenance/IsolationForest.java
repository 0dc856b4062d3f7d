package dev.pipit.apps.maintenance;

import java.util.List;
import java.util.Random;

/**
 * Trees that part rows at random until each is alone: what is odd is alone soon. 100 trees of 256 rows.
 *
 * <p>Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation forest, IEEE Conference on Data Mining (2008).
 */
record IsolationForest(long seed) implements Detector {
    private static final int TREES = 100;
    private static final int ROWS = 256;

    @Override
    public String name() {
        return "isolation forest";
    }

    private record Node(int feature, double at, Node below, Node above, int rows) {
    }

    @Override
    public double[] scores(List<double[]> normal, List<double[]> rows) {
        Random random = new Random(seed);
        int n = Math.min(ROWS, normal.size());
        int deepest = (int) Math.ceil(Math.log(n) / Math.log(2));
        double[] depths = new double[rows.size()];
        for (int tree = 0; tree < TREES; tree++) {
            List<double[]> some = random.ints(0, normal.size()).distinct().limit(n).mapToObj(normal::get).toList();
            Node root = grow(some, deepest, random);
            for (int r = 0; r < depths.length; r++) {
                depths[r] += depth(root, rows.get(r)) / TREES;
            }
        }
        double usual = usual(n);
        double[] scores = new double[depths.length];
        for (int r = 0; r < scores.length; r++) {
            scores[r] = Math.pow(2, -depths[r] / usual);
        }
        return scores;
    }

    private static Node grow(List<double[]> rows, int levels, Random random) {
        if (levels == 0 || rows.size() <= 1) {
            return new Node(-1, 0, null, null, rows.size());
        }
        int feature = random.nextInt(rows.get(0).length);
        double least = rows.stream().mapToDouble(row -> row[feature]).min().orElse(0);
        double most = rows.stream().mapToDouble(row -> row[feature]).max().orElse(0);
        if (!(most > least)) {
            return new Node(-1, 0, null, null, rows.size());
        }
        double at = least + random.nextDouble() * (most - least);
        return new Node(feature, at, grow(rows.stream().filter(row -> row[feature] < at).toList(), levels - 1, random),
            grow(rows.stream().filter(row -> row[feature] >= at).toList(), levels - 1, random), rows.size());
    }

    private static double depth(Node root, double[] row) {
        Node node = root;
        int depth = 0;
        while (node.feature() >= 0) {
            node = row[node.feature()] < node.at() ? node.below() : node.above();
            depth++;
        }
        return depth + usual(node.rows());
    }

    /** The mean depth of a search that finds nothing among n. */
    private static double usual(int n) {
        return n < 2 ? 0 : n == 2 ? 1 : 2 * (Math.log(n - 1) + 0.5772156649) - 2.0 * (n - 1) / n;
    }
}
