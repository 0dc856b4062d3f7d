package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedFftTest {
    /** Each of five rounds rounds to half a unit a few times, of which the next leaves a quarter. */
    private static final double ERROR = 4;
    /**
     * Four divisions by 4 that multiply with 8191 / 32768 lose 1/8192 each, the one by 2 loses 1/16384, and four roots of
     * 32767 / 32768 lose 1/32768 each: 0.07 % together.
     */
    private static final double LOSS = 0.0008;
    /** 32767 / √2: nothing wraps. */
    private static final int LARGEST = 23_169;

    private final FixedFft fft = new FixedFft();
    private final short[] re = new short[257];
    private final short[] im = new short[257];

    @Test
    void isTheDirectSumDividedBy512() {
        Random random = new Random(11);
        for (int run = 0; run < 20; run++) {
            short[] x = new short[512];
            for (int n = 0; n < 512; n++) {
                x[n] = (short) (run < 10 ? random.nextInt(-LARGEST, LARGEST + 1)
                    : LARGEST * Math.cos(2 * Math.PI * n * (run - 10) * 25.6 / 512));
            }
            assertDirectSum(x);
        }
    }

    @Test
    void keepsItsBoundAtTheExtremes() {
        short[] x = new short[512];
        assertDirectSum(x);
        Arrays.fill(x, (short) LARGEST);
        assertDirectSum(x);
        for (int n = 0; n < 512; n++) {
            x[n] = (short) ((n & 1) == 0 ? LARGEST : -LARGEST);
        }
        assertDirectSum(x);
    }

    @Test
    void shiftsToTheLeftAndFillsUpWithZeros() {
        short[] x = new short[480];
        x[0] = 100;
        fft.apply(x, 480, 6, re, im);                   // one sample of 6400: 6400 / 512 in every bin
        for (int k = 0; k < 257; k++) {
            assertEquals(12.5, re[k], ERROR);
            assertEquals(0, im[k], ERROR);
        }
        x[300] = 100;
        fft.apply(x, 300, 6, re, im);                   // sample 300 is not looked at
        assertEquals(12.5, re[0], ERROR);
    }

    @Test
    void takesAnOddNumberOfSamples() {
        short[] x = new short[481];
        x[480] = 12_800;
        fft.apply(x, 481, 0, re, im);
        assertEquals(25, re[0], ERROR);
        assertEquals(25, re[256], ERROR);
    }

    /** The same bound: shorter transforms round less often, and longer ones divide more often. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, 128, 256, 1024, 2048})
    void takesOtherPowersOfTwo(int size) {
        Random random = new Random(size);
        short[] x = new short[size];
        for (int n = 0; n < size; n++) {
            x[n] = (short) random.nextInt(-LARGEST, LARGEST + 1);
        }
        short[] outRe = new short[size / 2 + 1];
        short[] outIm = new short[size / 2 + 1];
        new FixedFft(size).apply(x, size, 0, outRe, outIm);
        for (int k = 0; k <= size / 2; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < size; n++) {
                double phase = 2 * Math.PI * (k * n % size) / size;
                sumRe += x[n] * Math.cos(phase) / size;
                sumIm -= x[n] * Math.sin(phase) / size;
            }
            double bound = ERROR + LOSS * LARGEST;
            assertEquals(sumRe, outRe[k], bound, "re " + k);
            assertEquals(sumIm, outIm[k], bound, "im " + k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 1 << 16})
    void refusesOtherSizes(int size) {
        var e = assertThrows(IllegalArgumentException.class, () -> new FixedFft(size));
        assertEquals("size must be a power of two from 8 to 32768: size=" + size, e.getMessage());
    }

    private void assertDirectSum(short[] x) {
        fft.apply(x, 512, 0, re, im);
        double[] sums = new double[2 * 257];
        double largest = 0;
        for (int k = 0; k <= 256; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < 512; n++) {
                double phase = 2 * Math.PI * (k * n % 512) / 512;
                sumRe += x[n] * Math.cos(phase);
                sumIm -= x[n] * Math.sin(phase);
            }
            sums[2 * k] = sumRe / 512;
            sums[2 * k + 1] = sumIm / 512;
            largest = Math.max(largest, Math.hypot(sumRe, sumIm) / 512);
        }
        for (int k = 0; k <= 256; k++) {
            assertEquals(sums[2 * k], re[k], ERROR + LOSS * largest, "re " + k);
            assertEquals(sums[2 * k + 1], im[k], ERROR + LOSS * largest, "im " + k);
        }
    }
}
