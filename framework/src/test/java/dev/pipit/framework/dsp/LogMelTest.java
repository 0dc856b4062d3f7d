package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.LogMel.Settings;

class LogMelTest {
    /**
     * The steps of librosa in double, with a direct sum for the FFT: float leaves 1e-6 of the strongest amplitude in a
     * bin, which on noise is a few times the others; 2e-5 dB for 1e-6, ten times.
     */
    @Test
    void slaneyEqualsItsStepsInDouble() {
        var logMel = new LogMel(Settings.SLANEY.frameLength(512).bands(40));
        float[] x = Noise.gaussian(512, 3);
        double[] power = powerOfHannFrame(x);
        var bank = new MelBank(Settings.SLANEY.bands(40).mel(), 16_000, 512);
        var row = new float[logMel.bands()];
        logMel.apply(x, row);
        for (int band = 0; band < 40; band++) {
            double sum = 0;
            for (int bin = 0; bin <= 256; bin++) {
                sum += power[bin] * bank.weightOf(band, bin);
            }
            assertEquals(10 * Math.log10(sum), row[band], 2e-4, "band " + band);
        }
    }

    private static double[] powerOfHannFrame(float[] x) {
        var power = new double[x.length / 2 + 1];
        for (int k = 0; k < power.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < x.length; n++) {
                double tapered = x[n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / x.length));
                re += tapered * Math.cos(2 * Math.PI * k * n / x.length);
                im += tapered * Math.sin(2 * Math.PI * k * n / x.length);
            }
            power[k] = re * re + im * im;
        }
        return power;
    }

    /** A tenth of the amplitude is 20 dB less in each band, above the floor. */
    @Test
    void aTenthOfTheAmplitudeIsTwentyDecibelsLess() {
        var logMel = new LogMel(Settings.SLANEY);
        float[] x = Noise.gaussian(1_024, 5);
        var loud = new float[logMel.bands()];
        logMel.apply(x, loud);
        for (int n = 0; n < x.length; n++) {
            x[n] *= 0.1f;
        }
        var soft = new float[logMel.bands()];
        logMel.apply(x, soft);
        for (int band = 0; band < loud.length; band++) {
            assertEquals(20, loud[band] - soft[band], 1e-3);   // float rounds 40 dB to 4e-6, and each bin by 1e-6
        }
    }

    @Test
    void silenceIsTheFloor() {
        var row = new float[23];
        new LogMel(Settings.HTK).apply(new float[400], row);
        assertArrayEquals(new float[23], row);
        var kaldi = new LogMel(Settings.KALDI);
        kaldi.apply(new float[400], row);
        assertEquals(-23 * Math.log(2), row[11], 1e-6);   // ln(2⁻²³), rounded to float
        assertEquals(-23 * Math.log(2), kaldi.logEnergy(), 1e-6);
    }

    @Test
    void takesTheFrameWhereItIsTold() {
        var logMel = new LogMel(Settings.KALDI);
        float[] x = Noise.gaussian(1_000, 6);
        var there = new float[23];
        var here = new float[23];
        logMel.apply(x, 300, there);
        logMel.apply(Arrays.copyOfRange(x, 300, 700), here);
        assertArrayEquals(here, there);
        assertEquals(400, logMel.frameLength());
    }

    /** A sine of 1000 Hz is loudest in the band whose top is nearest, at whatever rate. */
    @Test
    void followsTheSampleRate() {
        for (double rateHz : new double[] {8_000, 16_000}) {
            var logMel = new LogMel(Settings.HTK.rateHz(rateHz).between(0, 4_000));
            var row = new float[23];
            logMel.apply(Noise.sine(0.5, 1_000, rateHz, 400), row);
            int loudest = 0;
            for (int band = 0; band < 23; band++) {
                loudest = row[band] > row[loudest] ? band : loudest;
            }
            // mel(1000) / mel(4000) × 24 = 1000 / 2146 × 24 = 11.2: the eleventh top
            assertEquals(10, loudest);
        }
    }

    @Test
    void settingsChangeOneByOne() {
        var spectrum = Spectrum.Settings.of(100);
        var mel = Settings.KALDI.mel();
        var log = LogScale.decibel(1);
        assertEquals(new Settings(8_000, spectrum.preEmphasis(0.5f), mel.bands(7).between(50, 3_000), log),
            Settings.SLANEY.rateHz(8_000).spectrum(spectrum).preEmphasis(0.5f).mel(mel).bands(7).between(50, 3_000)
                .log(log));
    }

    @Test
    void refusesNoRate() {
        var e = assertThrows(IllegalArgumentException.class, () -> Settings.HTK.rateHz(0));
        assertEquals("rateHz must be above 0: rateHz=0.0", e.getMessage());
    }
}
