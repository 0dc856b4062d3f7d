package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class Pcm16Test {
    @Test
    void givesEverySampleOfSixteenBitsBack() {
        var all = new short[65_536];
        for (int n = 0; n < all.length; n++) {
            all[n] = (short) n;
        }
        assertArrayEquals(all, Pcm16.toShorts(Pcm16.toFloats(all)));
    }

    @Test
    void isOneAtFullScale() {
        assertArrayEquals(new float[] {-1, 0.5f}, Pcm16.toFloats(new short[] {Short.MIN_VALUE, 16_384}));
    }

    @Test
    void limitsWhatIsBeyondFullScale() {
        assertArrayEquals(new short[] {32_767, -32_768, 32_767, 0},
            Pcm16.toShorts(new float[] {1, -1.5f, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}
