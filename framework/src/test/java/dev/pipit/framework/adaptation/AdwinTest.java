package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AdwinTest {
    private final Random random = new Random(5);
    private final Adwin adwin = new Adwin(0.002);

    private int changes(int values, double mean) {
        int changes = 0;
        for (int i = 0; i < values; i++) {
            changes += adwin.next(mean + 0.05 * random.nextGaussian()) ? 1 : 0;
        }
        return changes;
    }

    @Test
    void staysQuietWhileNothingChanges() {
        assertEquals(0, changes(20_000, 0.4));
        assertEquals(20_000, adwin.count());
        assertEquals(0.4, adwin.mean(), 0.05 * 5 / Math.sqrt(20_000));       // five standard errors
    }

    @Test
    void noticesAStepSoonAndForgetsWhatWasBefore() {
        changes(2_000, 0.3);
        assertTrue(changes(100, 0.6) > 0);
        assertTrue(adwin.count() < 400, () -> "count=" + adwin.count());
        assertEquals(0.6, adwin.mean(), 0.1);
    }

    /** By its bound, 0.02 is seen with some thousand values on either side, and not with a few. */
    @Test
    void noticesASmallStepLater() {
        changes(5_000, 0.4);
        assertEquals(0, changes(20, 0.42));
        assertTrue(changes(3_000, 0.42) > 0);
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        assertFalse(adwin.next(Double.NaN));
        assertEquals(0, adwin.count());
        assertEquals(0, adwin.mean());
    }

    @Test
    void refusesAnImpossibleDelta() {
        assertThrows(IllegalArgumentException.class, () -> new Adwin(0));
        assertThrows(IllegalArgumentException.class, () -> new Adwin(1));
    }
}
