package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.training.sound.Split.Part;

class SplitTest {
    @Test
    void meetsTheShares() {
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        var split = new Split(0.1, 0.2);
        for (int k = 0; k < 10_000; k++) {
            counts.merge(split.of("speaker " + k), 1, Integer::sum);
        }
        // three standard deviations of 10 000 draws
        assertEquals(7_000, counts.get(Part.TRAINING), 138);
        assertEquals(1_000, counts.get(Part.VALIDATION), 90);
        assertEquals(2_000, counts.get(Part.TEST), 120);
    }

    /** SHA-256 of "abc" begins ba7816bf (FIPS 180-2, appendix B.1): 0.7284. */
    @Test
    void goesByTheHashOfTheName() {
        assertEquals(Part.TEST, new Split(0, 0.7285).of("abc"));
        assertEquals(Part.VALIDATION, new Split(0.0002, 0.7283).of("abc"));
        assertEquals(Part.TRAINING, new Split(0.0001, 0.7282).of("abc"));
    }

    @Test
    void aSpeakerStaysOnASideThatGrows() {
        for (int k = 0; k < 1_000; k++) {
            if (new Split(0.1, 0.1).of("speaker " + k) == Part.TEST) {
                assertEquals(Part.TEST, new Split(0.1, 0.2).of("speaker " + k));
            }
        }
    }

    @Test
    void refusesSharesAboveAll() {
        assertEquals("shares must be 0 to 1, together at most 1: validationShare=0.5, testShare=0.6",
            assertThrows(IllegalArgumentException.class, () -> new Split(0.5, 0.6)).getMessage());
    }
}
