package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.dsp.Biquad.Section;

/**
 * Expected responses: the analogue prototypes at s = iw, w = tan(π f / rate) / tan(π corner / rate), which is what the
 * bilinear transform makes of a frequency. Measured with sines, 1e-5: their samples and results are float.
 */
class BiquadTest {
    private static final double RATE_HZ = 16_000;
    private static final double CORNER_HZ = 1_000;
    private static final double Q = 0.9;
    private static final double ERROR = 1e-5;

    @ParameterizedTest
    @ValueSource(doubles = {100, 500, 1_000, 2_000, 4_000, 7_000})
    void lowPassHasTheResponseOfItsPrototype(double hz) {
        double w = warped(hz);
        assertEquals(1 / denominator(w), response(Section.lowPass(CORNER_HZ, Q, RATE_HZ), hz), ERROR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500, 1_000, 2_000, 4_000, 7_000})
    void highPassHasTheResponseOfItsPrototype(double hz) {
        double w = warped(hz);
        assertEquals(w * w / denominator(w), response(Section.highPass(CORNER_HZ, Q, RATE_HZ), hz), ERROR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500, 1_000, 2_000, 4_000, 7_000})
    void bandPassHasTheResponseOfItsPrototype(double hz) {
        double w = warped(hz);
        assertEquals(w / Q / denominator(w), response(Section.bandPass(CORNER_HZ, Q, RATE_HZ), hz), ERROR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500, 1_000, 2_000, 4_000, 7_000})
    void notchHasTheResponseOfItsPrototype(double hz) {
        double w = warped(hz);
        assertEquals(Math.abs(1 - w * w) / denominator(w), response(Section.notch(CORNER_HZ, Q, RATE_HZ), hz), ERROR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 500, 1_000, 2_000, 4_000, 7_000})
    void dcBlockerHasTheResponseOfItsPrototype(double hz) {
        double w = warped(hz);
        assertEquals(w / Math.hypot(1, w), response(Section.dcBlocker(CORNER_HZ, RATE_HZ), hz), ERROR);
    }

    /** |1 − w² + iw/q|, which the second-order prototypes share. */
    private static double denominator(double w) {
        return Math.hypot(1 - w * w, w / Q);
    }

    private static double warped(double hz) {
        return Math.tan(Math.PI * hz / RATE_HZ) / Math.tan(Math.PI * CORNER_HZ / RATE_HZ);
    }

    private static double response(Section section, double hz) {
        float[] y = Noise.sine(1, hz, RATE_HZ, 3_200);
        new Biquad(section).apply(y, 0, y.length);
        double re = 0;
        double im = 0;
        for (int n = 1_600; n < 3_200; n++) {   // settled by now, and whole periods of every frequency above
            re += y[n] * Math.cos(2 * Math.PI * hz / RATE_HZ * n) / 800;
            im += y[n] * Math.sin(2 * Math.PI * hz / RATE_HZ * n) / 800;
        }
        return Math.hypot(re, im);
    }

    /** The recurrence of the Javadoc by hand: impulse through 2 + 3z⁻¹ + 4z⁻², fed back by −0.5 of the last. */
    @Test
    void followsItsRecurrence() {
        var filter = new Biquad(new Section(2, 3, 4, 0.5, 0));
        float[] y = {1, 0, 0, 0};
        filter.apply(y, 0, 4);
        assertArrayEquals(new float[] {2, 2, 3, -1.5f}, y);
    }

    @Test
    void sectionsStandOneBehindTheOther() {
        var first = Section.lowPass(2_000, Q, RATE_HZ);
        var second = Section.highPass(200, Q, RATE_HZ);
        float[] together = Noise.gaussian(500, 1);
        float[] apart = together.clone();
        new Biquad(first, second).apply(together, 0, 500);
        new Biquad(first).apply(apart, 0, 500);
        new Biquad(second).apply(apart, 0, 500);
        assertArrayEquals(apart, together, 1e-6f);   // apart, float rounds in between
    }

    @Test
    void doesNotDependOnHowTheSignalIsCut() {
        float[] whole = Noise.gaussian(500, 2);
        float[] cut = whole.clone();
        new Biquad(Section.notch(50, 5, RATE_HZ)).apply(whole, 0, 500);
        var filter = new Biquad(Section.notch(50, 5, RATE_HZ));
        filter.apply(cut, 0, 123);
        cut[123] = filter.apply(cut[123]);
        filter.apply(cut, 124, 376);
        assertArrayEquals(whole, cut);
    }

    /** A corner at 1/40000 of the rate, where float feedback would drift away: an offset of 1 falls by e⁻²π a second. */
    @Test
    void staysExactAtVeryLowCorners() {
        var filter = new Biquad(Section.dcBlocker(0.4, RATE_HZ));
        float last = 0;
        for (int n = 0; n <= 16_000; n++) {
            last = filter.apply(1);
        }
        assertEquals(Math.exp(-2 * Math.PI * 0.4), last, 1e-4);   // the first sample is 1/(1+k): k = 8e-5 of it
    }

    @Test
    void forgetsWhatCameBefore() {
        var filter = new Biquad(Section.lowPass(100, Q, RATE_HZ), Section.lowPass(100, Q, RATE_HZ));
        float first = filter.apply(1);
        filter.apply(5);
        filter.reset();
        assertEquals(first, filter.apply(1));
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertRefused("hz must be above 0 and below half the sample rate: hz=8000.0, rateHz=16000.0",
            () -> Section.lowPass(8_000, 1, RATE_HZ));
        assertRefused("hz must be above 0 and below half the sample rate: hz=0.0, rateHz=16000.0",
            () -> Section.dcBlocker(0, RATE_HZ));
        assertRefused("q must be above 0: q=0.0", () -> Section.notch(50, 0, RATE_HZ));
        assertRefused("sections must be at least 1: sections=0", Biquad::new);
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
