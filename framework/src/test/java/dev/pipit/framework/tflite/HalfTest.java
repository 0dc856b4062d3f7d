package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HalfTest {
    /** But for those that are no numbers. */
    @Test
    void everyNumberComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float real = Half.real((short) bits);
            if (!Float.isNaN(real)) {
                assertEquals((short) bits, Half.of(real), Float.toString(real));
            }
        }
    }

    /** Of two that are as near, the even one: 1 + 2^-11 lies between 1 and 1 + 2^-10, 1 + 3 · 2^-11 between that and 1 + 2^-9. */
    @Test
    void halvesGoToTheEvenOne() {
        assertEquals(1, Half.real(Half.of(1 + 0x1p-11f)));
        assertEquals(1 + 0x1p-9f, Half.real(Half.of(1 + 3 * 0x1p-11f)));
        assertEquals(2, Half.real(Half.of(Math.nextDown(2f))));
    }

    /** The largest is 65504, and half a step above it begins the infinite. */
    @Test
    void whatIsTooLargeIsInfinite() {
        assertEquals(65504, Half.real(Half.of(65519)));
        assertEquals(Float.POSITIVE_INFINITY, Half.real(Half.of(65520)));
        assertEquals(Float.NEGATIVE_INFINITY, Half.real(Half.of(-1e9f)));
        assertEquals(Float.NEGATIVE_INFINITY, Half.real(Half.of(Float.NEGATIVE_INFINITY)));
        assertEquals(Float.NaN, Half.real(Half.of(Float.NaN)));
    }

    @Test
    void whatIsTooSmallIsZeroWithItsSign() {
        assertEquals(0x1p-24f, Half.real(Half.of(0x1.8p-25f)));
        assertEquals(-0f, Half.real(Half.of(-0x1p-26f)));
    }
}
