package dev.pipit.apps.train.keyword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.sound.Convolution;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Noise;

class SoundAttackTest {
    private final Progress quiet = new Progress(new PrintWriter(Writer.nullWriter()), false);

    @Test
    void theAirDelaysASoundRoundItsSecond() {
        float[] click = new float[KeywordFeatures.SAMPLES];
        click[15_990] = 1;
        float[] heard = new Air(20, new float[] {1, 0.5f}, 0).of(click, new Convolution());
        assertEquals(1, heard[10], 1e-5);                // a transform of floats rounds
        assertEquals(0.5, heard[11], 1e-5);
        assertEquals(0, heard[15_990], 1e-5);
    }

    @Test
    void aSoundIsSilentInATenthWithoutLevels() {
        float[][] levels = new float[AttackSound.TENTHS][AttackSound.BANDS];
        levels[5][3] = 1;
        float[] samples = new AttackSound(levels).samples(AttackSound.bands());
        int tenth = KeywordFeatures.SAMPLES / AttackSound.TENTHS;
        assertEquals(0, Loudness.rms(samples, 0, 4 * tenth));
        assertEquals(0, Loudness.rms(samples, 6 * tenth, samples.length));
        assertTrue(Loudness.rms(samples, 5 * tenth, 6 * tenth) > 0.01);
    }

    /** Pink noise: the label is 1. */
    private static List<SoundAttack.Word> words() {
        List<SoundAttack.Word> words = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            float[] second = Noise.pink(KeywordFeatures.SAMPLES, new SplittableRandom(k));
            Loudness.toRms(second, -20);
            words.add(new SoundAttack.Word(1, second));
        }
        return words;
    }

    /** Says 1 where the second cepstral coefficient, how much darker than bright, is great. */
    private static float[] dark(float... rows) {
        float sum = 0;
        for (int r = 0; r < KeywordFeatures.ROWS; r++) {
            sum += rows[r * KeywordFeatures.COEFFICIENTS + 1];
        }
        float score = (float) (1 / (1 + Math.exp(-sum / KeywordFeatures.ROWS)));
        return new float[] {1 - score, score};
    }

    @Test
    void whatIsFoundMisleadsMoreThanWhatItBeganWith() {
        var attack = new SoundAttack(SoundAttackTest::dark, 0);
        List<SoundAttack.Word> words = words();
        double[] scores = new double[2];
        for (int k = 0; k < 2; k++) {
            AttackSound sound = attack.search(words, k == 0 ? 1 : 40, 3, quiet);
            float[] heard = attack.samples(sound);
            KeywordFeatures features = new KeywordFeatures();
            float[] second = words.get(0).second().clone();
            Loudness.addNoise(second, 0, second.length, heard, 0);
            scores[k] = dark(features.of(second))[1];
        }
        assertTrue(scores[1] < scores[0], scores[0] + " then " + scores[1]);
    }

    @Test
    void theSameSeedFindsTheSameSound() {
        var attack = new SoundAttack(SoundAttackTest::dark, 0);
        float[] once = attack.samples(attack.search(words(), 5, 3, quiet));
        assertArrayEquals(once, attack.samples(attack.search(words(), 5, 3, quiet)));
    }
}
