package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.tflite.Options.Padding;

/** Rows counted by hand. */
class SlideTest {
    private static Slide rows(int rows, int hop) {
        return new Slide(rows, hop, 1, 0, rows);
    }

    @Test
    void withoutABorderOnlyTheNewRowsAreComputed() {
        Slide out = rows(30, 1).through(SlidingAxis.of(30, 3, 1, 1, Padding.VALID));
        assertEquals(new Slide(28, 1, 1, 0, 28), out);
        assertEquals(1, out.computed());
    }

    /** 49 rows, 10 taps, every second row: 25 rows come out, the first 2 and the last 3 see the 4 + 5 border rows. */
    @Test
    void rowsThatSeeTheBorderAreComputedToo() {
        Slide out = rows(49, 2).through(SlidingAxis.of(49, 10, 2, 1, Padding.SAME));
        assertEquals(new Slide(25, 1, 1, 2, 22), out);
        assertEquals(2 + 1 + 3, out.computed());
        assertEquals(new Slide(25, 1, 1, 3, 21), out.through(SlidingAxis.of(25, 3, 1, 1, Padding.SAME)));
    }

    @Test
    void hopsThatAreNoMultipleOfTheStepsMakePhases() {
        assertEquals(new Slide(10, 1, 2, 0, 10), rows(20, 1).through(SlidingAxis.of(20, 1, 2, 1, Padding.VALID)));
        assertEquals(new Slide(7, 2, 3, 0, 7), rows(20, 2).through(SlidingAxis.of(20, 1, 3, 1, Padding.VALID)));
        assertEquals(new Slide(5, 3, 2, 0, 5), rows(20, 6).through(SlidingAxis.of(20, 1, 4, 1, Padding.VALID)));
    }

    @Test
    void keepsNothingWhereAllRowsAreNewOrSeeTheBorder() {
        assertTrue(rows(20, 19).keeps());
        assertFalse(rows(20, 20).keeps());
        assertFalse(new Slide(20, 3, 1, 8, 11).keeps());
        assertTrue(new Slide(200, 1, 64, 0, 200).keeps());
        assertFalse(new Slide(200, 1, 65, 0, 200).keeps());
    }

    /** Steps so large that no hop meets the same rows again in a reasonable time. */
    @Test
    void takesAnyStep() {
        assertFalse(rows(1000, 1).through(new SlidingAxis(1000, 2, 1, Integer.MAX_VALUE, 1, 0)).keeps());
    }

    @Test
    void rowsThatMeetMoveTogether() {
        assertEquals(Optional.of(new Slide(20, 2, 2, 3, 17)),
            new Slide(20, 1, 1, 1, 17).with(new Slide(20, 2, 2, 3, 19)));
        assertEquals(Optional.of(new Slide(20, 6, 6, 0, 20)),
            new Slide(20, 2, 2, 0, 20).with(new Slide(20, 3, 3, 0, 20)));
        assertEquals(Optional.empty(), new Slide(20, 1, 1, 0, 20).with(new Slide(20, 2, 1, 0, 20)));
        assertEquals(Optional.empty(), new Slide(20, 1, 1, 0, 20).with(new Slide(10, 1, 1, 0, 10)));
    }
}
