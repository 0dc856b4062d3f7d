package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A model is a number here: its accuracy on the new; on the old it is 1 less half of that. */
class AdaptationTest {
    private final Adaptation<Double> safely = new Adaptation<>(m -> 1 - m / 2, m -> m, 0.01);

    @Test
    void keepsWhatIsBetterAndForgetsLittle() {
        Adaptation.Outcome<Double> outcome = safely.attempt(0.5, m -> 0.51);
        assertTrue(outcome.kept());
        assertEquals(0.51, outcome.model());
        assertEquals(0.005, outcome.forgotten(), 1e-12);
    }

    @Test
    void goesBackWhenTooMuchIsForgottenOrTheNewIsWorse() {
        assertFalse(safely.attempt(0.5, m -> 0.6).kept());
        assertFalse(safely.attempt(0.5, m -> 0.4).kept());
        assertEquals(0.5, safely.attempt(0.5, m -> 0.6).model());
        assertFalse(safely.attempt(0.5, m -> Double.NaN).kept(), "what is no number is not kept");
    }

    @Test
    void adaptsWhenTheMeanHasMovedAndNotBefore() {
        var loop = new Adaptation.Loop<>(0.5, new PageHinkley(0.05, 2, 10), safely, m -> m + 0.01);
        for (int i = 0; i < 100; i++) {
            assertFalse(loop.next(0.1));
        }
        assertEquals(0, loop.attempts());
        int kept = 0;
        for (int i = 0; i < 20; i++) {
            kept += loop.next(0.9) ? 1 : 0;
        }
        assertEquals(1, kept);
        assertEquals(1, loop.kept());
        assertEquals(0.51, loop.model());
    }

    @Test
    void refusesToLoseMoreThanThereIs() {
        assertThrows(IllegalArgumentException.class, () -> new Adaptation<Double>(m -> 1, m -> 1, 2));
        assertThrows(NullPointerException.class, () -> new Adaptation<Double>(null, m -> 1, 0));
    }
}
