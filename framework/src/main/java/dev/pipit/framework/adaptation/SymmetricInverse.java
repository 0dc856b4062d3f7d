package dev.pipit.framework.adaptation;

/** The inverse of a symmetric positive definite matrix, by Cholesky's factors. */
final class SymmetricInverse {
    private SymmetricInverse() {
    }

    /**
     * The inverse of {@code a}, {@code [n, n]}, which is not changed.
     *
     * @throws IllegalArgumentException if it is not positive definite
     */
    static double[] of(double[] a, int n) {
        double[] lower = a.clone();
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = lower[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * n + k] * lower[j * n + k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException("the matrix must be positive definite: pivot " + j + " is " + sum);
                }
                lower[i * n + j] = i == j ? Math.sqrt(sum) : sum / lower[j * n + j];
            }
        }
        double[] inverse = new double[n * n];
        double[] x = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {                        // lower × y = unit vector
                double sum = i == column ? 1 : 0;
                for (int k = 0; k < i; k++) {
                    sum -= lower[i * n + k] * x[k];
                }
                x[i] = sum / lower[i * n + i];
            }
            for (int i = n - 1; i >= 0; i--) {                   // its transpose × x = y
                double sum = x[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= lower[k * n + i] * x[k];
                }
                x[i] = sum / lower[i * n + i];
            }
            for (int i = 0; i < n; i++) {
                inverse[i * n + column] = x[i];
            }
        }
        return inverse;
    }
}
