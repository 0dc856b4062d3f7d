package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    /** By hand: (2 1; 1 2) has 3 along (1, 1) and 1 along (1, −1). */
    @Test
    void findsWhatOneFindsByHand() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2);
        assertArrayEquals(new double[] {3, 1}, eigen.values(), 1e-12);
        assertEquals(1, eigen.vectors()[0][0] / eigen.vectors()[0][1], 1e-12);
        assertEquals(-1, eigen.vectors()[1][0] / eigen.vectors()[1][1], 1e-12);
    }

    /** By definition: A v = λ v, and the vectors are perpendicular. 1e-9: sums of 40 products of numbers of about 10. */
    @Test
    void holdsForRandomMatrices() {
        for (int n : new int[] {1, 2, 3, 8, 40}) {
            double[] a = symmetric(n, new Random(n));
            SymmetricEigen eigen = SymmetricEigen.of(a, n);
            for (int i = 0; i < n; i++) {
                assertTrue(i == 0 || eigen.values()[i] <= eigen.values()[i - 1]);
                for (int r = 0; r < n; r++) {
                    double sum = 0;
                    double across = 0;
                    for (int c = 0; c < n; c++) {
                        sum += a[r * n + c] * eigen.vectors()[i][c];
                        across += eigen.vectors()[r][c] * eigen.vectors()[i][c];
                    }
                    assertEquals(eigen.values()[i] * eigen.vectors()[i][r], sum, 1e-9);
                    assertEquals(r == i ? 1 : 0, across, 1e-9);
                }
            }
        }
    }

    private static double[] symmetric(int n, Random random) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextGaussian();
                a[j * n + i] = a[i * n + j];
            }
        }
        return a;
    }
}
