package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticHeadTest {
    private static final List<String> TWO = List.of("no", "yes");

    /** By theory: for one feature at ±1 the minimum solves 2 n (1 − s) = pull · w, with s = 1 / (1 + exp(−2 w)). */
    @Test
    void findsTheMinimumOfTwoGroupsOnALine() {
        var learner = LogisticLearner.of(TWO, 1, 1);
        for (int i = 0; i < 10; i++) {
            learner.add(new float[] {i % 2 == 0 ? -1 : 1}, i % 2, 1);
        }
        float[] scores = new float[2];
        learner.learn().scores(new float[] {1}, scores);
        double low = 0;
        double high = 10;
        for (int i = 0; i < 60; i++) {
            double w = (low + high) / 2;
            if (10 * (1 - 1 / (1 + Math.exp(-2 * w))) > w) {
                low = w;
            } else {
                high = w;
            }
        }
        assertEquals(1 / (1 + Math.exp(-2 * low)), scores[1], 1e-6, "the scores are floats");
        assertEquals(1, scores[0] + scores[1], 1e-6);
    }

    @Test
    void tellsThreeGroupsApartAndKeepsWhatItLearned() {
        var random = new Random(1);
        var learner = LogisticLearner.of(List.of("a", "b", "c"), 5, 1);
        for (int i = 0; i < 30; i++) {
            learner.add(around(i % 3, random), i % 3, 1);
        }
        LogisticHead head = learner.learn();
        LogisticHead again = LogisticHead.of(StateBytes.read(StateBytes.write(head.state())));
        for (int i = 0; i < 300; i++) {
            float[] row = around(i % 3, random);
            assertEquals(i % 3, head.best(row), "5 standard deviations apart");
            float[] expected = new float[3];
            float[] kept = new float[3];
            head.scores(row, expected);
            again.scores(row, kept);
            assertArrayEquals(expected, kept);
        }
        assertEquals(0, head.distance(again));
    }

    @Test
    void staysWhereItStartedWhenItIsHeldStrongly() {
        LogisticHead start = LogisticHead.of(TWO, new float[] {1, 2, -1, -2}, new float[] {0.5f, 0});
        var held = LogisticLearner.from(start, 1e6);
        var free = LogisticLearner.from(start, 0.01);
        for (var learner : List.of(held, free)) {
            learner.add(new float[] {1, 1}, 1, 1);
        }
        assertTrue(start.distance(held.learn()) < 1e-5, "the gradient is at most 3, divided by the pull");
        assertEquals(0, start.best(new float[] {1, 1}));
        assertEquals(1, free.learn().best(new float[] {1, 1}));
    }

    @Test
    void oneExampleChangesNoMoreThanItsInfluence() {
        var random = new Random(2);
        for (double pull : new double[] {0.1, 1, 10}) {
            LogisticHead start = LogisticHead.of(TWO, new float[] {1, 2, -1, -2, 0, 0}, new float[2]);
            var without = LogisticLearner.from(start, pull);
            var with = LogisticLearner.from(start, pull);
            for (int i = 0; i < 12; i++) {
                float[] row = {(float) random.nextGaussian(), (float) random.nextGaussian(), 1};
                without.add(row, i % 2, 1);
                with.add(row, i % 2, 1);
            }
            with.add(new float[] {1e30f, -1e30f, 1e30f}, 1, 1);
            double moved = without.learn().distance(with.learn());
            assertTrue(moved > 0 && moved <= with.influence(), "moved " + moved + ", bound " + with.influence());
        }
    }

    @Test
    void isTheSameHeadForTheSameRows() {
        assertEquals(learned().state(), learned().state());
    }

    private static LogisticHead learned() {
        var random = new Random(3);
        var learner = LogisticLearner.of(TWO, 5, 0.3);
        for (int i = 0; i < 9; i++) {
            learner.add(around(i % 2, random), i % 2, 1 + i);
        }
        return learner.learn();
    }

    @Test
    void leavesOutWhatIsNoNumberAndBearsAConstantFeature() {
        var learner = LogisticLearner.of(TWO, 2, 1);
        assertFalse(learner.add(new float[] {Float.NaN, 1}, 0, 1));
        learner.add(new float[] {1, 7}, 0, 1);
        learner.add(new float[] {2, 7}, 1, 1);
        assertEquals(2, learner.size());
        assertEquals(1, learner.learn().best(new float[] {2.5f, 7}));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> LogisticLearner.of(List.of("one"), 2, 1));
        assertThrows(IllegalArgumentException.class, () -> LogisticLearner.of(TWO, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> LogisticHead.of(TWO, new float[3], new float[2]));
        assertThrows(IllegalStateException.class, () -> LogisticLearner.of(TWO, 2, 1).learn());
        assertThrows(IllegalArgumentException.class, () -> LogisticLearner.of(TWO, 2, 1).add(new float[3], 0, 1));
        var e = assertThrows(IllegalArgumentException.class,
            () -> LogisticHead.of(State.of("baseline", 1).build()));
        assertEquals("must be a logistic head of version 1 or older: kind=baseline, version=1", e.getMessage());
        var three = LogisticHead.of(List.of("a", "b", "c"), new float[3], new float[3]);
        assertThrows(IllegalArgumentException.class, () -> learned().distance(three));
        assertThrows(IllegalArgumentException.class, () -> LogisticHead.of(State.of("logistic head", 1)
            .text("labels", "a\nb").numbers("centre", 1d).numbers("spread", 1d).numbers("weights", 1d).build()));
    }

    /** Five features, of which one, by group, is 5 standard deviations up. */
    private static float[] around(int group, Random random) {
        float[] row = new float[5];
        for (int f = 0; f < row.length; f++) {
            row[f] = (float) (random.nextGaussian() + (f == group ? 10 : 0));
        }
        return row;
    }
}
