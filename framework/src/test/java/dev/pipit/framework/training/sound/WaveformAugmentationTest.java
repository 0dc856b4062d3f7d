package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.training.sound.WaveformAugmentation.Example;

/** The word is a tone of 1 kHz in silence, other speech one of 2 kHz. */
class WaveformAugmentationTest {
    private static final int FROM = 6_000;
    private static final int TO = 14_000;
    private static final WordBounds WORD = new WordBounds(FROM, TO);
    private static final Chance ALWAYS_AS_LOUD = new Chance(1, new Range(0, 0));
    private final float[] recording = Tone.burst(32_000, FROM, TO, 1_000, 0.3);
    private final List<float[]> speech = List.of(Tone.sine(160_000, 2_000, 0.01));

    @Test
    void putsTheWordWhereItShallEnd() {
        Example example = apply(WaveformSettings.plain(), 1);
        assertEquals(48_000, example.samples().length);
        assertEquals(38_400, example.wordEnd());                                       // 2.4 s
        WordBounds found = WordBounds.of(example.samples()).orElseThrow();
        assertEquals(38_400 - 8_000, found.from(), 480);
        assertEquals(38_400, found.to(), 480);
    }

    @Test
    void saysWhereTheWordEndsHoweverItWasStretched() {
        WaveformSettings s = WaveformSettings.standard();
        var never = new Chance(0, new Range(1, 1));
        var stretching = new WaveformSettings(s.samples(), s.wordEndSeconds(), s.speed(),
            new Chance(0.5, new Range(0.8, 1.2)), never, never, s.room(), new Range(12, 12), s.tilt(), never, never,
            s.peakDbfs(), new Range(-120, -120));
        double longest = 0;
        double shortest = 1e9;
        for (int seed = 0; seed < 40; seed++) {
            Example example = apply(stretching, seed);
            float[] x = example.samples();
            // what comes before the end is loud, what comes behind is at most the reverberation, 12 dB below
            double before = Loudness.rms(x, example.wordEnd() - 1_200, example.wordEnd() - 480);
            double behind = Loudness.rms(x, example.wordEnd() + 480, example.wordEnd() + 1_200);
            assertTrue(behind < 0.35 * before, () -> "behind the word " + behind / before);
            int length = example.wordEnd() - WordBounds.of(x).orElseThrow().from();
            longest = Math.max(longest, length);
            shortest = Math.min(shortest, length);
        }
        assertTrue(longest > 9_000 && shortest < 7_000, longest + " " + shortest);     // 8000 / 0.87, 8000 / 1.15
    }

    @Test
    void keepsPeaksInTheirRange() {
        for (int seed = 0; seed < 40; seed++) {
            double peak = Loudness.peakDbfs(apply(WaveformSettings.standard(), seed).samples());
            assertTrue(peak > -30.1 && peak < -0.9, () -> "peak " + peak);             // and the floor, 35 dB below
        }
    }

    @Test
    void addsNoiseAtTheRatioOfTheSettings() {
        var noisy = WaveformSettings.plain().with(new Chance(1, new Range(10, 10)));
        List<float[]> noises = List.of(Noise.white(100_000, new SplittableRandom(8)));
        for (int seed = 0; seed < 10; seed++) {
            float[] x = new WaveformAugmentation(noisy, List.of(), noises)
                .apply(recording, WORD, new SplittableRandom(seed)).samples();
            double noise = Loudness.rms(x, 0, 30_000);
            double both = Loudness.rms(x, 31_000, 38_000);
            // 1.2 dB: hum and brown noise, which are drawn too, change over a second
            assertEquals(10, 10 * Math.log10(both * both / (noise * noise) - 1), 1.2, "seed " + seed);
        }
    }

    @Test
    void putsOtherSpeechAroundTheWordAsLoudAsTheSettingsSay() {
        var among = WaveformSettings.plain().among(ALWAYS_AS_LOUD, ALWAYS_AS_LOUD);
        for (int seed = 0; seed < 10; seed++) {
            Example example = new WaveformAugmentation(among, speech, List.of())
                .apply(recording, WORD, new SplittableRandom(seed));
            float[] x = example.samples();
            int end = example.wordEnd();
            double word = Tone.amplitude(x, end - 7_000, end - 1_000, 1_000);
            assertEquals(word, Tone.amplitude(x, 1_000, end - 8_000 - 3_300, 2_000), 0.01 * word);
            assertEquals(word, Tone.amplitude(x, end + 3_300, x.length, 2_000), 0.01 * word);
            assertEquals(0, Tone.amplitude(x, end - 7_000, end - 1_000, 2_000), 0.01 * word, "nothing over the word");
        }
    }

    @Test
    void fadesFromWhatIsAroundTheWordToOtherSpeech() {
        var among = WaveformSettings.plain().among(ALWAYS_AS_LOUD, ALWAYS_AS_LOUD);
        var hum = new float[200_000];
        Arrays.fill(hum, 0.3f);
        var silent = List.of(new float[16_000]);
        for (int seed = 0; seed < 10; seed++) {
            float[] x = new WaveformAugmentation(among, silent, List.of())
                .apply(hum, new WordBounds(90_000, 98_000), new SplittableRandom(seed)).samples();
            for (int n = 1; n < x.length; n++) {
                // 0.5 in 80 samples, and twice the floor of -80 dBFS
                assertEquals(0, x[n] - x[n - 1], 0.5 / 80 + 4e-4, "at " + n);
            }
            assertEquals(0, x[20_000], 2e-4);
            assertEquals(Math.pow(10, -6 / 20.0), x[38_000], 2e-4);
        }
    }

    @Test
    void keepsTheRunningSpeechAroundAWord() {
        float[] running = Tone.sine(200_000, 500, 0.3);
        System.arraycopy(Tone.sine(8_000, 1_000, 0.3), 0, running, 120_000, 8_000);
        float[] x = new WaveformAugmentation(WaveformSettings.plain(), List.of(), List.of())
            .apply(running, new WordBounds(120_000, 128_000), new SplittableRandom(1)).samples();
        assertEquals(0.5, Tone.amplitude(x, 0, 30_400, 500), 0.01, "−6 dBFS");
        assertEquals(0.5, Tone.amplitude(x, 30_400, 38_400, 1_000), 0.01);
        assertEquals(0.5, Tone.amplitude(x, 38_400, 48_000, 500), 0.01);
    }

    @Test
    void takesAnyPartOfALongRecordingAndAllOfAShortOne() {
        var augmentation = new WaveformAugmentation(WaveformSettings.plain(), List.of(), List.of());
        var silenceThenTone = Tone.burst(480_000, 240_000, 480_000, 500, 0.3);
        int loud = 0;
        for (int seed = 0; seed < 100; seed++) {
            float[] x = augmentation.apply(silenceThenTone, new SplittableRandom(seed));
            assertEquals(48_000, x.length);
            loud += Loudness.rms(x, 0, 1_000) > 0.1 ? 1 : 0;
        }
        assertEquals(50, loud, 15);                                                    // three standard deviations
        float[] all = augmentation.apply(recording, new SplittableRandom(1));
        assertEquals(8_000, WordBounds.of(all).orElseThrow().length(), 960);
    }

    @Test
    void makesOfSilenceTheFloorAlone() {
        var augmentation = new WaveformAugmentation(WaveformSettings.plain(), List.of(), List.of());
        assertEquals(-80, Loudness.rmsDbfs(augmentation.apply(new float[100], new SplittableRandom(1))), 0.1);
    }

    @Test
    void inGreatSilenceHalfOfTheExamplesHaveNothingButZerosOf16BitsAroundTheWord() {
        WaveformSettings silent = WaveformSettings.silent().still();
        int zeros = 0;
        for (int seed = 0; seed < 200; seed++) {
            Example example = apply(silent, seed);
            float before = Loudness.peak(Arrays.copyOf(example.samples(), example.wordEnd() - 9_000));
            assertTrue(before < Loudness.amplitude(-75) * Math.sqrt(3) * 1.001, "no noise, no speech, only the floor");
            zeros += before < 0.5 / 32_768 ? 1 : 0;
        }
        // even numbers of an rms of -101.1 dBFS reach half of the last bit: (130 − 101.1) / 55 of 200, ± 3 deviations
        assertEquals(105, zeros, 21);
    }

    @Test
    void repeatsBitForBitAndOnlyForTheSameChance() {
        var augmentation = new WaveformAugmentation(WaveformSettings.standard(), speech, speech);
        for (int seed = 0; seed < 20; seed++) {
            Example first = augmentation.apply(recording, WORD, new SplittableRandom(seed));
            Example again = new WaveformAugmentation(WaveformSettings.standard(), speech, speech)
                .apply(recording, WORD, new SplittableRandom(seed));
            assertArrayEquals(first.samples(), again.samples());
            assertEquals(first.wordEnd(), again.wordEnd());
        }
        assertTrue(apply(WaveformSettings.standard(), 1).wordEnd() != apply(WaveformSettings.standard(), 2).wordEnd());
    }

    @Test
    void leavesTheRecordingAsItIs() {
        apply(WaveformSettings.standard(), 3);
        assertArrayEquals(Tone.burst(32_000, FROM, TO, 1_000, 0.3), recording);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertEquals("wordEndSeconds must be 0.0 to 1.0: from=1.9, to=2.6", assertThrows(IllegalArgumentException.class,
            () -> WaveformSettings.standard().placed(16_000, new Range(1.9, 2.6))).getMessage());
        assertEquals("samples must be at least 1: samples=0", assertThrows(IllegalArgumentException.class,
            () -> WaveformSettings.standard().placed(0, new Range(0, 0))).getMessage());
        assertEquals("from must be at most to: from=2.0, to=1.0", assertThrows(IllegalArgumentException.class,
            () -> new Range(2, 1)).getMessage());
        assertEquals("probability must be 0 to 1: probability=1.1", assertThrows(IllegalArgumentException.class,
            () -> new Chance(1.1, new Range(0, 1))).getMessage());
        assertEquals("word must be inside the recording: word=WordBounds[from=5, to=11], samples=10", assertThrows(
            IllegalArgumentException.class, () -> new WaveformAugmentation(WaveformSettings.plain(), List.of(),
                List.of()).apply(new float[10], new WordBounds(5, 11), new SplittableRandom(1))).getMessage());
        assertEquals("recordings of speech and noise must have at least one sample", assertThrows(
            IllegalArgumentException.class, () -> new WaveformAugmentation(WaveformSettings.plain(), List.of(),
                List.of(new float[0]))).getMessage());
    }

    private Example apply(WaveformSettings settings, long seed) {
        return new WaveformAugmentation(settings, speech, List.of()).apply(recording, WORD, new SplittableRandom(seed));
    }
}
