package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final int FEATURES = 4;

    private final Random random = new Random(11);
    private final BaselineLearner learner = new BaselineLearner(FEATURES, 2_000);

    /** Feature 1 follows feature 0; all have other means and sizes. */
    private float[] row() {
        double common = random.nextGaussian();
        return new float[] {(float) (100 + 5 * common), (float) (0.01 + 0.002 * (common + 0.5 * random.nextGaussian())),
            (float) random.nextGaussian(), (float) (-3 + 0.5 * random.nextGaussian())};
    }

    private Baseline learned(int rows) {
        for (int i = 0; i < rows; i++) {
            assertTrue(learner.add(row()));
        }
        return learner.learn();
    }

    /** By theory: the squared Mahalanobis distance has the mean of the number of features. */
    @Test
    void givesNormalRowsADistanceOfOne() {
        Baseline baseline = learned(2_000);
        double sum = 0;
        for (int i = 0; i < 5_000; i++) {
            sum += baseline.distance(row()) / 5_000;
        }
        assertEquals(1, sum, 0.08);                              // 2000 rows, robust spreads: some percent
    }

    /** By theory: 90 % of χ² with 4 degrees of freedom lie below 7.78. */
    @Test
    void knowsTheQuantilesOfWhatItLearnedFrom() {
        assertEquals(7.78 / 4, learned(2_000).quantile(0.9), 0.15);
    }

    @Test
    void namesTheFeatureThatMoved() {
        Baseline baseline = learned(500);
        float[] row = {100, 0.01f, 0, 0};                        // the last is 6 spreads off
        assertTrue(baseline.distance(row) > 5);
        assertTrue(baseline.part(3) > 0.9 * baseline.distance(row));
        assertEquals(6, baseline.deviation(3), 0.6);
    }

    /** Two spreads up in one, two down in the other: each is normal by itself, both together never happen. */
    @Test
    void noticesThatTwoFeaturesNoLongerMoveTogether() {
        Baseline baseline = learned(2_000);
        assertTrue(baseline.distance(new float[] {110, 0.006f, 0, -3}) > 4);
        assertTrue(baseline.distance(new float[] {110, 0.014f, 0, -3}) < 1.5);
    }

    @Test
    void isNotMovedBySomeOddRows() {
        for (int i = 0; i < 100; i++) {
            learner.add(new float[] {1e4f, 5, -80, 1e3f});
        }
        Baseline baseline = learned(1_900);
        assertTrue(baseline.distance(new float[] {1e4f, 5, -80, 1e3f}) > 100);
        assertTrue(baseline.distance(new float[] {100, 0.01f, 0, -3}) < 0.5);
    }

    /** A thousand times as many rows as fit, from a machine that gets slowly louder: early and late count alike. */
    @Test
    void weighsAllOfALongTimeAlike() {
        var small = new BaselineLearner(1, 64);
        for (int i = 0; i < 64_000; i++) {
            small.add(new float[] {i});
        }
        small.learn().distance(new float[] {32_000});
        assertEquals(0, small.learn().distance(new float[] {32_000}), 1e-3);   // the middle is the median
        assertEquals(64_000, small.seen());
    }

    @Test
    void leavesOutRowsWithoutNumbers() {
        assertFalse(learner.add(new float[] {1, Float.NaN, 3, 4}));
        assertFalse(learner.add(new float[] {1, 2, Float.POSITIVE_INFINITY, 4}));
        assertEquals(0, learner.seen());
    }

    @Test
    void needsEnoughRowsThatDiffer() {
        for (int i = 0; i < 19; i++) {
            learner.add(row());
        }
        assertEquals("a baseline needs at least 20 rows: rows=19",
            assertThrows(IllegalStateException.class, learner::learn).getMessage());
        var constant = new BaselineLearner(2, 100);
        for (int i = 0; i < 50; i++) {
            constant.add(new float[] {7, 7});
        }
        assertEquals("all rows are the same: the signal is constant",
            assertThrows(IllegalStateException.class, constant::learn).getMessage());
    }

    @Test
    void livesOnAsAState() {
        Baseline baseline = learned(300);
        Baseline again = Baseline.of(StateBytes.read(StateBytes.write(baseline.state())));
        float[] row = row();
        assertEquals(baseline.distance(row), again.distance(row));
        assertEquals(baseline.quantile(0.95), again.quantile(0.95));
        assertThrows(IllegalArgumentException.class, () -> Baseline.of(State.of("head", 1).build()));
        assertThrows(IllegalArgumentException.class, () -> Baseline.of(State.of("baseline", 2).build()));
    }

    /** By hand: [[4, 2], [2, 3]] has the inverse [[3, −2], [−2, 4]] / 8. */
    @Test
    void invertsSymmetricMatrices() {
        double[] inverse = Cholesky.of(new double[] {4, 2, 2, 3}, 2).inverse();
        assertEquals(3 / 8.0, inverse[0], 1e-12);
        assertEquals(-2 / 8.0, inverse[1], 1e-12);
        assertEquals(-2 / 8.0, inverse[2], 1e-12);
        assertEquals(4 / 8.0, inverse[3], 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Cholesky.of(new double[] {1, 2, 2, 1}, 2));
    }
}
