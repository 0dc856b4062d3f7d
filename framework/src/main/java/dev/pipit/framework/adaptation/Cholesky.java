package dev.pipit.framework.adaptation;

/** The factor L of a symmetric positive definite matrix, L Lᵀ, and what can be computed with it. */
final class Cholesky {
    private final int n;
    private final double[] lower;

    private Cholesky(int n, double[] lower) {
        this.n = n;
        this.lower = lower;
    }

    /**
     * The factor of {@code a}, {@code [n, n]}, which is not changed.
     *
     * @throws IllegalArgumentException if it is not positive definite
     */
    static Cholesky of(double[] a, int n) {
        double[] lower = a.clone();
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                lower[i * n + j] = 0;
            }
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
        return new Cholesky(n, lower);
    }

    /** L, {@code [n, n]}: what is above the diagonal is 0. */
    double[] lower() {
        return lower.clone();
    }

    /** Puts L⁻¹ x in the place of x. */
    void forward(double[] x) {
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i * n + k] * x[k];
            }
            x[i] = sum / lower[i * n + i];
        }
    }

    /** Puts L⁻ᵀ x in the place of x. */
    void backward(double[] x) {
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= lower[k * n + i] * x[k];
            }
            x[i] = sum / lower[i * n + i];
        }
    }

    /** ln of the determinant of the matrix. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(lower[i * n + i]);
        }
        return sum;
    }

    /** The inverse of the matrix. */
    double[] inverse() {
        double[] inverse = new double[n * n];
        double[] x = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {
                x[i] = i == column ? 1 : 0;
            }
            forward(x);
            backward(x);
            for (int i = 0; i < n; i++) {
                inverse[i * n + column] = x[i];
            }
        }
        return inverse;
    }
}
