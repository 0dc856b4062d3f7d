package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class PersonTest {
    private static final List<String> LABELS = List.of("sit", "walk", "run");
    private static final int FEATURES = 6;

    /**
     * By theory, in one dimension: a person moves a label by a variance of 4 + 1, labels together by one of 4; rows scatter
     * by 3. One example that is 2 from the mean moves its label by 2 × 5 / 8 and the other by 2 × 4 / 8, and leaves
     * variances of 5 − 25 / 8 and 5 − 16 / 8.
     */
    @Test
    void movesTheMeansAsTheNormalDistributionsSay() {
        People people = line();
        GaussianDensity[] normals = new PersonalMeans(people, List.of(new Person.Example(0, new float[] {2})), 3).normals();
        check(normals[0], 1.25, 3 + 5 - 25 / 8.0);
        check(normals[1], 11, 3 + 5 - 16 / 8.0);
        GaussianDensity[] nobody = new PersonalMeans(people, List.of(), 3).normals();
        check(nobody[0], 0, 8);
        check(nobody[1], 10, 8);
    }

    private static void check(GaussianDensity normal, double mean, double variance) {
        double there = normal.log(new double[] {mean});
        assertEquals(-Math.log(variance) / 2, there, 1e-12);
        assertEquals(there - 1 / (2 * variance), normal.log(new double[] {mean + 1}), 1e-12);
        assertEquals(there - 1 / (2 * variance), normal.log(new double[] {mean - 1}), 1e-12);
    }

    private static People line() {
        return new People(List.of("low", "high"), new double[1], new double[] {1}, new double[] {1}, new double[] {0, 10},
            new double[] {4}, new double[] {1});
    }

    @Test
    void knowsANewPersonBetterFromThreeExamplesAndDoesNotForgetOthers() {
        People people = learned(12);
        int before = 0;
        int after = 0;
        int othersBefore = 0;
        int othersAfter = 0;
        for (int who = 0; who < 20; who++) {
            var someone = new Someone(1000 + who);
            Person stranger = Person.stranger(people);
            List<Person.Example> examples = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                examples.add(new Person.Example(i % 3, people.place(someone.row(i % 3))));
            }
            Person known = stranger.with(examples);
            var other = new Someone(who % 12);
            for (int i = 0; i < 90; i++) {
                float[] row = someone.row(i % 3);
                before += stranger.best(row) == i % 3 ? 1 : 0;
                after += known.best(row) == i % 3 ? 1 : 0;
                float[] others = other.row(i % 3);
                othersBefore += stranger.best(others) == i % 3 ? 1 : 0;
                othersAfter += known.best(others) == i % 3 ? 1 : 0;
            }
        }
        assertTrue(before < 0.9 * 1800, "people differ: " + before + " of 1800");
        assertTrue(1800 - after < (1800 - before) / 2, "half of the errors go: " + before + " to " + after);
        assertTrue(othersAfter > othersBefore - 0.03 * 1800, othersBefore + " to " + othersAfter);
    }

    @Test
    void learnsAndKeepsTheSameBitsFromTheSameRows() {
        assertEquals(learned(5).state(), learned(5).state());
        People people = learned(5);
        People again = People.of(people.state());
        Person one = Person.stranger(people).with(List.of(new Person.Example(1, people.place(new Someone(77).row(1)))));
        Person two = Person.stranger(again).with(one.examples());
        float[] row = new Someone(78).row(2);
        float[] scores = new float[3];
        float[] other = new float[3];
        one.scores(row, scores);
        two.scores(row, other);
        for (int i = 0; i < 3; i++) {
            assertEquals(scores[i], other[i]);
        }
        assertEquals(1, scores[0] + scores[1] + scores[2], 1e-6, "float");
        assertEquals(one.best(row), one.bestAt(people.place(row)));
    }

    @Test
    void givesNoNumberForARowThatHoldsNone() {
        Person stranger = Person.stranger(learned(4));
        float[] row = new Someone(5).row(0);
        row[2] = Float.NaN;
        float[] scores = new float[3];
        stranger.scores(row, scores);
        assertTrue(Float.isNaN(scores[0]) && Float.isNaN(scores[1]) && Float.isNaN(scores[2]));
    }

    @Test
    void allocatesNothing() {
        People people = learned(4);
        Person person = Person.stranger(people).with(List.of(new Person.Example(1, people.place(new Someone(7).row(1)))));
        float[] row = new Someone(5).row(0);
        float[] scores = new float[3];
        Runnable rounds = () -> {
            for (int i = 0; i < 5_000; i++) {
                person.scores(row, scores);
            }
        };
        rounds.run();
        assertEquals(0, AllocatedBytes.of(rounds));
    }

    @Test
    void takesPeopleWhoDidNotDoEverything() {
        var learner = new PeopleLearner(LABELS, FEATURES);
        for (int who = 0; who < 6; who++) {
            var someone = new Someone(who);
            for (int i = 0; i < 20; i++) {
                learner.add("p" + who, (i + who) % 2 + (who == 5 ? 1 : 0), someone.row((i + who) % 2 + (who == 5 ? 1 : 0)));
            }
        }
        assertEquals(3, Person.stranger(learner.learn()).people().labels().size());
    }

    @Test
    void refusesWhatItCannotLearn() {
        var learner = new PeopleLearner(LABELS, FEATURES);
        float[] row = new Someone(1).row(0);
        learner.add("ann", 0, row);
        learner.add("bob", 1, row);
        var few = assertThrows(IllegalStateException.class, learner::learn);
        assertEquals("how people differ must be told by 3 or more: people=[ann, bob]", few.getMessage());
        learner.add("cy", 1, row);
        assertEquals("nothing to learn from for label run", assertThrows(IllegalStateException.class, learner::learn)
            .getMessage());
        learner.add("cy", 2, row);
        assertTrue(assertThrows(IllegalStateException.class, learner::learn).getMessage().contains("the signal is constant"));
        float[] broken = row.clone();
        broken[0] = Float.POSITIVE_INFINITY;
        assertEquals(false, learner.add("cy", 2, broken));
        assertThrows(IllegalArgumentException.class, () -> learner.add("cy", 2, new float[2]));
        assertThrows(IllegalArgumentException.class, () -> new PeopleLearner(List.of("one"), 3));
        assertThrows(IllegalArgumentException.class, () -> new Person.Example(0, new float[] {Float.NaN}));
        assertThrows(IndexOutOfBoundsException.class, () -> Person.stranger(line())
            .with(List.of(new Person.Example(2, new float[1]))));
        assertThrows(IllegalArgumentException.class, () -> People.of(State.of("people", 2).build()));
        assertThrows(IllegalArgumentException.class, () -> People.of(State.of("head", 1).build()));
        assertThrows(IllegalArgumentException.class, () -> People.of(State.of("people", 1).text("labels", "a")
            .numbers("centre", 0d).numbers("spread", 1d).numbers("turn", 1d).numbers("means", 1d, 2d).numbers("shift", 1d)
            .numbers("further", 1d).build()));
    }

    private static People learned(int count) {
        var learner = new PeopleLearner(LABELS, FEATURES);
        for (int who = 0; who < count; who++) {
            var someone = new Someone(who);
            for (int i = 0; i < 60; i++) {
                learner.add("p" + who, i % 3, someone.row(i % 3));
            }
        }
        return learner.learn();
    }

    /** Labels are 2 apart; a person moves all by 1, each further by 0.7, and rows scatter by 0.5 (standard deviations). */
    private static final class Someone {
        private final Random random;
        private final double[][] means = new double[3][FEATURES];

        Someone(long seed) {
            random = new Random(seed);
            for (int f = 0; f < FEATURES; f++) {
                double shift = random.nextGaussian();
                for (int label = 0; label < 3; label++) {
                    means[label][f] = (f == label ? 2 : 0) + shift + 0.7 * random.nextGaussian();
                }
            }
        }

        float[] row(int label) {
            float[] row = new float[FEATURES];
            for (int f = 0; f < FEATURES; f++) {
                row[f] = (float) (means[label][f] + 0.5 * random.nextGaussian());
            }
            return row;
        }
    }
}
