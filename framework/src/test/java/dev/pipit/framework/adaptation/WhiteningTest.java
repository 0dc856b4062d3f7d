package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    private static final int SIZE = 4;
    private static final int ROWS = 5000;

    /** Features of very different sizes that hang together. */
    private static float[] rows() {
        var random = new Random(1);
        float[] rows = new float[ROWS * SIZE];
        for (int r = 0; r < ROWS; r++) {
            double common = random.nextGaussian();
            for (int i = 0; i < SIZE; i++) {
                rows[r * SIZE + i] = (float) (3 * i + (1 + i) * (common + random.nextGaussian()));
            }
        }
        return rows;
    }

    /** By what whitening means: of the rows it was learned from, means are 0 and the covariance is the unit matrix. */
    @Test
    void takesMeansAndCorrelationsAway() {
        float[] rows = rows();
        Whitening whitening = Whitening.of(rows, SIZE, 1e-9);
        double[] mean = new double[SIZE];
        double[] covariance = new double[SIZE * SIZE];
        for (int r = 0; r < ROWS; r++) {
            float[] white = whitened(whitening, rows, r);
            for (int i = 0; i < SIZE; i++) {
                mean[i] += white[i] / ROWS;
                for (int j = 0; j < SIZE; j++) {
                    covariance[i * SIZE + j] += (double) white[i] * white[j] / ROWS;
                }
            }
        }
        assertArrayEquals(new double[SIZE], mean, 1e-5, "rounding of floats");
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, covariance, 1e-5, "rounding of floats");
    }

    private static float[] whitened(Whitening whitening, float[] rows, int r) {
        float[] row = new float[SIZE];
        System.arraycopy(rows, r * SIZE, row, 0, SIZE);
        float[] white = new float[SIZE];
        whitening.apply(row, white, 0);
        return white;
    }

    /** With great shrinkage all that is left is one scale: 1 / √(shrinkage × mean variance). */
    @Test
    void shrinksTowardsOneScaleForAll() {
        float[] rows = {1, 0, -1, 0, 0, 1, 0, -1};           // variances 0.5 and 0.5
        Whitening whitening = Whitening.of(rows, 2, 1e6);
        float[] white = new float[3];
        whitening.apply(new float[] {1, 2}, white, 1);
        assertArrayEquals(new float[] {0, (float) (1 / Math.sqrt(0.5e6)), (float) (2 / Math.sqrt(0.5e6))}, white, 1e-8f);
    }

    @Test
    void isTheSameFromItsNumbers() {
        float[] rows = rows();
        Whitening whitening = Whitening.of(rows, SIZE, 0.03);
        Whitening again = Whitening.of(whitening.mean(), whitening.factor());
        assertEquals(SIZE, again.size());
        assertArrayEquals(whitened(whitening, rows, 7), whitened(again, rows, 7));
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(new float[4], 4, 0.03), "one row");
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(new float[9], 4, 0.03), "a row is cut");
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(new float[8], 4, 0.03), "all equal");
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(rows(), 4, 0));
        float[] broken = rows();
        broken[5] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(broken, SIZE, 0.03));
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(new double[2], new double[3]));
    }
}
