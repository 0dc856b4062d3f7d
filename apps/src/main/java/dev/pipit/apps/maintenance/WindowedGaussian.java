package dev.pipit.apps.maintenance;

import java.util.List;

/**
 * How improbable each value is under a normal distribution of the values of late: the simple detector that NAB publishes
 * beside its others. The mean of the channels' −log₁₀ of the tail.
 *
 * <p>Source: A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms — the Numenta anomaly benchmark,
 * IEEE ICMLA (2015); window of 6400 values, renewed every 100.
 */
record WindowedGaussian() implements Detector {
    private static final int WINDOW = 6_400;
    private static final int STEP = 100;

    @Override
    public String name() {
        return "windowed Gaussian";
    }

    @Override
    public double[] scores(List<double[]> normal, List<double[]> rows) {
        int channels = rows.get(0).length;
        double[] scores = new double[rows.size()];
        double[] mean = new double[channels];
        double[] spread = new double[channels];
        for (int r = 0; r < scores.length; r++) {
            if (r % STEP == 0 && r > 0) {
                renew(rows.subList(Math.max(0, r - WINDOW), r), mean, spread);
            }
            for (int c = 0; c < channels && r >= STEP; c++) {
                double z = Math.abs(rows.get(r)[c] - mean[c]) / Math.max(1e-9, spread[c]);
                scores[r] += (z * z / 2 / Math.log(10) + Math.log10(1 + z)) / channels;      // of the tail, to a constant
            }
        }
        return scores;
    }

    private static void renew(List<double[]> rows, double[] mean, double[] spread) {
        for (int c = 0; c < mean.length; c++) {
            int channel = c;
            double middle = rows.stream().mapToDouble(row -> row[channel]).average().orElse(0);
            mean[c] = middle;
            spread[c] = Math.sqrt(rows.stream().mapToDouble(row -> (row[channel] - middle) * (row[channel] - middle))
                .average().orElse(0));
        }
    }
}
