package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
    private final Convolution convolution = new Convolution();

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300", "300, 1", "255, 2", "256, 2", "1000, 100", "5000, 64", "5000, 65", "20000, 1500",
        "70000, 400"})
    void equalsTheDirectSum(int length, int impulseLength) {
        float[] x = Noise.white(length, new SplittableRandom(1));
        float[] impulse = Noise.white(impulseLength, new SplittableRandom(2));
        float[] y = convolution.apply(x, impulse);
        assertEquals(length + impulseLength - 1, y.length);
        double error = 0;
        double energy = 0;
        double[] expected = sum(x, impulse);
        for (int n = 0; n < y.length; n++) {
            error += (y[n] - expected[n]) * (y[n] - expected[n]);
            energy += expected[n] * expected[n];
        }
        double relative = Math.sqrt(error / energy);
        assertTrue(relative < 1e-6, () -> "error " + relative);
    }

    @Test
    void ofNothingIsNothing() {
        assertEquals(0, convolution.apply(new float[0], new float[5]).length);
    }

    @Test
    void refusesAFilterThatIsTooLong() {
        assertEquals("impulse must have 1 to 32768 samples: impulse=32769", assertThrows(
            IllegalArgumentException.class, () -> convolution.apply(new float[9], new float[32_769])).getMessage());
        assertEquals("impulse must have 1 to 32768 samples: impulse=0", assertThrows(
            IllegalArgumentException.class, () -> convolution.apply(new float[9], new float[0])).getMessage());
    }

    private static double[] sum(float[] x, float[] impulse) {
        var y = new double[x.length + impulse.length - 1];
        for (int n = 0; n < x.length; n++) {
            for (int k = 0; k < impulse.length; k++) {
                y[n + k] += (double) impulse[k] * x[n];
            }
        }
        return y;
    }
}
