package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogScaleTest {
    private final LogScale log = new LogScale(MicroFrontendSettings.standard().log(), 3);

    @Test
    void is64TimesTheNaturalLogarithmOfEightTimesTheBand() {
        for (long x = 1; x < 1L << 29; x += 1 + x / 300) {
            int[] band = {(int) x};
            log.apply(band);
            assertEquals(64 * Math.log(8 * x), band[0], 0.75, "x=" + x);
        }
    }

    @Test
    void givesNothingForNothing() {
        int[] bands = {0, 0};
        log.apply(bands);
        assertArrayEquals(new int[] {0, 0}, bands);
    }

    /** 2^11 × ln(2^32) = 45426, yet one bit more would not fit; 70000 does not fit without a logarithm. */
    @Test
    void limitsToSixteenBits() {
        int[] bands = {70_000, 65_534, -1};
        new LogScale(new MicroFrontendSettings.Log(false, 6), 3).apply(bands);
        assertArrayEquals(new int[] {65_535, 65_534, 65_535}, bands);
        int[] loud = {-1 >>> 3};
        new LogScale(new MicroFrontendSettings.Log(true, 11), 3).apply(loud);
        assertEquals(2048 * Math.log(Math.pow(2, 32)), loud[0], 32 * 0.25 + 1);
    }
}
