package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {
    /** Float rounds to 6e-8, in each of up to 12 stages, at random: the bound of the Javadoc. */
    private static final double ERROR = 3e-7;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096})
    void equalsTheDirectSumOnNoise(int size) {
        float[] x = Noise.gaussian(size, size);
        float[] kept = x.clone();
        var spectrum = new float[size + 2];
        new RealFft(size).forward(x, spectrum);
        assertTrue(Noise.error(directSum(x), spectrum) < ERROR, "size=" + size);
        assertArrayEquals(kept, x);
    }

    /** The samples as the real parts of the complex transform, which {@link FftTest} compares with a direct sum. */
    @ParameterizedTest
    @ValueSource(ints = {8192, 65536})
    void equalsTheComplexTransformAtLargeSizes(int size) {
        float[] x = Noise.gaussian(size, size);
        var spectrum = new float[size + 2];
        new RealFft(size).forward(x, spectrum);
        var complex = new float[2 * size];
        var all = new float[2 * size];
        for (int n = 0; n < size; n++) {
            complex[2 * n] = x[n];
        }
        new Fft(size).forward(complex, all);
        var expected = new double[size + 2];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = all[i];
        }
        assertTrue(Noise.error(expected, spectrum) < 2 * ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 512, 1024, 65536})
    void theInverseUndoesTheForwardTransform(int size) {
        float[] x = Noise.gaussian(size, 5L * size);
        var spectrum = new float[size + 2];
        var back = new float[size];
        var fft = new RealFft(size);
        fft.forward(x, spectrum);
        float[] kept = spectrum.clone();
        fft.inverse(spectrum, back);
        var expected = new double[size];
        for (int n = 0; n < size; n++) {
            expected[n] = x[n];
        }
        assertTrue(Noise.error(expected, back) < 2 * ERROR, "size=" + size);
        assertArrayEquals(kept, spectrum);
    }

    /** By theory: 1.5 is 1.5 × 512 in bin 0; a cosine of amplitude a is a × 256 in its bin. */
    @Test
    void putsAnOffsetAndACosineIntoTheirBins() {
        var x = new float[512];
        for (int n = 0; n < 512; n++) {
            x[n] = (float) (1.5 + 0.25 * Math.cos(2 * Math.PI * 40 * n / 512));
        }
        var spectrum = new float[514];
        var fft = new RealFft(512);
        fft.forward(x, spectrum);
        var expected = new float[514];
        expected[0] = 1.5f * 512;
        expected[80] = 64;
        assertArrayEquals(expected, spectrum, 768 * 1e-6f);   // some roundings of float of the largest number
        assertEquals(512, fft.size());
        assertEquals(257, fft.bins());
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 6, 131072})
    void refusesSizesThatAreNoPowerOfTwoOrTooLarge(int size) {
        var e = assertThrows(IllegalArgumentException.class, () -> new RealFft(size));
        assertEquals("size must be a power of two from 2 to 65536: size=" + size, e.getMessage());
    }

    private static double[] directSum(float[] x) {
        int size = x.length;
        var result = new double[size + 2];
        for (int k = 0; k <= size / 2; k++) {
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * ((long) k * n % size) / size;
                result[2 * k] += x[n] * Math.cos(angle);
                result[2 * k + 1] += x[n] * Math.sin(angle);
            }
        }
        return result;
    }
}
