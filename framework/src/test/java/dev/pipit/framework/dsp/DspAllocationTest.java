package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.testing.AllocatedBytes;

/**
 * Counts the bytes allocated in rounds of 10 000 calls. When a method becomes hot, the thread that called it loads the
 * classes of its signature, some hundred bytes, once: so the best of three rounds counts.
 */
class DspAllocationTest {
    private enum Mode {
        HTK(Mfcc.Settings.HTK), KALDI(Mfcc.Settings.KALDI), CMSIS_DSP(Mfcc.Settings.CMSIS_DSP),
        ARM_KEYWORD(Mfcc.Settings.ARM_KEYWORD), ARM_SPEECH(Mfcc.Settings.ARM_SPEECH);

        private final Mfcc.Settings settings;

        Mode(Mfcc.Settings settings) {
            this.settings = settings;
        }
    }

    @ParameterizedTest
    @EnumSource
    void coefficientsAllocateNothing(Mode mode) {
        var mfcc = new Mfcc(mode.settings);
        float[] x = Noise.gaussian(mfcc.frameLength(), 1);
        var row = new float[mfcc.coefficients()];
        assertAllocatesNothing(() -> mfcc.apply(x, row));
    }

    @Test
    void bandsAllocateNothing() {
        var logMel = new LogMel(LogMel.Settings.ARM_ANOMALY);
        float[] x = Noise.gaussian(logMel.frameLength(), 1);
        var row = new float[logMel.bands()];
        assertAllocatesNothing(() -> logMel.apply(x, row));
    }

    @Test
    void transformsAllocateNothing() {
        var fft = new RealFft(512);
        float[] x = Noise.gaussian(512, 1);
        var spectrum = new float[514];
        assertAllocatesNothing(() -> {
            fft.forward(x, spectrum);
            fft.inverse(spectrum, x);
        });
        var complex = new Fft(128);
        float[] z = Noise.gaussian(256, 1);
        assertAllocatesNothing(() -> {
            complex.forward(z, spectrum);
            complex.inverse(spectrum, z);
        });
    }

    @Test
    void filtersAllocateNothing() {
        var filter = new Biquad(Biquad.Section.dcBlocker(20, 16_000), Biquad.Section.lowPass(4_000, 0.7, 16_000));
        float[] x = Noise.gaussian(160, 1);
        assertAllocatesNothing(() -> filter.apply(x, 0, x.length));
    }

    @ParameterizedTest
    @CsvSource({"44100, 16000", "8000, 16000", "16000, 16000"})
    void resamplingAllocatesNothing(int inputHz, int outputHz) {
        var resampler = new Resampler(inputHz, outputHz);
        float[] x = Noise.gaussian(40, 1);
        var y = new float[resampler.maxResults(x.length + resampler.lookahead())];
        assertAllocatesNothing(() -> resampler.apply(x, 0, x.length, y, 0));
        assertAllocatesNothing(() -> resampler.flush(y, 0));
    }

    private static void assertAllocatesNothing(Runnable call) {
        for (int i = 0; i < 1_000; i++) {
            call.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = AllocatedBytes.ofThisThread();
            for (int i = 0; i < 10_000; i++) {
                call.run();
            }
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        assertEquals(0, least);
    }
}
