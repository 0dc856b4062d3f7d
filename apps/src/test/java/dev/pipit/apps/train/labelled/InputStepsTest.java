package dev.pipit.apps.train.labelled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputStepsTest {
    @Test
    void makesColumnsOfDifferentUnitsAlike() {
        InputSteps steps = InputSteps.of(List.of(new float[] {-1, 900}, new float[] {1, 1100}), 2);
        assertEquals(List.of(0f, 1000f), steps.centres());
        assertArrayEquals(new byte[] {-32, 32}, steps.quantize(-1, 1100));
        assertArrayEquals(new byte[] {64, -64}, steps.quantize(2, 800));
    }

    @Test
    void holdsWhatIsTooLarge() {
        InputSteps steps = InputSteps.of(List.of(new float[] {-1, 1}), 1);
        assertArrayEquals(new byte[] {-128, 127}, steps.quantize(-1e9f, 1e9f));
    }

    @Test
    void survivesAColumnThatNeverChanges() {
        InputSteps steps = InputSteps.of(List.of(new float[] {5, 5, 5}), 1);
        assertArrayEquals(new byte[] {0}, steps.quantize(5));
    }
}
