package dev.pipit.framework.compression.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private static final double ROUNDING = 1e-6;      // of sums of floats

    private static double[] values(int count, boolean mirrored, float... numbers) {
        float[] importance = new float[numbers.length];
        Arrays.fill(importance, 1);
        return new KMeans(numbers, importance, new boolean[numbers.length], mirrored).values(count);
    }

    @Test
    void findsTheMeansOfGroupsThatLieApart() {
        assertArrayEquals(new double[] {-2, 1, 10}, values(3, false, -3, -1, 0.5f, 1.5f, 9, 11), ROUNDING);
    }

    @Test
    void valuesThatWouldBeNobodysAreLeftOut() {
        assertArrayEquals(new double[] {0, 10}, values(5, false, 0, 0, 10), ROUNDING);
        assertArrayEquals(new double[0], new KMeans(new float[2], new float[2], new boolean[] {true, true}, false).values(4));
    }

    @Test
    void whatMattersMorePullsHarder() {
        KMeans weighted = new KMeans(new float[] {0, 1, 10}, new float[] {1, 3, 1}, new boolean[3], false);
        assertArrayEquals(new double[] {0.75, 10}, weighted.values(2), ROUNDING);
    }

    @Test
    void theOuterValuesAreOfOneSizeIfWanted() {
        double[] values = values(3, true, -4, -4, 0.5f, 2, 2);
        assertArrayEquals(new double[] {-3, 0.5, 3}, values, ROUNDING);
    }

    /** Lloyd's condition: each value is the mean of those that are nearest to it; and no worse than where they began. */
    @Test
    void endsWhereNoValueWouldMove() {
        SplittableRandom random = new SplittableRandom(1);
        for (int count = 2; count <= 32; count *= 2) {
            float[] numbers = new float[2000];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
            }
            double[] values = values(count, false, numbers);
            assertEquals(count, values.length);
            double[] sums = new double[count];
            int[] members = new int[count];
            double error = 0;
            double linear = 0;
            double step = 3.0 / (count - 1);
            for (float x : numbers) {
                int nearest = 0;
                for (int k = 1; k < count; k++) {
                    nearest = Math.abs(x - values[k]) < Math.abs(x - values[nearest]) ? k : nearest;
                }
                sums[nearest] += x;
                members[nearest]++;
                error += (x - values[nearest]) * (x - values[nearest]);
                double grid = Math.rint((x + 1.5) / step) * step - 1.5;
                linear += (x - grid) * (x - grid);
            }
            for (int k = 0; k < count; k++) {
                assertEquals(values[k], sums[k] / members[k], ROUNDING);
            }
            assertTrue(error < linear, error + " with means, " + linear + " at equal distances");
        }
    }
}
