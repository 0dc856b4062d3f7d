package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class MachineTreesTest {
    private final Random random = new Random(3);

    /** Two groups of two features. */
    private List<float[]> rows(int count, double at) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(at));
        }
        return rows;
    }

    private float[] row(double at) {
        float[] row = new float[4];
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (at + random.nextGaussian());
        }
        return row;
    }

    private static double normal(Normal trees, List<float[]> rows) {
        Normal own = trees.copy();
        return rows.stream().filter(row -> own.distance(row) <= 1).count() / (double) rows.size();
    }

    @Test
    void findsWhatWasNeverSeenAndSaysWhat() {
        MachineTrees trees = MachineTrees.learn(rows(600, 0), 2, 3);
        assertTrue(normal(trees, rows(300, 0)) > 0.97);
        assertEquals(0, normal(trees, rows(100, 8)));
        Normal.Moved moved = trees.moved(new float[] {0, 0, 0, -12}, 3).get(0);
        assertEquals(1, moved.group());
        assertEquals(1, moved.feature());
        assertEquals(-12, moved.deviation(), 1.2);               // the spread of 600 rows is known to some percent
    }

    /** Two standard deviations in 20 000 rows: nearly all of what comes then would not have been normal. */
    @Test
    void followsSlowChange() {
        MachineTrees trees = MachineTrees.learn(rows(1_000, 0), 2, 1);
        List<float[]> then = rows(300, 2.5);
        double before = normal(trees, then);
        for (int i = 0; i < 20_000; i++) {
            trees.distance(row(2.5 * i / 20_000));
        }
        int after = 0;
        for (float[] row : then) {
            after += trees.distance(row) <= 1 ? 1 : 0;
        }
        double now = after / 300.0;
        assertTrue(before < 0.7 && now > 0.9, () -> "normal before " + before + ", now " + now);
        assertEquals(before, normal(trees, then), "a copy begins with what was learned");
        assertTrue(normal(trees.followed().orElseThrow(), then) > 0.9, "and what was followed can be kept");
        assertEquals(Optional.empty(), trees.copy().followed());
    }

    @Test
    void doesNotGetUsedToAFault() {
        MachineTrees trees = MachineTrees.learn(rows(500, 0), 2, 3);
        for (int i = 0; i < 5_000; i++) {
            trees.distance(row(8));
        }
        assertTrue(trees.distance(row(8)) > 1);
    }

    @Test
    void isExtendedByNewRowsBesideTheOldOnes() {
        List<float[]> before = rows(500, 0);
        MachineTrees trees = MachineTrees.learn(before, 2, 3);
        MachineTrees extended = trees.extend(rows(300, 8), before).baseline();
        assertTrue(normal(extended, rows(200, 8)) > 0.95);
        assertTrue(normal(extended, rows(200, 0)) > 0.95);
        assertEquals(0, normal(trees, rows(100, 8)), "what was there before is as it was");
    }

    @Test
    void comesBackFromItsStateAsItWas() {
        MachineTrees trees = MachineTrees.learn(rows(700, 0), 2, 3);
        State.Builder state = State.of("maintenance", 2);
        trees.write(state);
        Normal back = Normal.read(state.build());
        for (float[] row : rows(2_000, 1)) {
            assertEquals(trees.distance(row), back.distance(row));
            assertEquals(trees.moved(row, 2), back.moved(row, 2));
        }
        State.Builder again = State.of("maintenance", 2);
        back.write(again);
        assertEquals(state.build(), again.build());
        assertThrows(IllegalArgumentException.class, () -> Normal.read(State.of("maintenance", 2).bytes("trees", new byte[8])
            .numbers("trees of", 1.0).numbers("trees range", 0.0).numbers("band centres", 1f).numbers("band spreads", 1f)
            .build()));
    }

    @Test
    void refusesTooFewConstantAndMissing() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MachineTrees.learn(rows(19, 0), 2, 3)).getMessage()
            .startsWith("too little data"));
        List<float[]> constant = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            constant.add(new float[4]);
        }
        assertThrows(IllegalArgumentException.class, () -> MachineTrees.learn(constant, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> MachineTrees.learn(rows(50, 0), 3, 3));
        MachineTrees trees = MachineTrees.learn(rows(100, 0), 2, 3);
        assertTrue(Double.isNaN(trees.distance(new float[] {0, Float.NaN, 0, 0})));
    }

    @Test
    void allocatesNothingPerRow() {
        MachineTrees trees = MachineTrees.learn(rows(300, 0), 2, 3);
        float[] row = {1, 0, 1, 0};
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 2_000; i++) {
                trees.distance(row);
            }
        }));
    }
}
