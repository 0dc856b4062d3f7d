package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.dsp.Spectrum.Kind;
import dev.pipit.framework.dsp.Spectrum.Settings;

class SpectrumTest {
    private static final Settings BARE = Settings.of(64).taper(Taper.RECTANGULAR);

    /** By theory: a sine of amplitude a with whole periods in n samples has magnitude a n / 2 in its bin. */
    @Test
    void aSineIsHalfItsAmplitudeTimesTheLength() {
        float[] x = Noise.sine(0.5, 1_000, 16_000, 64);
        assertEquals(16 * 16, apply(BARE, x)[4], 1e-3);   // some roundings of float, of 256
        assertEquals(16, apply(BARE.kind(Kind.MAGNITUDE), x)[4], 1e-4);
        assertEquals(0, apply(BARE, x)[5], 1e-8);   // float rounds to 1e-7, squared
    }

    /** A periodic Hann taper halves the line and puts a quarter on either side. */
    @Test
    void aTaperSpreadsALine() {
        float[] x = Noise.sine(1, 1_000, 16_000, 64);
        float[] bins = apply(Settings.of(64).kind(Kind.MAGNITUDE), x);
        assertArrayEquals(new float[] {0, 8, 16, 8, 0},
            new float[] {bins[2], bins[3], bins[4], bins[5], bins[6]}, 1e-5f);   // some roundings of float, of 16
    }

    @Test
    void countsInStepsOf16BitWhereItShould() {
        float[] bins = apply(BARE.fullScale(32_768).kind(Kind.MAGNITUDE), Noise.sine(1, 1_000, 16_000, 64));
        assertEquals(32 * 32_768, bins[4], 1);   // a rounding of float, of a million
    }

    @Test
    void theMeanIsRemovedWhereItShould() {
        var x = new float[64];
        Arrays.fill(x, 0.25f);
        assertEquals(16 * 16, apply(BARE, x)[0]);
        assertEquals(0, apply(BARE.removeMean(true), x)[0]);
    }

    /** An impulse at sample 1 becomes 1 at sample 1 and −a at sample 2: power 1 + a² − 2 a cos(2πk/64). */
    @Test
    void preEmphasisLiftsHighFrequencies() {
        var x = new float[64];
        x[1] = 1;
        float[] bins = apply(BARE.preEmphasis(0.5f), x);
        for (int k = 0; k <= 32; k++) {
            assertEquals(1.25 - Math.cos(2 * Math.PI * k / 64), bins[k], 1e-6);   // some roundings of float, of 2
        }
    }

    /** Sample 0 becomes (1 − a) x[0], here all of the frame: power (1 − a)². */
    @Test
    void preEmphasisTakesTheFirstSampleAsItsOwnPredecessor() {
        float[] bins = apply(Settings.of(1).taper(Taper.RECTANGULAR).preEmphasis(0.75f), new float[] {1});
        assertArrayEquals(new float[] {0.0625f, 0.0625f}, bins);
    }

    /** The energy is that of the frame alone, without mean, before pre-emphasis and taper: 4 × 0.5². */
    @Test
    void saysTheEnergyBeforePreEmphasisAndTaper() {
        var spectrum = new Spectrum(Settings.of(4).removeMean(true).preEmphasis(0.9f));
        float[] x = {9, 1.5f, 0.5f, 1.5f, 0.5f, 9};
        assertEquals(1, spectrum.apply(x, 1, new float[3]));
        assertEquals(3, spectrum.bins());
        assertEquals(4, spectrum.frameLength());
    }

    /** Zeros behind the frame: an impulse has the same power everywhere, in any length. */
    @Test
    void fillsUpWithZeros() {
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1},
            apply(Settings.of(3).fftLength(16).taper(Taper.RECTANGULAR), new float[] {1, 0, 0}));
    }

    @Test
    void anEarlierFrameLeavesNothingBehind() {
        var spectrum = new Spectrum(BARE);
        float[] x = Noise.gaussian(64, 1);
        var bins = new float[33];
        spectrum.apply(Noise.gaussian(64, 2), 0, bins);
        spectrum.apply(x, 0, bins);
        assertArrayEquals(apply(BARE, x), bins);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4", "400, 512", "512, 512", "513, 1024"})
    void takesTheShortestFftThatHoldsTheFrame(int frameLength, int fftLength) {
        assertEquals(fftLength, Settings.of(frameLength).fftLength());
        assertEquals(fftLength, BARE.frameLength(frameLength).fftLength());
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertRefused("frameLength must be from 1 to fftLength: frameLength=0, fftLength=2", () -> Settings.of(0));
        assertRefused("frameLength must be from 1 to fftLength: frameLength=64, fftLength=32",
            () -> BARE.fftLength(32));
        assertRefused("fftLength must be a power of two from 2 to 65536: fftLength=65", () -> BARE.fftLength(65));
        assertRefused("fftLength must be a power of two from 2 to 65536: fftLength=131072",
            () -> BARE.fftLength(131_072));
        assertRefused("fftLength must be a power of two from 2 to 65536: fftLength=1",
            () -> BARE.frameLength(1).fftLength(1));
        assertRefused("fullScale must be above 0: fullScale=0.0", () -> BARE.fullScale(0));
        assertRefused("fullScale must be above 0: fullScale=Infinity", () -> BARE.fullScale(Float.POSITIVE_INFINITY));
        assertRefused("preEmphasis must be from 0 to 1: preEmphasis=1.5", () -> BARE.preEmphasis(1.5f));
        assertRefused("preEmphasis must be from 0 to 1: preEmphasis=NaN", () -> BARE.preEmphasis(Float.NaN));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static float[] apply(Settings settings, float[] x) {
        var spectrum = new Spectrum(settings);
        var bins = new float[spectrum.bins()];
        spectrum.apply(x, 0, bins);
        return bins;
    }
}
