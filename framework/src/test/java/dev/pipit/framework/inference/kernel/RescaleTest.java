package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RescaleTest {
    /** 0.75 = 0.75 × 2⁰, 3 = 0.75 × 2², 0.1 = 0.8 × 2⁻³; 0.8 × 2³¹ = 1717986918.4. */
    @Test
    void writesAMultiplierAsMantissaAndPowerOfTwo() {
        assertEquals(new Rescale(3 << 29, 0, false), Rescale.by(0.75, false));
        assertEquals(new Rescale(3 << 29, 2, false), Rescale.by(3, false));
        assertEquals(new Rescale(1717986918, -3, true), Rescale.by(0.1, true));
    }

    @Test
    void aMantissaThatRoundsUpToOneBecomesAHalf() {
        assertEquals(new Rescale(1 << 30, 1, false), Rescale.by(Math.nextDown(1.0), false));
    }

    @Test
    void whatIsTooSmallToMatterBecomesZero() {
        assertEquals(new Rescale(0, 0, false), Rescale.by(0, false));
        assertEquals(new Rescale(0, 0, false), Rescale.by(Math.pow(2, -33), false));
        assertEquals(new Rescale(1 << 30, -31, false), Rescale.by(Math.pow(2, -32), false));
        assertEquals(new Rescale(0, 0, false), Rescale.by(Double.MIN_VALUE, false));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertFalse(Rescale.fits(-1));
        assertFalse(Rescale.fits(Double.NaN));
        var e = assertThrows(IllegalArgumentException.class, () -> Rescale.by(1 << 30, false));
        assertEquals("multiplier must be at least 0 and at most 2^30 - 1: multiplier=1.073741824E9", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Rescale(1 << 30, 31, false));
        assertThrows(IllegalArgumentException.class, () -> new Rescale(1 << 30, -32, false));
    }

    @Test
    void aChannelIsRescaledAsByItself() {
        var third = Rescale.by(1 / 3.0, false);
        for (boolean once : new boolean[] {false, true}) {
            var channels = new ChannelRescale(List.of(Rescale.by(0.5, once), third), once);
            assertEquals(new Rescale(third.multiplier(), third.shift(), once).apply(-1000), channels.apply(-1000, 1));
            assertEquals(third.applyWide(-1000), channels.applyWide(-1000, 1));
            assertEquals(third.multiplier(), channels.multiplier(1));
            assertEquals(third.shift(), channels.shift(1));
            assertEquals(once, channels.roundsOnce());
        }
    }
}
