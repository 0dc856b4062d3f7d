package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.RealFft;

/** Slopes are measured between octaves of 65 536 samples; 0.7 dB: chance of some 600 bins, and what the filter may err. */
class NoiseTest {
    private static final int LENGTH = 65_536;
    private static final double ERROR_DB = 0.7;

    @Test
    void whiteIsEqualInEveryHertz() {
        assertSlope(0, Noise::white);
    }

    @Test
    void pinkIsEqualInEveryOctave() {
        assertSlope(-10 * Math.log10(2), Noise::pink);
    }

    @Test
    void brownFallsBySixDecibelsAnOctave() {
        assertSlope(-20 * Math.log10(2), Noise::brown);
    }

    @Test
    void humIsOfMultiplesOfTheMainsAlone() {
        float[] hum = Noise.hum(LENGTH, new SplittableRandom(4));
        double fifty = 0;
        double sixty = 0;
        double all = 0;
        for (int hz = 10; hz <= 1_200; hz += 10) {
            double power = Math.pow(Tone.amplitude(hum, 0, 32_000, hz), 2) / 2;
            all += power;
            fifty += hz % 50 == 0 ? power : 0;
            sixty += hz % 60 == 0 ? power : 0;
        }
        double rms = Loudness.rms(hum, 0, LENGTH);
        assertEquals(1, all / (rms * rms), 0.01);
        assertEquals(1, Math.max(fifty, sixty) / all, 1e-6);
    }

    @Test
    void babbleHasAllVoicesEquallyLoud() {
        float[] low = Tone.sine(40_000, 200, 0.5);
        float[] high = Tone.sine(20_000, 700, 0.01);
        float[] babble = Noise.babble(16_000, List.of(low, high), 40, new SplittableRandom(2));
        assertEquals(-20, Loudness.rmsDbfs(babble), 1e-3);
        assertTrue(Tone.amplitude(babble, 0, 16_000, 200) > 0.005, "both are heard");
        assertTrue(Tone.amplitude(babble, 0, 16_000, 700) > 0.005, "both are heard");
    }

    @Test
    void repeatsForTheSameChanceAndNoOther() {
        assertArrayEquals(Noise.pink(100, new SplittableRandom(1)), Noise.pink(100, new SplittableRandom(1)));
        assertTrue(Noise.pink(100, new SplittableRandom(1))[50] != Noise.pink(100, new SplittableRandom(2))[50]);
    }

    private static void assertSlope(double dbPerOctave, BiFunction<Integer, SplittableRandom, float[]> maker) {
        float[] noise = maker.apply(LENGTH, new SplittableRandom(9));
        assertEquals(-20, Loudness.rmsDbfs(noise), 1e-3);
        var fft = new RealFft(LENGTH);
        var spectrum = new float[2 * fft.bins()];
        fft.forward(noise, spectrum);
        double first = density(spectrum, 150);
        for (int octave = 1; octave <= 4; octave++) {
            double db = 10 * Math.log10(density(spectrum, 150 * (1 << octave)) / first);
            assertEquals(dbPerOctave * octave, db, ERROR_DB, "octave " + octave);
        }
    }

    /** Mean power around a frequency: of the third of an octave on either side, by the logarithm of the frequency. */
    private static double density(float[] spectrum, double hz) {
        double sum = 0;
        double weight = 0;
        int from = (int) (hz * 0.8 * LENGTH / Pcm16.RATE_HZ);
        int to = (int) (hz * 1.25 * LENGTH / Pcm16.RATE_HZ);
        for (int k = from; k < to; k++) {
            sum += (spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]) / k;
            weight += 1.0 / k;
        }
        return sum / weight;
    }
}
