package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 1e-4 dB: samples are floats. */
class LoudnessTest {
    private static final double ERROR_DB = 1e-4;

    @Test
    void aSineOfFullScaleIsThreeDecibelsBelowItsPeak() {
        float[] sine = Tone.sine(16_000, 400, 1);
        assertEquals(0, Loudness.peakDbfs(sine), ERROR_DB);
        assertEquals(10 * Math.log10(0.5), Loudness.rmsDbfs(sine), ERROR_DB);
    }

    @Test
    void silenceHasNoLevelAndGetsNone() {
        var silence = new float[10];
        assertEquals(Double.NEGATIVE_INFINITY, Loudness.rmsDbfs(silence));
        assertEquals(Double.NEGATIVE_INFINITY, Loudness.rmsDbfs(new float[0]));
        Loudness.toPeak(silence, -3);
        Loudness.toRms(silence, -3);
        assertArrayEquals(new float[10], silence);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-60, -30.5, -1})
    void bringsToALevel(double dbfs) {
        float[] x = Tone.sine(1_600, 437, 0.3);
        Loudness.toPeak(x, dbfs);
        assertEquals(dbfs, Loudness.peakDbfs(x), ERROR_DB);
        Loudness.toRms(x, dbfs);
        assertEquals(dbfs, Loudness.rmsDbfs(x), ERROR_DB);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, 0, 10, 25})
    void measuresTheNoiseOverTheSpeechAlone(double snrDb) {
        float[] speech = Tone.burst(16_000, 4_000, 8_000, 400, 0.4);
        // twice as loud where there is no speech: counting that would shift the ratio
        float[] noise = Noise.white(16_000, new SplittableRandom(3));
        for (int n = 8_000; n < noise.length; n++) {
            noise[n] *= 2;
        }
        float[] mixed = speech.clone();
        Loudness.addNoise(mixed, 4_000, 8_000, noise, snrDb);
        float[] added = new float[16_000];
        for (int n = 0; n < added.length; n++) {
            added[n] = mixed[n] - speech[n];
        }
        double ratio = Loudness.rms(speech, 4_000, 8_000) / Loudness.rms(added, 4_000, 8_000);
        assertEquals(snrDb, 20 * Math.log10(ratio), ERROR_DB);
        assertEquals(2, Loudness.rms(added, 8_000, 16_000) / Loudness.rms(added, 0, 8_000), 0.05);   // of 8000 by chance
    }

    @Test
    void addsNothingToSilence() {
        var silence = new float[100];
        Loudness.addNoise(silence, 0, 100, Noise.white(100, new SplittableRandom(3)), 10);
        assertArrayEquals(new float[100], silence);
    }

    @Test
    void refusesNoiseOfAnotherLength() {
        assertEquals("noise must be as long as the samples: noise=99, samples=100", assertThrows(
            IllegalArgumentException.class,
            () -> Loudness.addNoise(new float[100], 0, 100, new float[99], 10)).getMessage());
    }

    @Test
    void clipsBothSides() {
        float[] x = {-0.9f, -0.2f, 0.2f, 0.9f};
        Clip.hard(x, 0.5f);
        assertArrayEquals(new float[] {-0.5f, -0.2f, 0.2f, 0.5f}, x);
    }

    @Test
    void overloadCutsSoMuchOfThePeak() {
        float[] x = Tone.sine(16_000, 400, 0.8);
        Clip.overload(x, 6);
        assertEquals(20 * Math.log10(0.8) - 6, Loudness.peakDbfs(x), ERROR_DB);
    }
}
