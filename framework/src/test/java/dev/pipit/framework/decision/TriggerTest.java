package dev.pipit.framework.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerTest {
    private static final long SECOND = 1_000_000_000;

    private final Tuning tuning = new Tuning(0.5f, 4);
    private final Trigger trigger = new Trigger(tuning, 2 * SECOND);

    /** Mean of 1, 1 and two that have not come is 0.5, which reaches the threshold. */
    @Test
    void firesWhenTheMeanOfTheLastScoresReachesTheThreshold() {
        assertFalse(trigger.next(1, 0));
        assertEquals(0.25f, trigger.score());
        assertTrue(trigger.next(1, 1));
        assertEquals(0.5f, trigger.score());
    }

    @Test
    void forgetsScoresOlderThanThoseAveraged() {
        trigger.next(1, 0);
        for (int i = 0; i < 3; i++) {
            trigger.next(0, 0);
        }
        assertEquals(0.25f, trigger.score());
        trigger.next(0, 0);
        assertEquals(0, trigger.score());
    }

    @Test
    void holdsBackTheNextDetectionForTheRefractoryTime() {
        tuning.averaged(1);
        assertTrue(trigger.next(1, 10 * SECOND));
        assertFalse(trigger.next(1, 12 * SECOND - 1));
        assertTrue(trigger.next(1, 12 * SECOND));
    }

    @Test
    void staysSilentJustBelowTheThreshold() {
        tuning.averaged(1);
        assertFalse(trigger.next(Math.nextDown(0.5f), 0));
    }

    @Test
    void followsATuningThatIsTurnedWhileItRuns() {
        trigger.next(0.75f, 0);
        tuning.averaged(1);
        tuning.threshold(0.9f);
        assertFalse(trigger.next(0.8f, 1));
        tuning.threshold(0.8f);
        assertTrue(trigger.next(0.8f, 2));
    }

    @Test
    void doesNotAverageAcrossARestart() {
        trigger.next(1, 0);
        trigger.restart();
        assertFalse(trigger.next(1, 1));
    }

    /** A slow twin: mean over a list. More scores than fit into the circle, and all averages. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "99", "100"})
    void equalsTheMeanOverAList(int averaged) {
        var mean = new MovingMean(Tuning.MAX_AVERAGED);
        var all = new ArrayList<Float>(Collections.nCopies(averaged, 0f));
        for (int i = 0; i < 250; i++) {
            float score = (i * 37 % 256) / 256f;
            all.add(score);
            mean.add(score);
            double expected = all.subList(all.size() - averaged, all.size()).stream()
                .mapToDouble(Float::doubleValue).sum() / averaged;
            assertEquals((float) expected, mean.of(averaged));
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 1, 'threshold must be from 0 to 1: threshold=-0.1'", "NaN, 1, 'threshold must be from 0 to 1: threshold=NaN'",
        "0.5, 0, 'averaged must be from 1 to 100 scores: averaged=0'", "0.5, 101, 'averaged must be from 1 to 100 scores: averaged=101'"})
    void refusesATuningOutOfRange(float threshold, int averaged, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Tuning(threshold, averaged));
        assertEquals(message, e.getMessage());
    }

    @Test
    void refusesANegativeRefractoryTime() {
        assertThrows(IllegalArgumentException.class, () -> new Trigger(tuning, -1));
    }
}
