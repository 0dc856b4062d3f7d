package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissRateTest {
    @Test
    void recordingsOfOneSpeakerDoNotMakeAnIntervalNarrow() {
        List<String> few = new ArrayList<>();
        List<String> many = new ArrayList<>();
        List<Boolean> heard = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            few.add("speaker " + i / 25);
            many.add("speaker " + i);
            heard.add(i >= 25);                                  // the first of four speakers is never heard
        }
        MissRate fourSpeakers = MissRate.of(few, heard);
        MissRate hundred = MissRate.of(many, heard);
        assertEquals(0.25, fourSpeakers.rate());
        assertEquals(4, fourSpeakers.speakers());
        assertTrue(fourSpeakers.high() - fourSpeakers.low() > 2 * (hundred.high() - hundred.low()));
        // normal approximation of the binomial: 0.25 ± 1.96 · √(0.25 · 0.75 / 100)
        assertEquals(0.165, hundred.low(), 0.02);
        assertEquals(0.335, hundred.high(), 0.02);
    }

    @Test
    void noMissIsNoProofThatThereIsNone() {
        MissRate none = MissRate.of(List.of("a", "b", "c", "c"), List.of(true, true, true, true));
        assertEquals(0, none.rate());
        assertEquals(0.56, none.high(), 0.01);                   // Wilson, 0 of 3 speakers
    }
}
