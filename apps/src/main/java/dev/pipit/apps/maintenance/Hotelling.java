package dev.pipit.apps.maintenance;

import java.util.List;

/**
 * T² of Hotelling over the principal components that hold 90 % of the variance, and Q, the square of what they leave:
 * the larger of the two, each over its largest in normal running; or T² alone over all components.
 *
 * <p>Source: J. E. Jackson, G. S. Mudholkar, Control procedures for residuals associated with principal component
 * analysis, Technometrics 21 (1979).
 */
record Hotelling(boolean withQ) implements Detector {
    private static final double HELD = 0.9;
    private static final int SWEEPS = 60;

    @Override
    public String name() {
        return withQ ? "T2 + Q" : "T2";
    }

    @Override
    public double[] scores(List<double[]> normal, List<double[]> rows) {
        int n = normal.get(0).length;
        double[] mean = new double[n];
        double[] spread = new double[n];
        for (double[] row : normal) {
            for (int i = 0; i < n; i++) {
                mean[i] += row[i] / normal.size();
            }
        }
        for (double[] row : normal) {
            for (int i = 0; i < n; i++) {
                spread[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / normal.size();
            }
        }
        for (int i = 0; i < n; i++) {
            spread[i] = spread[i] > 0 ? Math.sqrt(spread[i]) : 1;
        }
        double[][] covariance = new double[n][n];
        for (double[] row : normal) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += (row[i] - mean[i]) / spread[i] * (row[j] - mean[j]) / spread[j] / normal.size();
                }
            }
        }
        double[][] vectors = diagonalise(covariance);
        Projection projection = new Projection(mean, spread, covariance, vectors, withQ);
        double[] most = new double[2];
        for (double[] row : normal) {
            double[] both = projection.of(row);
            most[0] = Math.max(most[0], both[0]);
            most[1] = Math.max(most[1], both[1]);
        }
        return rows.stream().mapToDouble(row -> {
            double[] both = projection.of(row);
            return withQ ? Math.max(both[0] / most[0], most[1] > 1e-12 ? both[1] / most[1] : 0) : both[0];
        }).toArray();
    }

    private record Projection(double[] mean, double[] spread, double[][] values, double[][] vectors, boolean withQ) {
        /** T² and Q. */
        double[] of(double[] row) {
            int n = mean.length;
            double all = 0;
            for (int i = 0; i < n; i++) {
                all += Math.max(0, values[i][i]);
            }
            double tSquared = 0;
            double q = 0;
            for (int k = 0; k < n; k++) {
                double larger = 0;                               // variance in directions that hold more
                double along = 0;
                for (int i = 0; i < n; i++) {
                    larger += values[i][i] > values[k][k] ? values[i][i] : 0;
                    along += vectors[i][k] * (row[i] - mean[i]) / spread[i];
                }
                if (!withQ || larger < HELD * all) {
                    tSquared += along * along / Math.max(1e-9, values[k][k]);
                } else {
                    q += along * along;
                }
            }
            return new double[] {tSquared, q};
        }
    }

    /** Jacobi's rotations: leaves the eigenvalues on the diagonal, and returns the eigenvectors as columns. */
    private static double[][] diagonalise(double[][] a) {
        int n = a.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (Math.abs(a[p][q]) > 1e-14) {
                        rotate(a, vectors, p, q);
                    }
                }
            }
        }
        return vectors;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double angle = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int k = 0; k < a.length; k++) {
            double x = a[k][p];
            a[k][p] = c * x - s * a[k][q];
            a[k][q] = s * x + c * a[k][q];
        }
        for (int k = 0; k < a.length; k++) {
            double x = a[p][k];
            a[p][k] = c * x - s * a[q][k];
            a[q][k] = s * x + c * a[q][k];
            double v = vectors[k][p];
            vectors[k][p] = c * v - s * vectors[k][q];
            vectors[k][q] = s * v + c * vectors[k][q];
        }
    }
}
