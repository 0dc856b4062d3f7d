package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ElasticDistanceTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void isHalfTheSquaredDistanceWithoutABand() {
        double[] a = random(1, 12);
        double[] b = random(2, 12);
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]) / 2;
        }
        assertEquals(sum, new ElasticDistance(6, 2, 0).apply(a, b), ROUNDING);
        assertEquals(0, new ElasticDistance(6, 2, 3).apply(a, a));
    }

    /** The slow twin goes every way there is. */
    @Test
    void findsTheCheapestOfAllWays() {
        for (int rows = 1; rows <= 7; rows++) {
            for (int band = 0; band < rows; band++) {
                double[] a = random(10 * rows + band, 2 * rows);
                double[] b = random(100 * rows + band, 2 * rows);
                assertEquals(cheapest(a, b, rows - 1, rows - 1, band) / 2, new ElasticDistance(rows, 2, band).apply(a, b),
                    ROUNDING, "rows=" + rows + ", band=" + band);
            }
        }
    }

    @Test
    void isSmallForALineThatRunsAheadOfTheOther() {
        double[] a = new double[32];
        double[] b = new double[32];
        for (int i = 0; i < 32; i++) {
            a[i] = Math.sin(i / 3.0);
            b[i] = Math.sin((i + 2) / 3.0);
        }
        assertTrue(new ElasticDistance(32, 1, 4).apply(a, b) < new ElasticDistance(32, 1, 0).apply(a, b) / 5,
            "all but the ends fit again");
    }

    @Test
    void givesNotANumberForWhatHoldsOne() {
        double[] a = random(1, 8);
        double[] b = a.clone();
        b[5] = Double.NaN;
        assertTrue(Double.isNaN(new ElasticDistance(4, 2, 1).apply(a, b)));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new ElasticDistance(0, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new ElasticDistance(4, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ElasticDistance(4, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new ElasticDistance(4, 2, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> new ElasticDistance(4, 2, 1).apply(new double[7], new double[8]));
    }

    private static double cheapest(double[] a, double[] b, int i, int j, int band) {
        if (i < 0 || j < 0 || Math.abs(i - j) > band) {
            return Double.POSITIVE_INFINITY;
        }
        double here = 0;
        for (int c = 0; c < 2; c++) {
            here += (a[2 * i + c] - b[2 * j + c]) * (a[2 * i + c] - b[2 * j + c]);
        }
        return i == 0 && j == 0 ? here : here + Math.min(cheapest(a, b, i - 1, j - 1, band),
            Math.min(cheapest(a, b, i - 1, j, band), cheapest(a, b, i, j - 1, band)));
    }

    private static double[] random(long seed, int length) {
        return new Random(seed).doubles(length).toArray();
    }
}
