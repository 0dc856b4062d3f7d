package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by turning one pair of axes after the other.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, Matrix Computations (2013), section 8.5, cyclic Jacobi.
 *
 * @param values  the largest first
 * @param vectors of length 1, a row each
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 50;
    private static final double SMALL = 1e-24;         // of the squares beside the diagonal, to all of them

    /** Of {@code a}, {@code [n, n]}, which is not changed. */
    static SymmetricEigen of(double[] a, int n) {
        double[] m = a.clone();
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        double all = Arrays.stream(m).map(x -> x * x).sum();
        for (int sweep = 0; sweep < SWEEPS && beside(m, n) > SMALL * all; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    turn(m, n, v, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -m[i * n + i]))
            .mapToInt(Integer::intValue).toArray();
        return new SymmetricEigen(Arrays.stream(order).mapToDouble(i -> m[i * n + i]).toArray(),
            Arrays.stream(order).mapToObj(i -> v[i]).toArray(double[][]::new));
    }

    /** Turns two axes so that nothing is left between them. */
    private static void turn(double[] m, int n, double[][] v, int p, int q) {
        double between = m[p * n + q];
        if (between == 0) {
            return;
        }
        double half = (m[q * n + q] - m[p * n + p]) / (2 * between);
        double t = Math.copySign(1, half) / (Math.abs(half) + Math.sqrt(half * half + 1));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (int k = 0; k < n; k++) {
            double a = m[k * n + p];
            double b = m[k * n + q];
            m[k * n + p] = cos * a - sin * b;
            m[k * n + q] = sin * a + cos * b;
        }
        for (int k = 0; k < n; k++) {
            double a = m[p * n + k];
            double b = m[q * n + k];
            m[p * n + k] = cos * a - sin * b;
            m[q * n + k] = sin * a + cos * b;
            double x = v[p][k];
            double y = v[q][k];
            v[p][k] = cos * x - sin * y;
            v[q][k] = sin * x + cos * y;
        }
    }

    private static double beside(double[] m, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * m[i * n + j] * m[i * n + j];
            }
        }
        return sum;
    }
}
