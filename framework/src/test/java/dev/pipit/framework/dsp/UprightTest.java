package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UprightTest {
    @Test
    void turnsGravityToZAndKeepsLengths() {
        var random = new Random(1);
        var upright = new Upright();
        for (int i = 0; i < 200; i++) {
            float[] up = vector(random);
            upright.up(up[0], up[1], up[2]);
            float[] turned = new float[3];
            upright.turn(up, 0, turned);
            assertArrayEquals(new float[] {0, 0, (float) length(up)}, turned, 1e-5f, "floats of about 1 to 5");
            float[] other = vector(random);
            upright.turn(other, 0, turned);
            assertEquals(length(other), length(turned), 1e-5);
            assertEquals(turned[2], upright.vertical(other[0], other[1], other[2]), 1e-5);
            assertEquals(Math.hypot(turned[0], turned[1]), upright.horizontal(other[0], other[1], other[2]), 1e-5);
        }
    }

    @Test
    void turnsWhatIsUpsideDownByHalfATurn() {
        var upright = new Upright();
        upright.up(0, 0, -9.8);
        float[] v = {1, 2, 3};
        upright.turn(v, 0, v);
        assertArrayEquals(new float[] {1, -2, -3}, v);
    }

    @Test
    void changesNothingWithoutADirection() {
        var upright = new Upright();
        upright.up(0, 5, 0);
        assertFalse(upright.up(0, 0, 0));
        assertFalse(upright.up(Double.NaN, 0, 1));
        assertEquals(7, upright.vertical(1, 7, 2));
    }

    private static float[] vector(Random random) {
        return new float[] {(float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()};
    }

    private static double length(float[] v) {
        return Math.sqrt((double) v[0] * v[0] + (double) v[1] * v[1] + (double) v[2] * v[2]);
    }
}
