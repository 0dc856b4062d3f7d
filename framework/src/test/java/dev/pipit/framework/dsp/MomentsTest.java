package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private final Moments moments = new Moments();

    /** By theory: a sine of amplitude a has rms a/√2, crest factor √2, skewness 0, kurtosis 3/2. */
    @Test
    void knowsASine() {
        float[] x = new float[1_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (5 + 2 * Math.sin(2 * Math.PI * n / 40));
        }
        moments.apply(x, 0, x.length, 1);
        assertEquals(5, moments.mean(), 1e-6);
        assertEquals(2 / Math.sqrt(2), moments.rms(), 1e-6);
        assertEquals(2, moments.peak(), 1e-6);
        assertEquals(Math.sqrt(2), moments.crestFactor(), 1e-6);
        assertEquals(0, moments.skewness(), 1e-6);
        assertEquals(1.5, moments.kurtosis(), 1e-6);
    }

    /** By theory: 3, with a standard error of √(24/n). */
    @Test
    void givesNormalNoiseAKurtosisOfThree() {
        var random = new Random(3);
        float[] x = new float[60_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) random.nextGaussian();
        }
        moments.apply(x, 0, x.length, 1);
        assertEquals(3, moments.kurtosis(), 3 * Math.sqrt(24.0 / x.length));
    }

    /** Exponential distribution: skewness 2. Drawn at its quantiles, so that only the cut tail is missing. */
    @Test
    void seesWhichSideIsLonger() {
        float[] x = new float[60_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) -Math.log((n + 0.5) / x.length);
        }
        moments.apply(x, 0, x.length, 1);
        assertEquals(2, moments.skewness(), 0.02);
    }

    @Test
    void takesOneChannelOfSeveral() {
        float[] x = {1, 100, 3, -100, 1, 100, 3, -100};
        moments.apply(x, 0, 4, 2);
        assertEquals(2, moments.mean());
        assertEquals(1, moments.rms());
    }

    @Test
    void givesNothingButTheMeanForAConstant() {
        float[] x = new float[8];
        Arrays.fill(x, 7);
        moments.apply(x, 0, 8, 1);
        assertEquals(7, moments.mean());
        assertEquals(0, moments.rms());
        assertEquals(0, moments.crestFactor());
        assertEquals(0, moments.skewness());
        assertEquals(0, moments.kurtosis());
    }
}
