package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

/** Lines of 8 points in a plane; the band is then 1 row. */
class NearestExamplesTest {
    private static final NearestExamples NONE = NearestExamples.of(8, 2);

    @Test
    void knowsAGestureThatIsDrawnInTwoWays() {
        var random = new Random(1);
        List<float[]> both = new ArrayList<>(drawn(3, 0, random));
        both.addAll(drawn(3, 3, random));
        NearestExamples two = NONE.with("both", both).with("other", drawn(4, 1.5, random));
        for (int i = 0; i < 100; i++) {
            assertEquals(0, two.nearest(drawn(1, i % 2 * 3, random).get(0), 1));
            assertEquals(1, two.nearest(drawn(1, 1.5, random).get(0), 1));
        }
        assertEquals(List.of("both", "other"), two.labels());
        assertEquals(6, two.examples(0));
    }

    /** A line turned by a right angle has a cosine of 0 to the other, and nothing of it fits by running ahead by a row. */
    @Test
    void saysNothingFarFromAll() {
        NearestExamples one = NONE.with("line", List.of(line(1, 0), line(2, 0.02f)));
        assertEquals(0, one.nearest(line(5, 0.01f), 1), "the length does not count");
        assertEquals(-1, one.nearest(line(0, 1), 1));
        assertTrue(one.distance() > 0.9, "1 − cosine is 1: " + one.distance());
        assertEquals(-1, NONE.nearest(line(1, 1), 1));
        assertEquals(Double.POSITIVE_INFINITY, NONE.distance());
    }

    @Test
    void leavesToOthersWhatIsNearToThem() {
        NearestExamples one = NONE.with("line", List.of(line(1, 0), line(1, 0.2f))).against(List.of(line(1, 0.4f)));
        float[] between = line(1, 0.29f);                  // 0.09 from the one, 0.11 from the other
        assertEquals(0, one.nearest(between, 1));
        assertEquals(-1, one.nearest(between, 0.5), "twice as near was asked for");
        assertEquals(-1, one.nearest(line(1, 0.4f), 1));
        assertEquals(0, one.nearest(line(1, 0.31f), 2), "it may be farther");
        assertEquals(-1, NONE.with("line", List.of(line(1, 0), line(1, 0.2f))).against(List.of(line(1, 0)))
            .nearest(line(1, 0), 1), "what is both is left to others");
    }

    /** Median of the distances to the nearest neighbour: 0 twice and 1 once is 0, and the limit its least. */
    @Test
    void isNotWidenedByOneOddExample() {
        NearestExamples odd = NONE.with("line", List.of(line(1, 0), line(1, 0), line(0, 1)));
        assertEquals(NearestExamples.NEAREST, odd.limit(0));
        NearestExamples wide = NONE.with("line", List.of(line(1, 0), line(0, 1)));
        assertEquals(NearestExamples.FARTHEST, wide.limit(0));
    }

    @Test
    void takesFurtherExamplesOfALabel() {
        NearestExamples one = NONE.with("line", List.of(line(1, 0), line(1, 0)));
        NearestExamples more = one.with("line", List.of(line(0, 1)));
        assertEquals(0, more.nearest(line(0, 1), 1));
        assertEquals(-1, one.nearest(line(0, 1), 1), "the one before is as it was");
        assertEquals(3, more.examples(0));
    }

    @Test
    void takesNothingThatIsNoNumber() {
        float[] broken = line(1, 0);
        broken[3] = Float.NaN;
        assertEquals(-1, NONE.with("line", List.of(line(1, 0), line(1, 0))).nearest(broken, 1));
        var e = assertThrows(IllegalArgumentException.class, () -> NONE.with("line", List.of(line(1, 0), broken)));
        assertEquals("examples must hold numbers: label=line, number 3=NaN", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> NONE.against(List.of(broken)));
        assertThrows(IllegalArgumentException.class, () -> NONE.with("line", List.of(line(1, 0))));
        assertThrows(IllegalArgumentException.class, () -> NearestExamples.of(1, 2));
        assertThrows(IllegalArgumentException.class, () -> NearestExamples.of(8, 0));
    }

    @Test
    void allocatesNothing() {
        NearestExamples one = NONE.with("line", List.of(line(1, 0), line(1, 0.2f))).against(List.of(line(1, 0.4f)));
        float[] near = line(1, 0.05f);
        float[] far = line(0, 1);
        Runnable rounds = () -> {
            for (int i = 0; i < 5_000; i++) {
                one.nearest(near, 1);
                one.nearest(far, 1);
            }
        };
        rounds.run();
        assertEquals(0, AllocatedBytes.of(rounds));
    }

    /** From the middle outwards to both sides. */
    private static float[] line(float right, float up) {
        float[] line = new float[16];
        for (int p = 0; p < 8; p++) {
            line[2 * p] = right * (p - 3.5f);
            line[2 * p + 1] = up * (p - 3.5f);
        }
        return line;
    }

    /** An arc that begins at an angle, with a hand that trembles by 2 %. */
    private static List<float[]> drawn(int times, double angle, Random random) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            float[] arc = new float[16];
            for (int p = 0; p < 8; p++) {
                arc[2 * p] = (float) (Math.cos(angle + p / 4.0) + 0.02 * random.nextGaussian());
                arc[2 * p + 1] = (float) (Math.sin(angle + p / 4.0) + 0.02 * random.nextGaussian());
            }
            all.add(arc);
        }
        return all;
    }
}
