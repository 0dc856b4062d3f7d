package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StrokeShapeTest {
    /** By hand: an L of two sides of length 4, at five points, in a box of 2 around 0. */
    @Test
    void takesPointsAtEqualDistancesAndFitsThemIntoABox() {
        float[] shape = new float[10];
        double length = new StrokeShape(5).apply(new float[] {10, 24, 10, 23, 10, 20, 10, 20, 14, 20}, 5, shape);
        assertEquals(8, length, 1e-6);
        assertArrayEquals(new float[] {-1, 1, -1, 0, -1, -1, 0, -1, 1, -1}, shape, 1e-6f);
    }

    @Test
    void doesNotMindPlaceSizeOrSpeed() {
        float[] slow = new float[2 * 200];
        float[] fast = new float[2 * 40];
        for (int i = 0; i < 200; i++) {
            slow[2 * i] = (float) Math.cos(i * Math.PI / 199);
            slow[2 * i + 1] = (float) Math.sin(i * Math.PI / 199);
        }
        for (int i = 0; i < 40; i++) {
            double part = Math.pow(i / 39.0, 2);
            fast[2 * i] = (float) (3 + 5 * Math.cos(part * Math.PI));
            fast[2 * i + 1] = (float) (-7 + 5 * Math.sin(part * Math.PI));
        }
        float[] first = new float[64];
        float[] second = new float[64];
        new StrokeShape(32).apply(slow, 200, first);
        new StrokeShape(32).apply(fast, 40, second);
        assertArrayEquals(first, second, 5e-3f, "chords of 1/20 of the arc lie up to 0.3 % inside it");
    }

    @Test
    void isNothingWithoutAWay() {
        float[] shape = {9, 9, 9, 9};
        assertEquals(0, new StrokeShape(2).apply(new float[] {1, 2, 1, 2}, 2, shape));
        assertArrayEquals(new float[4], shape);
        assertEquals(0, new StrokeShape(2).apply(new float[] {1, 2}, 1, shape));
        assertEquals(0, new StrokeShape(2).apply(new float[] {1, 2, Float.NaN, 2}, 2, shape));
        assertThrows(IllegalArgumentException.class, () -> new StrokeShape(1));
    }
}
