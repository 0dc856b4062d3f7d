package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Smoothing 0.025 is 409 of 16384, 0.06 is 983, and 0.05 that remains is 819; worked out by hand. */
class NoiseReductionTest {
    private final NoiseReduction noise = new NoiseReduction(10, 0.025f, 0.06f, 0.05f, 2);

    @Test
    void followsEvenAndOddBandsAtTheirOwnSpeed() {
        int[] bands = {1000, 1000};
        noise.apply(bands);
        assertArrayEquals(new int[] {25_562, 61_437}, noise.estimate());    // 1024000 × 409 / 16384, × 983
        assertArrayEquals(new int[] {975, 940}, bands);                     // (1024000 − estimate) / 1024
        bands[0] = 1000;
        bands[1] = 1000;
        noise.apply(bands);
        assertArrayEquals(new int[] {50_486, 119_188}, noise.estimate());   // + 25562 × 15975 / 16384, …
        assertArrayEquals(new int[] {950, 883}, bands);
    }

    @Test
    void leavesAPartOfWhatIsQuieterThanTheNoise() {
        for (int i = 0; i < 500; i++) {
            noise.apply(new int[] {1000, 1000});
        }
        int[] bands = {100, 100};
        noise.apply(bands);
        assertArrayEquals(new int[] {4, 4}, bands);                         // 100 × 819 / 16384, cut off
    }

    @Test
    void forgetsTheNoise() {
        noise.apply(new int[] {1000, 1000});
        noise.reset();
        assertArrayEquals(new int[] {0, 0}, noise.estimate());
    }
}
