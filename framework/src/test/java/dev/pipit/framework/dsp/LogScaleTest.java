package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogScaleTest {
    @Test
    void naturalLogarithmsEndAtTheFloor() {
        assertEquals(1, LogScale.natural(0.5).of(Math.E), 1e-15);   // rounding of double
        assertEquals(Math.log(0.5), LogScale.natural(0.5).of(0.1));
    }

    @Test
    void decibelsAreThoseOfAPower() {
        assertEquals(20, LogScale.decibel(1e-10).of(100), 1e-13);   // rounding of double
        assertEquals(-100, LogScale.decibel(1e-10).of(0), 1e-13);
    }

    @Test
    void theFloorCanBeAddedInstead() {
        assertEquals(Math.log(3), LogScale.natural(1).adding().of(2));
        assertEquals(0, LogScale.natural(1).adding().of(0));
    }

    @Test
    void aRowEndsAtItsRange() {
        float[] row = {1e6f, 1, 1e-8f, 7};
        LogScale.decibel(1e-10).range(80).apply(row, 3);
        assertArrayEquals(new float[] {60, 0, -20, 7}, row, 1e-5f);   // rounding of float
    }

    @Test
    void aRowWithoutRangeEndsAtTheFloorOnly() {
        float[] row = {1e6f, 0};
        LogScale.decibel(1e-10).apply(row, 2);
        assertArrayEquals(new float[] {60, -100}, row, 1e-5f);
    }

    @Test
    void notANumberStaysNotANumber() {
        float[] row = {Float.NaN};
        LogScale.natural(1).apply(row, 1);
        assertTrue(Float.isNaN(row[0]));
    }

    @Test
    void refusesAFloorOrARangeOfNothing() {
        var floor = assertThrows(IllegalArgumentException.class, () -> LogScale.natural(0));
        assertEquals("floor must be above 0: floor=0.0", floor.getMessage());
        var range = assertThrows(IllegalArgumentException.class, () -> LogScale.natural(1).range(-1));
        assertEquals("range must be above 0: range=-1.0", range.getMessage());
    }
}
