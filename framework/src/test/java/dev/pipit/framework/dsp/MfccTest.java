package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.Mfcc.Settings;

class MfccTest {
    private static final float[] FRAME = Noise.gaussian(400, 7);

    /** The sum of the Javadoc, from the bands of the same frame, with HTK's factors and lifter written out. */
    @Test
    void isTheCosineTransformOfTheBands() {
        var settings = LogMel.Settings.HTK.preEmphasis(0.97f);
        var bands = new float[23];
        new LogMel(settings).apply(FRAME, bands);
        var row = new float[13];
        new Mfcc(Settings.HTK).apply(FRAME, row);
        for (int i = 0; i < 13; i++) {
            double sum = 0;
            for (int n = 0; n < 23; n++) {
                sum += Math.sqrt(2.0 / 23) * bands[n] * Math.cos(Math.PI * i * (n + 0.5) / 23);
            }
            double lifted = sum * (1 + 11 * Math.sin(Math.PI * i / 22));
            assertEquals(lifted, row[(i + 12) % 13], 2e-4);   // float weights: 23 × 20 × 3e-8, times 12
        }
    }

    @Test
    void withoutALifterTheCoefficientsAreBare() {
        float[] bare = apply(Settings.HTK.lifter(0));
        float[] lifted = apply(Settings.HTK);
        // coefficient 11 stands at index 10: 1 + 11 sin(π/2)
        assertEquals(12, lifted[10] / bare[10], 1e-5);   // two roundings of float
        assertEquals(bare[12], lifted[12]);
    }

    @Test
    void theZerothStandsBeforeOrBehindTheOthers() {
        float[] behind = apply(Settings.HTK);
        float[] before = apply(Settings.HTK.zerothLast(false));
        assertEquals(behind[12], before[0]);
        assertArrayEquals(Arrays.copyOf(behind, 12), Arrays.copyOfRange(before, 1, 13));
    }

    /** ln of the sum of the squares in steps of 16 bit. */
    @Test
    void theZerothMayBeTheLogarithmOfTheEnergy() {
        double energy = 0;
        for (float x : FRAME) {
            energy += Math.pow(x * 32_768.0, 2);
        }
        float[] row = apply(Settings.HTK.zeroth(Mfcc.Zeroth.LOG_ENERGY));
        assertEquals(Math.log(energy), row[12], 3e-6);   // rounding of float, of 26
        assertArrayEquals(Arrays.copyOf(apply(Settings.HTK), 12), Arrays.copyOf(row, 12));
    }

    /** √2 between the two: see {@link Dct.Norm}. */
    @Test
    void theNormChangesTheZerothOnly() {
        float[] htk = apply(Settings.HTK);
        float[] orthonormal = apply(Settings.HTK.norm(Dct.Norm.ORTHONORMAL));
        assertEquals(Math.sqrt(2), htk[12] / orthonormal[12], 1e-6);   // roundings of float
        assertArrayEquals(Arrays.copyOf(htk, 12), Arrays.copyOf(orthonormal, 12));
    }

    @Test
    void takesTheFrameWhereItIsTold() {
        var mfcc = new Mfcc(Settings.SLANEY.logMel(LogMel.Settings.SLANEY.frameLength(512)));
        float[] x = Noise.gaussian(1_000, 6);
        var there = new float[mfcc.coefficients()];
        var here = new float[mfcc.coefficients()];
        mfcc.apply(x, 300, there);
        mfcc.apply(Arrays.copyOfRange(x, 300, 812), here);
        assertArrayEquals(here, there);
        assertEquals(512, mfcc.frameLength());
        assertEquals(20, mfcc.coefficients());
    }

    @Test
    void refusesSettingsThatCannotBe() {
        var many = assertThrows(IllegalArgumentException.class, () -> Settings.KALDI.coefficients(24));
        assertEquals("coefficients must be from 1 to bands: coefficients=24, bands=23", many.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> Settings.KALDI.coefficients(0));
        assertEquals("coefficients must be from 1 to bands: coefficients=0, bands=23", none.getMessage());
        var lifter = assertThrows(IllegalArgumentException.class, () -> Settings.KALDI.lifter(-1));
        assertEquals("lifter must be at least 0: lifter=-1.0", lifter.getMessage());
    }

    private static float[] apply(Settings settings) {
        var row = new float[settings.coefficients()];
        new Mfcc(settings).apply(FRAME, row);
        return row;
    }
}
