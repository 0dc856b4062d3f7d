package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The float reference vectors of CMSIS-DSP's own tests, {@code features/cmsis_dsp}, which were made with SciPy. */
class CmsisDspGoldenTest {
    private static final String BIQUAD = "BIQUAD/BIQUADF32/";

    /** Signals with their size and number, as in the names of the files. */
    private static List<String> signals(int firstStep) {
        var names = new ArrayList<String>();
        for (int log2 = 4; log2 <= 12; log2++) {
            names.add("Noisy_" + (1 << log2) + "_" + (log2 - 3));
            names.add("Step_" + (1 << log2) + "_" + (log2 - 4 + firstStep));
        }
        return names;
    }

    @Test
    void realTransformsAreThoseOfCmsis() {
        for (String signal : signals(10)) {
            float[] x = References.cmsisFloats("TransformF32/RealInputSamples_" + signal + "_f32.txt");
            var fft = new RealFft(x.length);
            var spectrum = new float[x.length + 2];
            fft.forward(x, spectrum);
            assertClose(References.cmsisFloats("TransformF32/RealFFTSamples_" + signal + "_f32.txt"), packed(spectrum),
                signal);
            var back = new float[x.length];
            fft.inverse(spectrum, back);
            assertClose(x, back, signal);
        }
    }

    /** CMSIS puts the real part of the last bin into the imaginary part of the first, and one more number behind. */
    private static float[] packed(float[] spectrum) {
        float[] packed = Arrays.copyOf(spectrum, spectrum.length - 1);
        packed[1] = spectrum[spectrum.length - 2];
        packed[packed.length - 1] = 0;
        return packed;
    }

    @Test
    void complexTransformsAreThoseOfCmsis() {
        for (String signal : signals(10)) {
            float[] x = References.cmsisFloats("TransformF32/ComplexInputSamples_" + signal + "_f32.txt");
            var fft = new Fft(x.length / 2);
            var spectrum = new float[x.length];
            fft.forward(x, spectrum);
            assertClose(References.cmsisFloats("TransformF32/ComplexFFTSamples_" + signal + "_f32.txt"), spectrum,
                signal);
            var back = new float[x.length];
            fft.inverse(spectrum, back);
            assertClose(x, back, signal);
        }
    }

    /** Ours and theirs are float: 1e-6 of the largest number, some times the 2e-7 of {@link FftTest}. */
    private static void assertClose(float[] expected, float[] actual, String signal) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, actual, 1e-6f * largest, signal);
    }

    /** Computed in double on both sides, then rounded to float. */
    @ParameterizedTest
    @CsvSource({"HAMMING, RefHamming_3", "HANN, RefHanning_4", "BLACKMAN_HARRIS, RefBlackman_harris_92db_10"})
    void tapersAreThoseOfCmsis(Taper taper, String name) {
        float[] expected = References.cmsisFloats("WindowF32/" + name + "_f32.txt");
        assertArrayEquals(expected, taper.coefficients(expected.length), 6e-8f);
    }

    /** Coefficients of about 20 are rounded to 2e-6; those of CMSIS were made in double from float inputs. */
    @ParameterizedTest
    @CsvSource({"Noise, 256", "Noise, 512", "Noise, 1024", "Sine, 256", "Sine, 512", "Sine, 1024"})
    void coefficientsAreThoseOfCmsis(String signal, int length) {
        float[] x = References.cmsisFloats("MFCCF32/MFCC" + signal + "Input_" + length + "_1_f32.txt");
        var mfcc = new Mfcc(Mfcc.Settings.CMSIS_DSP.logMel(Mfcc.Settings.CMSIS_DSP.logMel().frameLength(length)));
        var row = new float[mfcc.coefficients()];
        mfcc.apply(x, row);
        assertArrayEquals(References.cmsisFloats("MFCCF32/MFCC" + signal + "Ref_" + length + "_1_f32.txt"), row,
            1e-5f);
    }

    /** Output below 1; the reference ran in float, one of its notches has a pole at 0.97. */
    @Test
    void filtersAsCmsisDoes() {
        float[] x = References.cmsisFloats(BIQUAD + "BiquadInput1_f32.txt");
        filter(References.cmsisFloats(BIQUAD + "BiquadCoefs1_f32.txt")).apply(x, 0, x.length);
        assertArrayEquals(References.cmsisFloats(BIQUAD + "BiquadOutput1_f32.txt"), x, 2e-6f);
    }

    /** Nine filters of 3 to 11 sections, outputs up to 6, in float there. */
    @Test
    void filtersWithManySectionsAsCmsisDoes() {
        int[] sizes = References.cmsisShorts(BIQUAD + "AllBiquadConfigs2_s16.txt");
        float[] coefficients = References.cmsisFloats(BIQUAD + "AllBiquadCoefs2_f32.txt");
        float[] x = References.cmsisFloats(BIQUAD + "AllBiquadInputs2_f32.txt");
        int used = 0;
        int from = 0;
        for (int i = 0; i < sizes.length; i += 2) {
            filter(Arrays.copyOfRange(coefficients, used, used + 5 * sizes[i])).apply(x, from, sizes[i + 1]);
            used += 5 * sizes[i];
            from += sizes[i + 1];
        }
        assertEquals(x.length, from);
        assertArrayEquals(References.cmsisFloats(BIQUAD + "AllBiquadRefs2_f32.txt"), x, 1e-5f);
    }

    /** CMSIS adds its feedback, so its a1 and a2 have the other sign. */
    private static Biquad filter(float[] c) {
        var sections = new Biquad.Section[c.length / 5];
        for (int s = 0; s < sections.length; s++) {
            sections[s] = new Biquad.Section(c[5 * s], c[5 * s + 1], c[5 * s + 2], -c[5 * s + 3], -c[5 * s + 4]);
        }
        return new Biquad(sections);
    }
}
