package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import dev.pipit.framework.dsp.MelBank.Bins;
import dev.pipit.framework.dsp.MelBank.Norm;
import dev.pipit.framework.dsp.MelBank.Settings;
import dev.pipit.framework.dsp.MelBank.Triangle;

class MelBankTest {
    private static final Settings LINEAR =
        new Settings(3, 100, 900, MelScale.SLANEY, Triangle.HZ, Norm.NONE, Bins.COVERED);

    /** Below 1000 Hz Slaney's scale is linear: corners at 100, 300, 500, 700, 900 Hz; bins at 0, 100, 200 … Hz. */
    @Test
    void trianglesReachFromCornerToCorner() {
        var bank = new MelBank(LINEAR, 2_000, 20);
        assertWeights(bank, 0, 0, 0, 0.5f, 1, 0.5f, 0, 0, 0, 0, 0, 0);
        assertWeights(bank, 1, 0, 0, 0, 0, 0.5f, 1, 0.5f, 0, 0, 0, 0);
        assertWeights(bank, 2, 0, 0, 0, 0, 0, 0, 0.5f, 1, 0.5f, 0, 0);
        assertEquals(3, bank.bands());
    }

    @Test
    void sumsTheWeightedBins() {
        var row = new float[3];
        new MelBank(LINEAR, 2_000, 20).apply(new float[] {9, 9, 1, 2, 3, 4, 5, 6, 7, 9, 9}, row);
        assertArrayEquals(new float[] {0.5f + 2 + 1.5f, 1.5f + 4 + 2.5f, 2.5f + 6 + 3.5f}, row);
    }

    /**
     * librosa.filters.mel by its definition, above 1000 Hz too: weight max(0, min((f − l) / (c − l), (r − f) / (r − c)))
     * with corners l, c, r in Hz, times 2 / (r − l). The corners are written out here: mel 0 to mel(8000), where
     * mel(8000) = 15 + 27 ln(8) / ln(6.4).
     */
    @Test
    void slaneyBandsAreThoseOfTheirDefinition() {
        var bank = new MelBank(LogMel.Settings.SLANEY.bands(40).mel(), 16_000, 512);
        double top = 15 + 27 * Math.log(8) / Math.log(6.4);
        for (int band = 0; band < 40; band++) {
            double left = slaneyHz(top * band / 41);
            double centre = slaneyHz(top * (band + 1) / 41);
            double right = slaneyHz(top * (band + 2) / 41);
            for (int bin = 0; bin <= 256; bin++) {
                double hz = bin * 31.25;
                double side = Math.min((hz - left) / (centre - left), (right - hz) / (right - centre));
                assertEquals(Math.max(0, side) * 2 / (right - left), bank.weightOf(band, bin), 1e-9);   // float of 0.01
            }
        }
    }

    private static double slaneyHz(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.pow(6.4, (mel - 15) / 27);
    }

    /** On their scale HTK's triangles overlap to 1 at every bin between the first and the last top. */
    @Test
    void sidesAlongMelAddUpToOne() {
        var bank = new MelBank(LogMel.Settings.KALDI.mel(), 16_000, 512);
        double step = (MelScale.HTK.ofHz(8_000) - MelScale.HTK.ofHz(20)) / 24;
        int low = (int) Math.ceil(MelScale.HTK.toHz(MelScale.HTK.ofHz(20) + step) / 31.25);
        int high = (int) Math.floor(MelScale.HTK.toHz(MelScale.HTK.ofHz(8_000) - step) / 31.25);
        for (int bin = low; bin <= high; bin++) {
            float sum = 0;
            for (int band = 0; band < bank.bands(); band++) {
                sum += bank.weightOf(band, bin);
            }
            assertEquals(1, sum, 1e-6, "bin " + bin);   // two roundings of float
        }
        assertTrue(high - low > 200);
    }

    /** Area 1 means: on flat power p per bin, each band of many bins is near p / (Hz per bin). */
    @Test
    void areaNormMakesWhiteNoiseFlat() {
        var bank = new MelBank(LogMel.Settings.SLANEY.bands(20).mel(), 16_000, 8_192);
        var bins = new float[4_097];
        Arrays.fill(bins, 1);
        var row = new float[20];
        bank.apply(bins, row);
        for (float sum : row) {
            assertEquals(8_192 / 16_000.0, sum, 0.001);   // a sum instead of an integral
        }
    }

    /** HTK with lowHz = 20, bins of 31.25 Hz: round(0.64) = 1, so that bin 1 is left out although the triangle has it. */
    @Test
    void leavesOutTheLowestBinAsHtkDoes() {
        var settings = LogMel.Settings.HTK.between(20, 8_000).mel();
        assertTrue(new MelBank(settings.bins(Bins.COVERED), 16_000, 512).weightOf(0, 1) > 0);
        assertEquals(0, new MelBank(settings, 16_000, 512).weightOf(0, 1));
        assertTrue(new MelBank(settings, 16_000, 512).weightOf(0, 2) > 0);
        // highHz = 7790 Hz is bin 249.28: 249 would be inside the triangle, and is not below round(249.28)
        var narrow = settings.between(20, 7_790);
        assertEquals(0, new MelBank(narrow, 16_000, 512).weightOf(22, 249));
        assertTrue(new MelBank(narrow.bins(Bins.COVERED), 16_000, 512).weightOf(22, 249) > 0);
    }

    @Test
    void aBandBetweenTwoBinsIsZero() {
        var bank = new MelBank(LINEAR.between(110, 190), 2_000, 20);
        var row = new float[] {1, 1, 1};
        bank.apply(Noise.gaussian(11, 1), row);
        assertArrayEquals(new float[3], row);
        assertEquals(0, bank.weightOf(0, 1));
    }

    @Test
    void settingsChangeOneByOne() {
        assertEquals(new Settings(5, 50, 400, MelScale.HTK, Triangle.MEL, Norm.AREA, Bins.INSIDE),
            LINEAR.bands(5).between(50, 400).scale(MelScale.HTK).triangle(Triangle.MEL).norm(Norm.AREA)
                .bins(Bins.INSIDE));
    }

    @Test
    void refusesBandsThatCannotBe() {
        assertRefused("bands must be at least 1: bands=0", () -> LINEAR.bands(0));
        assertRefused("lowHz must be from 0 to below highHz: lowHz=-1.0, highHz=10.0", () -> LINEAR.between(-1, 10));
        assertRefused("lowHz must be from 0 to below highHz: lowHz=10.0, highHz=10.0", () -> LINEAR.between(10, 10));
        assertRefused("highHz must be at most half the sample rate: highHz=900.0, rateHz=1000.0",
            () -> new MelBank(LINEAR, 1_000, 16));
        assertRefused("fftLength must be at least 2: fftLength=1", () -> new MelBank(LINEAR, 2_000, 1));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static void assertWeights(MelBank bank, int band, float... expected) {
        for (int bin = 0; bin < expected.length; bin++) {
            assertEquals(expected[bin], bank.weightOf(band, bin), 1e-7, "bin " + bin);   // one rounding of float
        }
    }
}
