package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class HalfSpaceTreesTest {
    private static final int WINDOW = 250;

    private final Random random = new Random(2);
    private final HalfSpaceTrees trees = trees();

    private static HalfSpaceTrees trees() {
        return new HalfSpaceTrees(new double[] {-10, -10}, new double[] {10, 10}, 25, 10, WINDOW, 7);
    }

    private float[] row(double at) {
        return new float[] {(float) (at + random.nextGaussian()), (float) (at + random.nextGaussian())};
    }

    private double mean(int rows, double at) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += trees.next(row(at)) / rows;
        }
        return sum;
    }

    @Test
    void knowsNothingInItsFirstWindow() {
        for (int i = 0; i < WINDOW; i++) {
            assertTrue(Double.isNaN(trees.next(row(0))));
        }
        assertTrue(trees.next(row(0)) >= 0);
    }

    @Test
    void findsWhatIsRareAndGetsUsedToIt() {
        mean(WINDOW, -3);
        double usual = mean(100, -3);
        double odd = mean(50, 5);
        assertTrue(odd > usual, () -> "odd=" + odd + ", usual=" + usual);
        assertEquals(1, odd, 0.01);                              // nobody was there
        mean(2 * WINDOW, 5);
        double used = mean(100, 5);
        assertTrue(used < odd, () -> "used=" + used + ", odd=" + odd);
    }

    @Test
    void givesTheSameScoresForTheSameSeed() {
        HalfSpaceTrees other = trees();
        for (int i = 0; i < 3 * WINDOW; i++) {
            float[] row = row(i % 7);
            assertEquals(trees.next(row), other.next(row));
        }
    }

    @Test
    void allocatesNothing() {
        float[] row = {Float.NaN, 100};
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 1_000; i++) {
                trees.next(row);
            }
        }));
    }

    @Test
    void refusesWhatItCannotBe() {
        double[] one = {0};
        assertThrows(IllegalArgumentException.class, () -> new HalfSpaceTrees(one, new double[2], 25, 10, 250, 1));
        assertThrows(IllegalArgumentException.class, () -> new HalfSpaceTrees(one, one, 0, 10, 250, 1));
        assertThrows(IllegalArgumentException.class, () -> new HalfSpaceTrees(one, one, 25, 17, 250, 1));
        assertThrows(IllegalArgumentException.class, () -> new HalfSpaceTrees(one, one, 25, 10, 5, 1));
    }
}
