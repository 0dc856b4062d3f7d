package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatLog1pTest {
    @Test
    void isWithinOneUnitInTheLastPlace() {
        Random random = new Random(5);
        assertEquals(0, FloatLog1p.of(0));
        for (int i = 0; i < 200_000; i++) {
            float x = (float) Math.pow(2, random.nextDouble(-20, 24));
            double right = StrictMath.log1p(x);
            assertEquals(right, FloatLog1p.of(x), Math.ulp((float) right), "ln(1 + " + x + ")");
        }
    }

    /** Values of log1pf of glibc 2.36 that are not the nearest float. */
    @Test
    void hasTheErrorsOfTheLibrary() {
        assertEquals(0x1.3372f4p+1f, FloatLog1p.of(225 * 31.25f / 700));
        assertEquals(0x1.e60c5p-3f, FloatLog1p.of(6 * 31.25f / 700));
        assertEquals(0x1.3afbccp+1f, FloatLog1p.of(7_500f / 700));
    }
}
