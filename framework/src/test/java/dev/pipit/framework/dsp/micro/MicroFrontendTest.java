package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import dev.pipit.framework.dsp.micro.MicroFrontendSettings.Bands;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings.Gain;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings.Log;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings.Noise;
import dev.pipit.testing.AllocatedBytes;

class MicroFrontendTest {
    private static final MicroFrontendSettings STANDARD = MicroFrontendSettings.standard();

    @Test
    void hearsNothingInSilence() {
        int[] row = new int[40];
        Arrays.fill(row, -1);
        new MicroFrontend(STANDARD).process(new short[480], 0, row, 0);
        assertArrayEquals(new int[40], row);
    }

    /** Band b peaks at mel(125) + (b + 1) / 41 of the way to mel(7500): 1000 Hz is 12.9 of 41 steps up, so band 12. */
    @Test
    void hearsAToneInTheBandWhereItBelongs() {
        int[] row = new int[40];
        new MicroFrontend(STANDARD).process(tone(1_000, 8_000), 0, row, 0);
        int loudest = 0;
        for (int band = 0; band < 40; band++) {
            loudest = row[band] > row[loudest] ? band : loudest;
        }
        double position = (mel(1_000) - mel(125)) / ((mel(7_500) - mel(125)) / 41);
        assertEquals(Math.round(position) - 1, loudest);
    }

    /**
     * A sine of amplitude a has the magnitude a / 2, and the taper halves it; its energy spreads over three bins as 1/4,
     * 1, 1/4. Without noise reduction and gain control what is left is 64 ln of that, with 6 binary places of the weights
     * and 3 of the correction, less 9 of the FFT.
     */
    @Test
    void measuresTheLevelOfATone() {
        MicroFrontend plain = new MicroFrontend(STANDARD.with(new Noise(10, 0, 0, 0)).with(new Gain(false, 0, 80, 21)));
        int[] row = new int[40];
        plain.process(tone(5_000, 8_000), 0, row, 0);
        int[] quieter = new int[40];
        plain.process(tone(5_000, 4_000), 0, quieter, 0);
        int loudest = Arrays.stream(row).max().orElseThrow();
        // half the amplitude: 64 ln 2 less, rounded twice
        assertEquals(64 * Math.log(2), loudest - Arrays.stream(quieter).max().orElseThrow(), 1.5);
        // magnitude 2000 × 480/512 of full frame, in one band or shared by two: between 1/2 and √1.5 of it
        double whole = 8_000 / 4.0 * 480 / 512 * 64 * 8;
        assertTrue(loudest > 64 * Math.log(whole / 2) && loudest < 64 * Math.log(whole * Math.sqrt(1.5)), "" + loudest);
    }

    @Test
    void hearsTheSameFromFloatsAsFromShorts() {
        short[] samples = noise(20 * 480, 1);
        float[] floats = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            floats[i] = samples[i] / 32768f;
        }
        floats[5] = 1.5f;                               // limited
        samples[5] = Short.MAX_VALUE;
        floats[6] = -7f;
        samples[6] = Short.MIN_VALUE;
        floats[7] = Float.NaN;
        samples[7] = 0;
        floats[8] = 100.4f / 32768f;                    // rounded
        samples[8] = 100;
        MicroFrontend one = new MicroFrontend(STANDARD);
        MicroFrontend two = new MicroFrontend(STANDARD);
        int[] fromShorts = new int[41];
        int[] fromFloats = new int[41];
        for (int f = 0; f < 20; f++) {
            one.process(samples, 480 * f, fromShorts, 1);
            two.process(floats, 480 * f, fromFloats, 1);
            assertArrayEquals(fromShorts, fromFloats);
        }
    }

    @Test
    void remembersTheNoiseUntilItIsReset() {
        short[] samples = noise(480, 2);
        MicroFrontend frontend = new MicroFrontend(STANDARD);
        int[] first = new int[40];
        int[] second = new int[40];
        int[] third = new int[40];
        frontend.process(samples, 0, first, 0);
        frontend.process(samples, 0, second, 0);
        frontend.reset();
        frontend.process(samples, 0, third, 0);
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(first, third);
    }

    /** The best of three rounds: a thread may load a class once, when what it runs is compiled. */
    @Test
    void allocatesNothingPerFrame() {
        MicroFrontend frontend = new MicroFrontend(STANDARD);
        short[] samples = noise(480, 3);
        float[] floats = new float[480];
        int[] row = new int[40];
        byte[] bytes = new byte[40];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = AllocatedBytes.ofThisThread();
            for (int f = 0; f < 10_000; f++) {
                frontend.process(samples, 0, row, 0);
                frontend.process(floats, 0, row, 0);
                Int8Features.convert(row, bytes, 0);
            }
            least = Math.min(least, AllocatedBytes.ofThisThread() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertRefused("rateHz must be above 0: rateHz=0", () -> settings(0, 480));
        assertRefused("frameLength must be 257 to 512 samples: frameLength=256", () -> settings(16_000, 256));
        assertRefused("frameLength must be 257 to 512 samples: frameLength=513", () -> settings(16_000, 513));
        assertRefused("highHz must be below half the sample rate: highHz=7500.0, rateHz=15000",
            () -> settings(15_000, 480));
        assertRefused("count must be at least 1: count=0", () -> new Bands(0, 125, 7_500));
        assertRefused("lowHz must be at least 0: lowHz=-1.0", () -> new Bands(40, -1, 7_500));
        assertRefused("highHz must be above lowHz: highHz=125.0, lowHz=125.0", () -> new Bands(40, 125, 125));
        assertRefused("smoothingBits must be 3 to 16: smoothingBits=2", () -> new Noise(2, 0, 0, 0));
        assertRefused("smoothingBits must be 3 to 16: smoothingBits=17", () -> new Noise(17, 0, 0, 0));
        assertRefused("evenSmoothing must be 0 to 1: evenSmoothing=1.5", () -> new Noise(10, 1.5f, 0, 0));
        assertRefused("oddSmoothing must be 0 to 1: oddSmoothing=-0.5", () -> new Noise(10, 0, -0.5f, 0));
        assertRefused("remaining must be 0 to 1: remaining=NaN", () -> new Noise(10, 0, 0, Float.NaN));
        assertRefused("strength must be 0 to 1: strength=2.0", () -> new Gain(true, 2, 80, 21));
        assertRefused("strength must be 0 to 1: strength=-1.0", () -> new Gain(true, -1, 80, 21));
        assertRefused("offset must be above 0: offset=0.0", () -> new Gain(true, 1, 0, 21));
        assertRefused("offset must be above 0: offset=Infinity", () -> new Gain(true, 1, Float.POSITIVE_INFINITY, 21));
        assertRefused("bits must be 15 to 30: bits=14", () -> new Gain(true, 1, 80, 14));
        assertRefused("bits must be 15 to 30: bits=31", () -> new Gain(true, 1, 80, 31));
        assertRefused("shift must be 0 to 11: shift=-1", () -> new Log(true, -1));
        assertRefused("shift must be 0 to 11: shift=12", () -> new Log(true, 12));
    }

    @Test
    void changesOneSettingAtATime() {
        Bands bands = new Bands(32, 100, 3_000);
        Log log = new Log(false, 0);
        MicroFrontendSettings changed = STANDARD.with(bands).with(log);
        assertEquals(bands, changed.bands());
        assertEquals(log, changed.log());
        assertEquals(STANDARD, changed.with(STANDARD.bands()).with(STANDARD.log()));
        assertEquals(changed, new MicroFrontend(changed).settings());
    }

    private static MicroFrontendSettings settings(int rateHz, int frameLength) {
        return new MicroFrontendSettings(rateHz, frameLength, STANDARD.bands(), STANDARD.noise(), STANDARD.gain(),
            STANDARD.log());
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static short[] tone(double hz, double amplitude) {
        short[] samples = new short[480];
        for (int i = 0; i < 480; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz / 16_000 * i));
        }
        return samples;
    }

    private static short[] noise(int length, int seed) {
        Random random = new Random(seed);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (1_000 * random.nextGaussian());
        }
        return samples;
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }
}
