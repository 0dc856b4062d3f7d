package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    /** Float rounds to 6e-8, in each of up to 11 stages, at random: the bound of the Javadoc. */
    private static final double ERROR = 2e-7;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048})
    void equalsTheDirectSumOnNoise(int size) {
        float[] x = Noise.gaussian(2 * size, size);
        float[] kept = x.clone();
        var result = new float[2 * size];
        new Fft(size).forward(x, result);
        assertTrue(Noise.error(directSum(x), result) < ERROR, "size=" + size);
        assertArrayEquals(kept, x);
    }

    /** A few bins of the largest size; a whole direct sum would take 4 billion steps. */
    @Test
    void equalsTheDirectSumAtTheLargestSize() {
        int size = 65_536;
        float[] x = Noise.gaussian(2 * size, 1);
        var result = new float[2 * size];
        new Fft(size).forward(x, result);
        var random = new Random(2);
        for (int i = 0; i < 50; i++) {
            int k = random.nextInt(size);
            double[] bin = directBin(x, k);
            // noise of variance 2 per sample: bins of about √(2 size) = 362
            assertEquals(bin[0], result[2 * k], 362 * 10 * ERROR);
            assertEquals(bin[1], result[2 * k + 1], 362 * 10 * ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64, 128, 1024, 65536})
    void theInverseUndoesTheForwardTransform(int size) {
        float[] x = Noise.gaussian(2 * size, 3L * size);
        var spectrum = new float[2 * size];
        var back = new float[2 * size];
        var fft = new Fft(size);
        fft.forward(x, spectrum);
        fft.inverse(spectrum, back);
        var expected = new double[2 * size];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = x[i];
        }
        assertTrue(Noise.error(expected, back) < 2 * ERROR, "size=" + size);
    }

    /** exp(2πi 3n/16) is all in bin 3. */
    @Test
    void putsATurningNumberIntoOneBin() {
        var x = new float[32];
        for (int n = 0; n < 16; n++) {
            x[2 * n] = (float) Math.cos(2 * Math.PI * 3 * n / 16);
            x[2 * n + 1] = (float) Math.sin(2 * Math.PI * 3 * n / 16);
        }
        var result = new float[32];
        var fft = new Fft(16);
        fft.forward(x, result);
        var expected = new float[32];
        expected[6] = 16;
        assertArrayEquals(expected, result, 16 * 4e-7f);   // a few roundings of float
        assertEquals(16, fft.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 3, 12, 131072})
    void refusesSizesThatAreNoPowerOfTwoOrTooLarge(int size) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Fft(size));
        assertEquals("size must be a power of two from 1 to 65536: size=" + size, e.getMessage());
    }

    private static double[] directSum(float[] x) {
        var result = new double[x.length];
        for (int k = 0; k < x.length / 2; k++) {
            double[] bin = directBin(x, k);
            result[2 * k] = bin[0];
            result[2 * k + 1] = bin[1];
        }
        return result;
    }

    private static double[] directBin(float[] x, int k) {
        int size = x.length / 2;
        double re = 0;
        double im = 0;
        for (int n = 0; n < size; n++) {
            double angle = -2 * Math.PI * ((long) k * n % size) / size;
            re += x[2 * n] * Math.cos(angle) - x[2 * n + 1] * Math.sin(angle);
            im += x[2 * n] * Math.sin(angle) + x[2 * n + 1] * Math.cos(angle);
        }
        return new double[] {re, im};
    }
}
