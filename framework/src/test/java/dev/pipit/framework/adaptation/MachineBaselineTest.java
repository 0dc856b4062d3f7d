package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class MachineBaselineTest {
    private final Random random = new Random(3);

    /** Two groups of two features; all of the load is in the first of each. */
    private List<float[]> rows(int count, double load, double spread) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new float[] {(float) (load + spread * random.nextGaussian()), (float) (spread * random.nextGaussian()),
                (float) (2 * load + spread * random.nextGaussian()), (float) (spread * random.nextGaussian())});
        }
        return rows;
    }

    private static double normal(MachineBaseline baseline, List<float[]> rows) {
        return (double) rows.stream().filter(row -> baseline.distance(row) <= 1).count() / rows.size();
    }

    @Test
    void takesOperatingPointsApartThatNobodyLabelled() {
        List<float[]> both = rows(200, 0, 1);
        both.addAll(rows(200, 30, 1));
        MachineBaseline baseline = MachineBaseline.learn(both, 2, 3);
        assertEquals(2, baseline.points());
        assertTrue(normal(baseline, rows(200, 0, 1)) > 0.98);
        assertTrue(normal(baseline, rows(200, 30, 1)) > 0.98);
        assertEquals(0, normal(baseline, rows(200, 15, 1)), "between two loads nothing is normal");
    }

    @Test
    void leavesOneHeapWhole() {
        assertEquals(1, MachineBaseline.learn(rows(1_000, 5, 1), 2, 3).points());
    }

    @Test
    void namesTheFeatureThatMovedAndItsGroup() {
        MachineBaseline baseline = MachineBaseline.learn(rows(500, 0, 1), 2, 3);
        MachineBaseline.Moved moved = baseline.moved(new float[] {0, 0, 0, -12}, 3).get(0);
        assertEquals(1, moved.group());
        assertEquals(1, moved.feature());
        assertEquals(-12, moved.deviation(), 1.2);               // the spread of 500 rows is known to some percent
        assertTrue(moved.share() > 0.9);
    }

    @Test
    void addsAnOperatingPointAndKeepsTheOldOnes() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        List<float[]> fault = rows(100, 60, 1);
        assertEquals(0, normal(baseline, rows(100, 20, 1)));
        MachineBaseline extended = baseline.extend(rows(60, 20, 1)).baseline();
        assertEquals(2, extended.points());
        assertTrue(normal(extended, rows(300, 20, 1)) > 0.95);
        assertTrue(normal(extended, rows(300, 0, 1)) > 0.95);
        assertEquals(0, normal(extended, fault));
        assertEquals(0, normal(baseline, rows(100, 20, 1)), "what was there before is as it was");
    }

    @Test
    void changesNothingForWhatIsNormalAlready() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        assertSame(baseline, baseline.extend(rows(40, 0, 0.5)).baseline());
    }

    /** Poisoning: however often it is told that far rows are normal, the limits grow by the bound and no further. */
    @Test
    void widensNoFurtherThanItsBound() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 1);
        float[] far = {40, 0, 0, 0};
        double before = baseline.distance(far);
        MachineBaseline once = baseline.extend(rows(40, 0, 1.7)).baseline();
        assertTrue(before / once.distance(far) <= MachineBaseline.MOST_WIDENED + 1e-9);
        MachineBaseline often = once;
        for (int i = 0; i < 20; i++) {
            often = often.extend(rows(40, 0, 1 + 0.05 * i)).baseline();
        }
        assertEquals(1, often.points());
        assertTrue(before / often.distance(far) <= MachineBaseline.WIDEST + 1e-9);
    }

    /** One odd row among those that are called normal moves the medians by a rank: it is not normal afterwards. */
    @Test
    void isNotTaughtByASingleRow() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        List<float[]> poisoned = rows(60, 20, 1);
        poisoned.set(30, new float[] {200, 0, 0, 0});
        assertTrue(baseline.extend(poisoned).baseline().distance(new float[] {200, 0, 0, 0}) > 10);
    }

    @Test
    void refusesWhatIsTooUnsteadyToBeAnOperatingPoint() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> baseline.extend(rows(100, 100, 8))).getMessage()
            .startsWith("too unsteady"));
    }

    @Test
    void refusesTooFewConstantAndMissing() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MachineBaseline.learn(rows(19, 0, 1), 2, 3))
            .getMessage().contains("frames=19"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MachineBaseline.learn(rows(50, 1, 0), 2, 3))
            .getMessage().contains("constant"));
        List<float[]> missing = rows(30, 0, 1);
        missing.forEach(row -> row[2] = Float.NaN);
        assertThrows(IllegalArgumentException.class, () -> MachineBaseline.learn(missing, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> MachineBaseline.learn(rows(50, 0, 1), 3, 3));
        assertThrows(IllegalArgumentException.class, () -> MachineBaseline.learn(rows(50, 0, 1), 2, 0.5));
    }

    @Test
    void callsANaNFar() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        assertTrue(Double.isNaN(baseline.distance(new float[] {0, Float.NaN, 0, 0})));
    }

    @Test
    void comesBackFromItsStateAsItWas() {
        List<float[]> both = rows(100, 0, 1);
        both.addAll(rows(100, 30, 1));
        MachineBaseline baseline = MachineBaseline.learn(both, 2, 3).extend(rows(40, 60, 1)).baseline();
        State.Builder state = State.of("maintenance", 1);
        baseline.write(state);
        MachineBaseline back = MachineBaseline.read(state.build());
        for (float[] row : rows(50, 12, 20)) {
            assertEquals(baseline.distance(row), back.distance(row));
            assertEquals(baseline.nearest(), back.nearest());
        }
        assertThrows(IllegalArgumentException.class, () -> MachineBaseline.read(State.of("maintenance", 2).build()));
        assertThrows(IllegalArgumentException.class, () -> MachineBaseline.read(State.of("wake word", 1).build()));
        assertThrows(IllegalArgumentException.class,
            () -> MachineBaseline.read(State.of("maintenance", 1).numbers("baseline", 1.0, 1, 3, 99).build()));
    }

    @Test
    void allocatesNothingPerRow() {
        MachineBaseline baseline = MachineBaseline.learn(rows(300, 0, 1), 2, 3);
        float[] row = {1, 0, 1, 0};
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int i = 0; i < 2_000; i++) {
                baseline.distance(row);
            }
        }));
    }
}
