package dev.pipit.apps.train.labelled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static final double ROUNDING = 1e-12;

    /** Of 100 speakers, each with 4 of label 0 and 1 of label 1; 25 of them are always taken for 0. */
    private static Confusion speakers() {
        var confusion = new Confusion(2);
        for (int speaker = 0; speaker < 100; speaker++) {
            for (int i = 0; i < 4; i++) {
                confusion.add("speaker " + speaker, 0, 0);
            }
            confusion.add("speaker " + speaker, 1, speaker < 25 ? 0 : 1);
        }
        return confusion;
    }

    @Test
    void countsWhatIsTakenForWhat() {
        assertArrayEquals(new long[][] {{400, 0}, {25, 75}}, speakers().counts());
    }

    @Test
    void tellsTheMeanOfExamplesFromThatOfLabels() {
        assertEquals(0.95, speakers().accuracy(), ROUNDING);
        assertEquals((1 + 0.75) / 2, speakers().labelMean(), ROUNDING);
    }

    /** One error of 5 in 25 of 100 groups: deviation of the mean sqrt(.25 · .75 / 100) / 5 = .0087, so ±.017 for 95 %. */
    @Test
    void hasTheIntervalOfAMeanOverGroups() {
        double[] ends = speakers().interval();
        double tenth = 0.0017;               // of half the interval, some steps of 1/500 that the mean can take
        assertEquals(0.933, ends[0], tenth);
        assertEquals(0.967, ends[1], tenth);
    }

    @Test
    void isWiderWhereErrorsAreThoseOfOneSpeaker() {
        var confusion = new Confusion(2);
        for (int i = 0; i < 100; i++) {
            confusion.add("speaker " + i % 4, 0, i % 4 == 0 ? 1 : 0);
        }
        double[] ends = confusion.interval();
        assertTrue(ends[0] <= 0.25 && ends[1] == 1, ends[0] + " to " + ends[1]);
    }
}
