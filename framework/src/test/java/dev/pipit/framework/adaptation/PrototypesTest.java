package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrototypesTest {
    private static final Prototypes NONE = Prototypes.over(new float[8], ones(), 3);

    /** By theory: perpendicular directions are 1 apart, opposite ones 2, equal ones 0, whatever their lengths. */
    @Test
    void measuresOneLessTheCosine() {
        Prototypes east = NONE.with("east", List.of(axis(0, 1), axis(0, 5)));
        assertEquals(0, east.ranked(axis(0, 100)));
        assertEquals(0, east.distance(0), 1e-12);
        east.ranked(axis(1, 3));
        assertEquals(1, east.distance(0), 1e-12);
        east.ranked(axis(0, -2));
        assertEquals(2, east.distance(0), 1e-12);
    }

    @Test
    void knowsALabelFromFiveExamplesAndSaysNothingFarFromAll() {
        var random = new Random(1);
        Prototypes two = NONE.with("a", rows(0, 5, random)).with("b", rows(1, 5, random));
        int known = 0;
        for (int i = 0; i < 200; i++) {
            float[] row = noisy(i % 2, random);
            assertEquals(i % 2, two.ranked(row), "0.1 of noise around directions that are 90° apart");
            known += two.nearest(row) == i % 2 ? 1 : 0;
            assertEquals(-1, two.nearest(noisy(2, random)));
        }
        assertTrue(known >= 170, "3 times the mean distance; the shortest rows have 4 times the noise of the longest: "
            + known);
        assertEquals(5, two.examples(0));
        assertTrue(two.limit(0) <= Prototypes.FARTHEST);
    }

    /** Five examples one way and one more at a right angle: the sum is (5, 1), cos = 5 / √26. */
    @Test
    void saysHowFarAPrototypeWasTurned() {
        Prototypes before = NONE.with("east", List.of(axis(0, 1), axis(0, 2), axis(0, 3), axis(0, 4), axis(0, 5)));
        Prototypes after = before.with("east", List.of(axis(1, 7)));
        assertEquals(1 - 5 / Math.sqrt(26), after.turned("east", before), 1e-12);
        assertEquals(0, before.turned("east", before), 1e-12);
    }

    @Test
    void leavesTheOldLabelsAsTheyWere() {
        var random = new Random(2);
        Prototypes one = NONE.with("a", rows(0, 5, random));
        Prototypes two = one.with("b", rows(1, 5, random));
        float[] row = noisy(0, random);
        one.ranked(row);
        two.ranked(row);
        assertEquals(one.distance(0), two.distance(0));
        assertEquals(List.of("a"), one.labels());
        assertEquals(one.state(), two.without("b").state());
    }

    @Test
    void isMovedByOneExampleAmongNByNoMoreThanTwoNths() {
        var random = new Random(3);
        Prototypes before = NONE.with("a", rows(0, 9, random));
        Prototypes after = before.with("a", List.of(axis(0, -1e9f)));
        float[] there = axis(0, 1);
        before.ranked(there);
        double was = before.distance(0);
        after.ranked(there);
        assertTrue(after.distance(0) - was <= 2.0 / 10);
        assertEquals(10, after.examples(0));
    }

    @Test
    void standardisesBeforeItCompares() {
        float[] wide = ones();
        wide[1] = 1000;
        Prototypes two = Prototypes.over(axis(1, 5000), wide, 2)
            .with("a", List.of(near(1, 0), near(1.1f, 100))).with("b", List.of(near(-1, 0), near(-1, 100)));
        assertEquals(0, two.ranked(near(0.9f, -100)));
        assertEquals(1, two.ranked(near(-0.9f, -100)));
    }

    private static float[] near(float first, float second) {
        float[] row = axis(0, first);
        row[1] = 5000 + second;
        return row;
    }

    @Test
    void isKeptAsAState() {
        var random = new Random(4);
        Prototypes two = NONE.with("a", rows(0, 3, random)).with("b", rows(1, 4, random));
        Prototypes again = Prototypes.of(StateBytes.read(StateBytes.write(two.state())));
        assertEquals(two.state(), again.state());
        float[] row = noisy(1, random);
        assertEquals(two.nearest(row), again.nearest(row));
        assertEquals(two.distance(1), again.distance(1));
        assertEquals(List.of(), Prototypes.of(NONE.state()).labels());
    }

    @Test
    void saysNothingOfARowThatIsNone() {
        float[] row = ones();
        row[3] = Float.NaN;
        assertEquals(-1, NONE.with("a", List.of(ones(), ones())).nearest(row));
        assertEquals(-1, NONE.nearest(ones()));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Prototypes.over(new float[2], new float[2], 2));
        assertThrows(IllegalArgumentException.class, () -> Prototypes.over(new float[2], ones(), 2));
        assertThrows(IllegalArgumentException.class, () -> NONE.with("a", List.of(ones())));
        assertThrows(IllegalArgumentException.class, () -> NONE.without("a"));
        assertThrows(IllegalArgumentException.class, () -> NONE.with("a", List.of(ones(), axis(0, Float.NaN))));
        var e = assertThrows(IllegalArgumentException.class, () -> Prototypes.of(State.of("prototypes", 2).build()));
        assertEquals("must be prototypes of version 1 or older: kind=prototypes, version=2", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Prototypes.of(State.of("prototypes", 1).text("labels", "a")
            .numbers("centre", 1d).numbers("spread", 1d).numbers("slack", 2d).numbers("sums", 1d, 2d)
            .numbers("counts", 2d).numbers("limits", 0.5).build()));
    }

    private static List<float[]> rows(int axis, int count, Random random) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(noisy(axis, random));
        }
        return rows;
    }

    private static float[] noisy(int axis, Random random) {
        float[] row = axis(axis, 1 + random.nextFloat());
        for (int f = 0; f < row.length; f++) {
            row[f] += (float) (0.1 * random.nextGaussian());
        }
        return row;
    }

    private static float[] axis(int axis, float length) {
        float[] row = new float[8];
        row[axis] = length;
        return row;
    }

    private static float[] ones() {
        float[] row = new float[8];
        Arrays.fill(row, 1);
        return row;
    }
}
