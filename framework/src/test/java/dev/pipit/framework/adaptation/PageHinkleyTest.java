package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.adaptation.PageHinkley.Change;

class PageHinkleyTest {
    private final PageHinkley test = new PageHinkley(0.5, 20, 30);
    private final Random random = new Random(4);

    @Test
    void staysQuietWhileTheMeanStays() {
        for (int i = 0; i < 10_000; i++) {
            assertEquals(Change.NONE, test.next(10 + random.nextGaussian()), "value " + i);
        }
    }

    /** By theory: a step of 2 adds up by 1.5 a value, so 20 are reached after some 14, a few more for the mean. */
    @Test
    void noticesAStepSoon() {
        for (int i = 0; i < 1_000; i++) {
            test.next(random.nextGaussian());
        }
        int values = 1;
        while (test.next(2 + random.nextGaussian()) != Change.UP) {
            values++;
        }
        assertTrue(values >= 8 && values <= 25, "after " + values);
    }

    @Test
    void saysWhichWay() {
        for (int i = 0; i < 100; i++) {
            test.next(5);
        }
        Change change = Change.NONE;
        for (int i = 0; i < 20 && change == Change.NONE; i++) {
            change = test.next(2);
        }
        assertEquals(Change.DOWN, change);
    }

    @Test
    void refusesAThresholdOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new PageHinkley(0, 0, 1));
    }
}
