package dev.pipit.framework.training.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Expected values: the definition real = scale × (q − zeroPoint), by hand. */
class ScaleTest {
    @Test
    void coversTheRangeWithAllNumbers() {
        assertEquals(new Scale(6f / 255, -128), Scale.of(0, 6));
        assertEquals(new Scale(1f, 27), Scale.of(-155, 100));
        assertEquals(new Scale(2f / 255, -1), Scale.of(-1, 1));              // −128 + 127.5, rounded away from 0
    }

    @Test
    void containsZeroEvenIfTheRangeDoesNot() {
        assertEquals(new Scale(4f / 255, -128), Scale.of(2, 4));
        assertEquals(new Scale(4f / 255, 127), Scale.of(-4, -2));
    }

    @Test
    void roundsHalvesAwayFromZeroAndHoldsTheEnds() {
        var scale = new Scale(0.5f, 10);
        assertEquals(13, scale.quantize(1.25));
        assertEquals(7, scale.quantize(-1.25));
        assertEquals(127, scale.quantize(1e9));
        assertEquals(-128, scale.quantize(Double.NEGATIVE_INFINITY));
        assertEquals(1.5, scale.real(13));
    }

    @Test
    void anEmptyOrInfiniteRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Scale.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Scale.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Scale.of(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Scale.of(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Scale(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Scale(1, 256));
    }

    @Test
    void reluLeavesWhatIsNotNegativeAndRelu6WhatIsAtMostSix() {
        var scale = new Scale(0.1f, -100);
        assertEquals(-100, Activation.RELU.least(scale));
        assertEquals(127, Activation.RELU.greatest(scale));
        assertEquals(-40, Activation.RELU6.greatest(scale));                 // 6 / 0.1 steps above the zero point
        assertEquals(127, Activation.RELU6.greatest(new Scale(0.02f, 0)));
        assertEquals(-128, Activation.NONE.least(scale));
    }
}
