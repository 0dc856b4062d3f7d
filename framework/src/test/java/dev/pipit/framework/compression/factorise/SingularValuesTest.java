package dev.pipit.framework.compression.factorise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingularValuesTest {
    /** Doubles keep sixteen digits; a few thousand rotations lose at most three of them. */
    private static final double EXACT = 1e-12;

    /** By hand: AᵀA of [[3, 0], [4, 5]] is [[25, 20], [20, 25]], with eigenvalues 45 and 5. */
    @Test
    void valuesOfASmallMatrix() {
        var values = SingularValues.of(new double[] {3, 0}, new double[] {4, 5});
        assertArrayEquals(new double[] {Math.sqrt(45), Math.sqrt(5)}, values.values(), EXACT);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "5, 5", "40, 16", "16, 40", "64, 64"})
    void theProductsAddUpToTheMatrixAndTheirVectorsAreAtRightAngles(int rows, int columns) {
        var random = new Random(rows * 100L + columns);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextGaussian();
            }
        }
        var values = SingularValues.of(matrix);
        int count = Math.min(rows, columns);
        assertEquals(count, values.values().length);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += values.values()[k] * values.left(k)[r] * values.right(k)[c];
                }
                assertEquals(matrix[r][c], sum, EXACT * count);
            }
        }
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                assertEquals(k == l ? 1 : 0, product(values.left(k), values.left(l)), EXACT * count);
                assertEquals(k == l ? 1 : 0, product(values.right(k), values.right(l)), EXACT * count);
            }
        }
    }

    private static double product(double[] one, double... other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Test
    void aMatrixOfTwoProductsHasTwoValues() {
        double[][] matrix = new double[6][9];
        for (int r = 0; r < 6; r++) {
            for (int c = 0; c < 9; c++) {
                matrix[r][c] = (r + 1) * (c - 4) + (r % 2) * (c % 3);
            }
        }
        double[] values = SingularValues.of(matrix).values();
        for (int k = 2; k < 6; k++) {
            assertEquals(0, values[k], EXACT * values[0]);
        }
    }

    /** Squares 16, 9, 4, 1 of 30: 16/30 = 53 %, 25/30 = 83 %, 29/30 = 97 %. */
    @Test
    void theRankIsTheFewestThatHaveTheEnergy() {
        double[][] diagonal = new double[4][4];
        for (int i = 0; i < 4; i++) {
            diagonal[i][i] = i + 1;
        }
        var values = SingularValues.of(diagonal);
        assertArrayEquals(new int[] {1, 1, 2, 2, 3, 4}, new int[] {values.rank(0.01), values.rank(0.53), values.rank(0.54),
            values.rank(0.83), values.rank(0.96), values.rank(1)});
    }

    @Test
    void zerosHaveNoDirection() {
        var values = SingularValues.of(new double[3], new double[3]);
        assertArrayEquals(new double[2], values.values());
        assertEquals(1, values.rank(0.9));
    }
}
