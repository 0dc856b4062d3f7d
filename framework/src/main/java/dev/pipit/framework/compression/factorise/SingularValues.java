package dev.pipit.framework.compression.factorise;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A matrix as a sum of products: A = Σ σ u vᵀ, the largest σ first, u and v of length 1 and at right angles to each other.
 *
 * <p>By one-sided Jacobi rotations: pairs of columns are turned until all are at right angles (Hestenes 1958); small singular
 * values come out as exactly as large ones (Demmel and Veselić 1992).
 */
public final class SingularValues {
    private static final int MOST_SWEEPS = 60;
    /** Of the product of two lengths: what a double does not see any more. */
    private static final double ORTHOGONAL = 1e-14;

    private final double[] values;
    private final double[][] left;
    private final double[][] right;

    private SingularValues(double[] values, double[][] left, double[][] right) {
        this.values = values;
        this.left = left;
        this.right = right;
    }

    /** @param matrix rows of equal length */
    public static SingularValues of(double[]... matrix) {
        if (matrix.length < matrix[0].length) {
            SingularValues turned = of(transposed(matrix));
            return new SingularValues(turned.values, turned.right, turned.left);
        }
        double[][] columns = transposed(matrix);
        double[][] turns = new double[columns.length][columns.length];
        for (int i = 0; i < turns.length; i++) {
            turns[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && sweep(columns, turns); sweep++) {
            continue;
        }
        double[] lengths = Arrays.stream(columns).mapToDouble(column -> Math.sqrt(product(column, column))).toArray();
        int[] order = IntStream.range(0, lengths.length).boxed()
            .sorted(Comparator.comparingDouble(i -> -lengths[i])).mapToInt(i -> i).toArray();
        double[][] left = new double[order.length][];
        double[][] right = new double[order.length][];
        double[] values = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            double length = lengths[order[k]];
            values[k] = length;
            left[k] = Arrays.stream(columns[order[k]]).map(x -> length == 0 ? 0 : x / length).toArray();
            right[k] = turns[order[k]];
        }
        return new SingularValues(values, left, right);
    }

    private static double[][] transposed(double[]... matrix) {
        double[][] turned = new double[matrix[0].length][matrix.length];
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < turned.length; c++) {
                turned[c][r] = matrix[r][c];
            }
        }
        return turned;
    }

    /** Turns each pair once. Returns whether any had to be. */
    private static boolean sweep(double[][] columns, double[]... turns) {
        boolean turned = false;
        for (int p = 0; p < columns.length; p++) {
            for (int q = p + 1; q < columns.length; q++) {
                double alpha = product(columns[p], columns[p]);
                double beta = product(columns[q], columns[q]);
                double gamma = product(columns[p], columns[q]);
                if (Math.abs(gamma) > ORTHOGONAL * Math.sqrt(alpha * beta)) {
                    double zeta = (beta - alpha) / (2 * gamma);
                    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
                    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
                    turn(columns[p], columns[q], cosine, cosine * tangent);
                    turn(turns[p], turns[q], cosine, cosine * tangent);
                    turned = true;
                }
            }
        }
        return turned;
    }

    private static void turn(double[] p, double[] q, double cosine, double sine) {
        for (int i = 0; i < p.length; i++) {
            double before = p[i];
            p[i] = cosine * before - sine * q[i];
            q[i] = sine * before + cosine * q[i];
        }
    }

    private static double product(double[] one, double... other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /** σ, from the largest; as many as the shorter side of the matrix. */
    public double[] values() {
        return values.clone();
    }

    /** u of value {@code k}: one number for each row of the matrix. */
    public double[] left(int k) {
        return left[k].clone();
    }

    /** v of value {@code k}: one number for each column of the matrix. */
    public double[] right(int k) {
        return right[k].clone();
    }

    /** How many of the products, from the largest, have at least this part of the sum of σ². At least 1. */
    public int rank(double energy) {
        double all = product(values, values);
        double sum = 0;
        int rank = 0;
        while (rank < values.length && (rank == 0 || sum < energy * all)) {
            sum += values[rank] * values[rank];
            rank++;
        }
        return rank;
    }
}
