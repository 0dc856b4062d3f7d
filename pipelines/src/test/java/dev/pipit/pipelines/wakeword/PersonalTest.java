package dev.pipit.pipelines.wakeword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.decision.Tuning;

/** The word is a sound that no network was trained on: steady tones; other speech is rows of noise. */
class PersonalTest {
    private static final int STEPS = 60;

    private Word word;
    private Embedding embedding;

    @BeforeEach
    void loads() throws IOException {
        word = Word.shipped("computer");
        embedding = new Embedding(word);
    }

    private byte[] tones(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] features = new byte[STEPS * embedding.stepSize()];
        for (int i = 0; i < features.length; i++) {
            int band = i % 40;
            features[i] = (byte) ((band % 8 == 3 ? 40 : -110) + random.nextInt(15));
        }
        return features;
    }

    private byte[] noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] features = new byte[STEPS * embedding.stepSize()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (byte) random.nextInt(-128, 60);
        }
        return features;
    }

    private Enrolment enrolment() throws IOException {
        Enrolment enrolment = new Enrolment(word);
        for (int i = 0; i < 5; i++) {
            enrolment.word(tones(i), 0);
        }
        for (int i = 0; i < 20; i++) {
            enrolment.other(noise(100 + i));
        }
        return enrolment;
    }

    private float greatest(PersonalHead head, byte[] features) {
        embedding.reset();
        float most = 0;
        for (int at = 0; at < features.length; at += embedding.stepSize()) {
            embedding.step(features, at);
            most = Math.max(most, head.score(embedding.row()));
        }
        return most;
    }

    /** The network's score is rounded to 1/256. */
    @Test
    void saysWhatTheNetworkSaysBeforeItHasLearned() {
        int n = embedding.size();
        float[] spread = new float[n];
        Arrays.fill(spread, 1);
        PersonalHead head = PersonalHead.network(new float[n], spread);
        byte[] features = noise(7);
        for (int at = 0; at < features.length; at += embedding.stepSize()) {
            float score = embedding.step(features, at);
            assertEquals(score, head.score(embedding.row()), 1 / 256f);
        }
    }

    @Test
    void hearsWhatWasEnrolledAndVetoesTheOther() throws IOException {
        int n = embedding.size();
        float[] spread = new float[n];
        Arrays.fill(spread, 1);
        float before = greatest(PersonalHead.network(new float[n], spread), tones(50));
        Personal personal = Personal.of(word, enrolment());
        float after = greatest(personal.head(), tones(50));
        assertTrue(after > before + 0.2, before + " " + after);
        assertTrue(greatest(personal.head(), noise(500)) < after);
    }

    @Test
    void isTheSameForTheSameRecordingsAndSurvivesItsState() throws IOException {
        State once = Personal.of(word, enrolment()).state();
        assertEquals(once, Personal.of(word, enrolment()).state());
        Personal heard = Personal.of(once, word).at("kitchen", 0.7f).heard("kitchen", List.of(episode(true, 2)));
        Personal read = Personal.of(heard.state(), word);
        assertEquals(heard.state(), read.state());
        assertEquals(0.7f, read.threshold("kitchen"));
        assertEquals(read.threshold(""), read.threshold("hall"), "a place without a threshold has that of all");
        assertArrayEquals(heard.heard().get(0).row(), read.heard().get(0).row());
    }

    private Episodes.Episode episode(boolean detected, long seed) {
        byte[] features = tones(seed);
        embedding.reset();
        for (int at = 0; at < features.length / 10; at += embedding.stepSize()) {
            embedding.step(features, at);
        }
        return new Episodes.Episode(detected, 0.5f, 1, embedding.row().clone());
    }

    @Test
    void learnsFromAnAnswerAndTurnsTheThresholdOfThePlace() throws IOException {
        Personal personal = Personal.of(word, enrolment()).at("kitchen", 0.8f)
            .heard("kitchen", List.of(episode(false, 3)));
        Personal.Answered right = personal.answer(1, true);
        assertTrue(right.kept());
        assertEquals(0.78f, right.personal().threshold("kitchen"), 1e-6f);
        float[] row = personal.heard().get(0).row();
        assertTrue(right.personal().head().score(row) >= personal.head().score(row));
        assertThrows(IllegalArgumentException.class, () -> personal.answer(9, true));
    }

    /** A wrong answer about what was enrolled: an example of weight 2 moves the weights by at most √2 · 2 · ‖z‖ / 20. */
    @Test
    void boundsWhatAPoisonedAnswerCanChange() throws IOException {
        Personal personal = Personal.of(word, enrolment()).heard("", List.of(episode(true, 3)));
        Personal.Answered wrong = personal.answer(1, false);
        double longest = Math.sqrt(16.0 * embedding.size() + 1);
        assertTrue(wrong.moved() <= Math.sqrt(2) * 2 * longest / Enrolment.PULL, "moved by " + wrong.moved());
        assertTrue(personal.accuracy(wrong.personal().head()) >= personal.accuracy(personal.head()) - 0.01);
    }

    @Test
    void refusesTheStateOfAnotherWord() throws IOException {
        State state = Personal.of(word, enrolment()).state();
        Word other = Word.shipped("happy");
        assertThrows(IllegalArgumentException.class, () -> Personal.of(state, other));
        assertThrows(IllegalArgumentException.class, () -> Personal.of(State.of("gesture", 1).build(), word));
        assertThrows(IllegalArgumentException.class, () -> new Enrolment(word).learn());
    }

    @Test
    void remembersTheBestRowOfEachTimeThatCameNear() {
        Episodes episodes = new Episodes(new Tuning(0.8f, 1));
        float[] row = new float[1];
        float[] means = {0, 0.5f, 0.7f, 0.5f, 0, 0, 0.9f, 0};
        for (int i = 0; i < means.length; i++) {
            row[0] = i;
            episodes.row(row);
            episodes.scored(means[i], means[i], i * 700_000_000L);
        }
        List<Episodes.Episode> found = episodes.take();
        assertEquals(2, found.size());
        assertFalse(found.get(0).detected());
        assertEquals(2f, found.get(0).row()[0]);
        assertTrue(found.get(1).detected());
        assertEquals(6f, found.get(1).row()[0]);
        assertEquals(List.of(), episodes.take());
    }

    @Test
    void keepsABoundedNumberOfTimes() {
        Episodes episodes = new Episodes(new Tuning(0.8f, 1));
        episodes.row(new float[1]);
        for (int i = 0; i < 200; i++) {
            episodes.scored(0.9f, 0.9f, i * 4_000_000_000L);
            episodes.scored(0, 0, i * 4_000_000_000L + 2_000_000_000L);
        }
        assertEquals(Episodes.MOST, episodes.take().size());
    }
}
