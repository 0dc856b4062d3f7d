package dev.pipit.apps.maintenance;

import java.util.List;

import dev.pipit.framework.adaptation.HalfSpaceTrees;

/** Our {@link HalfSpaceTrees} with the settings of their paper, judged like the others. */
record HalfSpaceDetector() implements Detector {
    private static final double MARGIN = 1;                      // of the range, on both sides: room for what is odd

    @Override
    public String name() {
        return "half-space trees";
    }

    @Override
    public double[] scores(List<double[]> normal, List<double[]> rows) {
        int n = normal.get(0).length;
        double[] least = new double[n];
        double[] most = new double[n];
        for (int i = 0; i < n; i++) {
            int feature = i;
            double low = normal.stream().mapToDouble(row -> row[feature]).min().orElse(0);
            double high = normal.stream().mapToDouble(row -> row[feature]).max().orElse(0);
            least[i] = low - MARGIN * (high - low);
            most[i] = high + MARGIN * (high - low);
        }
        var trees = new HalfSpaceTrees(least, most, 25, 15, 250, 1);
        return rows.stream().mapToDouble(row -> {
            double score = trees.next(floats(row));
            return Double.isNaN(score) ? 0 : score;
        }).toArray();
    }

    private static float[] floats(double[] row) {
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return floats;
    }
}
