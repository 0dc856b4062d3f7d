package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Int8FeaturesTest {
    /** 666 values are 256 steps: 0 is −128, 333 is the middle, 666 would be 128 and is limited. */
    @Test
    void spreads666ValuesOverTheBytes() {
        assertEquals(-128, Int8Features.of(0));
        assertEquals(-128, Int8Features.of(1));         // 256 + 333 is less than 666
        assertEquals(-127, Int8Features.of(2));         // 512 + 333 is more
        assertEquals(0, Int8Features.of(333));
        assertEquals(127, Int8Features.of(663));
        assertEquals(127, Int8Features.of(666));
        assertEquals(127, Int8Features.of(65_535));
    }

    @Test
    void convertsARow() {
        byte[] out = new byte[4];
        Int8Features.convert(new int[] {333, 666}, out, 1);
        assertArrayEquals(new byte[] {0, 0, 127, 0}, out);
    }
}
