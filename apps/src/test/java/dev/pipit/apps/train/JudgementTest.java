package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.Split;

/** Scores that are made up, over recordings of noise: what is counted of them. */
class JudgementTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    private static Clip clip(String collection, String word) {
        return Clip.of(collection, "voice:ann", word, Noise.pink(16_000, RANDOM));
    }

    private static WordTrials trials() {
        WordMaterial material = new WordMaterial();
        material.add(List.of(clip(Clip.SYNTHESISED, "hey"), clip(Clip.SYNTHESISED, "hey"), clip(Clip.SYNTHESISED, ""),
            clip(Clip.SYNTHESISED, ""), clip(Clip.SYNTHESISED, "like hay"), clip(Clip.SYNTHESISED, "like hat"),
            clip(Clip.SYNTHESISED, "like hay")), new SpeakerSides(List.of()));
        return new WordTrials(material, Split.Part.TRAINING, "hey", 1);
    }

    /** Scores of 0 but for {@code high} from step {@code from} on, so many. */
    private static float[] scores(int from, int count, float high) {
        float[] scores = new float[80];
        Arrays.fill(scores, from, from + count, high);
        return scores;
    }

    private static Judgement judge(List<float[]> words, List<float[]> others, List<float[]> confusable) {
        return Judgement.of(trials(), new WordTrials.Heard(Map.of(WordTrials.CLEAN, words, WordTrials.NOISY, words), others, confusable), 3, 0.6f);
    }

    @Test
    void aWordIsMissedWhereTheMeanStaysBelowTheThreshold() {
        Judgement judgement = judge(List.of(scores(40, 3, 0.7f), scores(40, 2, 0.7f)), List.of(new float[80]), List.of(
            new float[80], new float[80], new float[80]));
        assertEquals(1, judgement.point(WordTrials.CLEAN).misses(), "two steps of 0.7 give a mean of 0.47");
    }

    @Test
    void nothingCountsInTheFirstSecond() {
        Judgement judgement = judge(List.of(new float[80]), List.of(scores(5, 15, 1), scores(30, 5, 1)),
            List.of(new float[80], new float[80], new float[80]));
        assertEquals(1, judgement.point(WordTrials.CLEAN).falseAccepts());
    }

    @Test
    void namesThePhraseThatIsTakenForTheWordFirst() {
        Judgement judgement = judge(List.of(new float[80]), List.of(new float[80]),
            List.of(scores(40, 3, 0.3f), scores(40, 3, 0.5f), scores(40, 3, 0.9f)));
        assertEquals("hay", judgement.confusions().get(0).phrase());
        assertEquals(1, judgement.confusions().get(0).heard());
        assertEquals(2, judgement.confusions().get(0).voices());
        assertEquals("hat", judgement.confusions().get(1).phrase());
        assertEquals(0, judgement.confusions().get(1).heard());
    }

    @Test
    void hoursAreThoseOfTheSpeechCleanAndInNoise() {
        // two clips of a second, at most 0.8 s apart and behind, twice
        assertEquals(2 * 2.9 / 3600, trials().hours(), 2 * 0.9 / 3600);
    }

    @Test
    void asksForRecordingsUntilThereAreMany() {
        Judgement judgement = judge(List.of(scores(40, 9, 1)), List.of(new float[80]), List.of(new float[80], new float[80],
            new float[80]));
        assertTrue(Advice.of(judgement, 0, true, 0.5, true).get(0).startsWith("add 40 recordings of real people"));
        assertTrue(Advice.of(judgement, 15, true, 0.5, true).get(0).startsWith("add 25 more recordings"));
        assertFalse(Advice.of(judgement, 40, true, 0.5, true).toString().contains("--positives"));
    }

    @Test
    void saysWhenTheHoursAreTooFewForTheRate() {
        Judgement judgement = judge(List.of(scores(40, 9, 1)), List.of(new float[80]), List.of(new float[80], new float[80],
            new float[80]));
        assertTrue(Advice.of(judgement, 40, true, 0.5, true).toString().contains("6 hours would"), "3 / 0.5");
    }
}
