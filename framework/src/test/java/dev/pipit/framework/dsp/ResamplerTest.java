package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    /** ±0.002 dB of a sine of amplitude 1. */
    private static final double RIPPLE = 2.4e-4;
    /** −80 dB. */
    private static final double STOP = 1e-4;

    private static final String RATES = """
        44100, 16000
        48000, 16000
        8000, 16000
        22050, 16000
        16000, 44100
        11025, 48000
        96000, 8000
        """;

    /** By theory: result n of a sine is that sine at n / outputHz, from 0 to 0.9 of half the lower rate. */
    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void aSineComesOutInTimeAndAsLargeAsItWent(int inputHz, int outputHz) {
        double nyquist = Math.min(inputHz, outputHz) / 2.0;
        for (double part : new double[] {0.01, 0.1, 0.37, 0.6, 0.8, 0.9}) {
            double hz = part * nyquist;
            float[] y = resample(Noise.sine(1, hz, inputHz, inputHz / 10), inputHz, outputHz);
            int edge = edge(inputHz, outputHz);
            for (int n = edge; n < y.length - edge; n++) {
                assertEquals(Math.sin(2 * Math.PI * hz * n / outputHz), y[n], RIPPLE, hz + " Hz, result " + n);
            }
        }
    }

    /** By theory: what is above half the new rate would come out mirrored; it must not come out at all. */
    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void whatTheNewRateCannotHoldIsEightyDecibelsDown(int inputHz, int outputHz) {
        if (inputHz < outputHz) {
            return;
        }
        for (double hz = outputHz / 2.0; hz < inputHz / 2.0; hz += 0.0437 * outputHz) {
            float[] y = resample(Noise.sine(1, hz, inputHz, inputHz / 10), inputHz, outputHz);
            int edge = edge(inputHz, outputHz);
            for (int n = edge; n < y.length - edge; n++) {
                assertEquals(0, y[n], STOP, hz + " Hz, result " + n);
            }
        }
    }

    /** By theory: between the old and the new half rate there is nothing to be heard. A direct DFT listens. */
    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 44100", "11025, 48000"})
    void aHigherRateAddsNoImages(int inputHz, int outputHz) {
        float[] y = resample(Noise.sine(1, 0.3 * inputHz, inputHz, inputHz / 4), inputHz, outputHz);
        int edge = edge(inputHz, outputHz);
        float[] taper = Taper.BLACKMAN_HARRIS.coefficients(y.length - 2 * edge);
        double sum = 0;
        for (float value : taper) {
            sum += value;
        }
        for (double hz = inputHz / 2.0; hz < outputHz / 2.0; hz += inputHz / 200.0) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < taper.length; n++) {
                re += taper[n] * y[edge + n] * Math.cos(2 * Math.PI * hz / outputHz * n);
                im += taper[n] * y[edge + n] * Math.sin(2 * Math.PI * hz / outputHz * n);
            }
            assertTrue(2 * Math.hypot(re, im) / sum < STOP, hz + " Hz");
        }
    }

    /** Results that see the silence before or after the signal. */
    private static int edge(int inputHz, int outputHz) {
        var resampler = new Resampler(inputHz, outputHz);
        return resampler.maxResults(resampler.lookahead());
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void aConstantStaysAsItIs(int inputHz, int outputHz) {
        var x = new float[inputHz / 10];
        Arrays.fill(x, 0.75f);
        float[] y = resample(x, inputHz, outputHz);
        int edge = edge(inputHz, outputHz);
        for (int n = edge; n < y.length - edge; n++) {
            assertEquals(0.75, y[n], 1e-6);   // some roundings of float
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void givesTheSameBitsHoweverTheSignalIsCut(int inputHz, int outputHz) {
        float[] x = Noise.gaussian(10_000, 1);
        float[] whole = resample(x, inputHz, outputHz);
        var resampler = new Resampler(inputHz, outputHz);
        var cut = new float[whole.length];
        var random = new Random(2);
        int to = 0;
        for (int from = 0; from < x.length; ) {
            int count = Math.min(x.length - from, random.nextInt(from % 2 == 0 ? 3 : 2_500));
            int results = resampler.apply(x, from, count, cut, to);
            assertTrue(results <= resampler.maxResults(count));
            from += count;
            to += results;
        }
        to += resampler.flush(cut, to);
        assertEquals(whole.length, to);
        assertArrayEquals(whole, cut);
    }

    /** ceil(s × outputHz / inputHz) results, for signals shorter than the filter too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 441, 1_000, 4_411})
    void everySampleCountsUpToTheLast(int samples) {
        assertEquals((samples * 160 + 440) / 441, resample(new float[samples], 44_100, 16_000).length);
        assertEquals((samples + 2) / 3, resample(new float[samples], 48_000, 16_000).length);
        assertEquals(samples * 2, resample(new float[samples], 8_000, 16_000).length);
    }

    @Test
    void equalRatesCopy() {
        float[] x = Noise.gaussian(100, 3);
        var resampler = new Resampler(16_000, 16_000);
        var y = new float[100];
        assertEquals(60, resampler.apply(x, 0, 60, y, 0));
        assertEquals(40, resampler.apply(x, 60, 40, y, 60));
        assertEquals(0, resampler.flush(y, 100));
        assertArrayEquals(x, y);
        assertEquals(0, resampler.lookahead());
        assertEquals(7, resampler.maxResults(7));
    }

    @Test
    void beginsAgainAfterItsEnd() {
        float[] x = Noise.gaussian(3_000, 4);
        float[] expected = resample(x, 22_050, 16_000);
        var resampler = new Resampler(22_050, 16_000);
        var y = new float[expected.length];
        resampler.apply(Noise.gaussian(777, 5), 0, 777, y, 0);
        resampler.flush(y, 0);
        int results = resampler.apply(x, 0, x.length, y, 0);
        resampler.flush(y, results);
        assertArrayEquals(expected, y);
        resampler.apply(x, 0, 50, y, 0);
        resampler.reset();
        results = resampler.apply(x, 0, x.length, y, 0);
        resampler.flush(y, results);
        assertArrayEquals(expected, y);
    }

    @Test
    void refusesRatesThatCannotBe() {
        var none = assertThrows(IllegalArgumentException.class, () -> new Resampler(0, 16_000));
        assertEquals("rates must be at least 1 Hz: inputHz=0, outputHz=16000", none.getMessage());
        var negative = assertThrows(IllegalArgumentException.class, () -> new Resampler(16_000, -1));
        assertEquals("rates must be at least 1 Hz: inputHz=16000, outputHz=-1", negative.getMessage());
        var odd = assertThrows(IllegalArgumentException.class, () -> new Resampler(44_101, 16_000));
        assertEquals("rates must reduce to a fraction of numbers up to 1024: inputHz=44101, outputHz=16000, "
            + "fraction=16000/44101", odd.getMessage());
    }

    private static float[] resample(float[] x, int inputHz, int outputHz) {
        var resampler = new Resampler(inputHz, outputHz);
        var y = new float[resampler.maxResults(x.length) + 1];
        int results = resampler.apply(x, 0, x.length, y, 0);
        results += resampler.flush(y, results);
        return Arrays.copyOf(y, results);
    }
}
