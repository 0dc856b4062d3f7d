package dev.pipit.pipelines.wakeword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.RandomNet;

/**
 * A word is three steady tones one after the other, amid rows of noise; other speech is rows of noise. The backbone is random:
 * what it says depends on what it hears.
 */
class PersonalTest {
    private static final int ROWS = 240;
    private static final int FROM = 120;
    private static final int TONE = 16;
    private static final TensorFormat FEATURES = new TensorFormat(List.of(1, 40), new SignalFormat(16_000, 1, Unit.FULL_SCALE),
        480, 160, MicroFeatures.standard());

    private Model backbone;
    private Word word;
    private Word spoken;

    @BeforeEach
    void loads() throws IOException {
        var net = new RandomNet(new Random(3), TensorType.INT8);
        int input = net.tensor(1, 4, 40, 1);
        backbone = net.model(input, net.conv(input, new RandomNet.Filter(4, 8, 1, 8, 1, Padding.VALID), 6));
        word = Word.shipped("computer");
        spoken = Word.spoken("tones", backbone);
    }

    /** Which tones come: {@code first}, and each after it seven bands higher. */
    private static byte[] tones(int first, long seed, int noise) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] features = new byte[ROWS * 40];
        for (int row = 0; row < ROWS; row++) {
            int third = (row - FROM) / TONE;
            boolean tone = row >= FROM && third < 3;
            for (int band = 0; band < 40; band++) {
                boolean loud = tone && (band + 40 - first - 7 * third) % 20 < 4;
                features[row * 40 + band] = (byte) Math.max(-128, Math.min(127, (loud ? 80 : -100) + random.nextInt(-noise, noise)));
            }
        }
        return features;
    }

    private static byte[] noise(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] features = new byte[rows * 40];
        for (int row = 0; row < rows; row++) {
            int loud = random.nextInt(40);
            for (int band = 0; band < 40; band++) {
                features[row * 40 + band] = (byte) (band / 4 == loud / 4 ? random.nextInt(60, 100) : random.nextInt(-128, -60));
            }
        }
        return features;
    }

    private Enrolment enrolment(Word of, int... firsts) throws IOException {
        Enrolment enrolment = new Enrolment(of, backbone);
        for (int i = 0; i < firsts.length; i++) {
            List<byte[]> copies = new ArrayList<>();
            for (int noise : new int[] {10, 20, 30, 40}) {
                copies.add(tones(firsts[i], 100 * i + noise, noise));
            }
            enrolment.word(copies, FROM / 100.0, (FROM + 3 * TONE) / 100.0);
        }
        enrolment.other(noise(1, 1500), 0.5);
        return enrolment;
    }

    private Personal personal(Word of) throws IOException {
        Enrolment enrolment = enrolment(of, 2, 2, 2, 2, 2);
        return Personal.of(enrolment, enrolment.learn().head().orElseThrow());
    }

    private float greatest(Word of, Optional<PersonalHead> head, byte[] features) throws IOException {
        var rehearsal = new Rehearsal(of, backbone);
        return rehearsal.greatest(rehearsal.trace(features), head, 0);
    }

    @Test
    void learnsANewWordFromExamplesAlone() throws IOException {
        Enrolment.Learned learned = enrolment(spoken, 2, 2, 2, 2, 2).learn();
        assertEquals(20, learned.copies());
        assertEquals(20, learned.heard());
        assertEquals(0, learned.before());
        assertEquals(List.of(), learned.unlike());
        Optional<PersonalHead> head = learned.head();
        float threshold = spoken.manifest().threshold();
        assertTrue(greatest(spoken, head, tones(2, 900, 30)) >= threshold);
        assertTrue(greatest(spoken, head, tones(11, 900, 30)) < threshold, "other tones");
        assertTrue(greatest(spoken, head, noise(7, 1000)) < threshold);
    }

    @Test
    void namesARecordingThatIsNotLikeTheOthers() throws IOException {
        assertEquals(List.of(1), enrolment(spoken, 2, 11, 2, 2, 2).learn().unlike());
    }

    @Test
    void learnsNothingFromRecordingsThatHaveNothingInCommon() throws IOException {
        Enrolment.Learned learned = enrolment(spoken, 2, 5, 8, 11, 14).learn();
        assertTrue(learned.head().isEmpty());
        assertTrue(learned.unlike().size() > 1, learned.unlike().toString());
    }

    @Test
    void addsToTheLogitWithinItsBoundsWhateverIsHeard() throws IOException {
        PersonalHead head = personal(word).head();
        var rehearsal = new Rehearsal(word, backbone);
        for (byte[] features : List.of(tones(2, 5, 20), tones(9, 5, 40), noise(3, 500))) {
            Trace trace = rehearsal.trace(features);
            float[] scores = head.scores(trace);
            for (int k = 0; k < scores.length; k++) {
                float logit = trace.logits()[k];
                assertTrue(scores[k] >= PersonalHead.plain(logit + PersonalHead.LEAST) - 1e-6f);
                assertTrue(scores[k] <= PersonalHead.plain(logit + PersonalHead.MOST) + 1e-6f);
            }
        }
    }

    @Test
    void confirmsWhatSoundsAsItWasEnrolled() throws IOException {
        Optional<PersonalHead> head = Optional.of(personal(word).head());
        byte[] said = tones(2, 900, 30);
        assertTrue(greatest(word, head, said) > greatest(word, Optional.empty(), said));
        byte[] other = noise(8, 500);
        assertTrue(greatest(word, head, other) <= greatest(word, Optional.empty(), other) + 1e-6f);
    }

    /** The network's own score is rounded to 1/256. */
    @Test
    void hearsTheLogitOfTheNetwork() throws IOException {
        var logit = new NetworkLogit(word);
        byte[] features = noise(9, 400);
        for (int at = 0; at + 160 <= features.length; at += 160) {
            logit.input().write(features, at);
            float value = logit.step();
            assertEquals(logit.score(), PersonalHead.plain(value), 1 / 256f);
        }
    }

    /** The features that the block takes are those of the front end, of which 8 bits are made. */
    private static List<Float> live(Word personal, byte[] features) {
        List<Float> scores = new ArrayList<>();
        Sink<Tensor> sink = open(personal, each -> scores.add(each.values()[0]));
        Tensor row = new Tensor(FEATURES);
        for (int at = 0; at < features.length; at += 40) {
            write(row, features, at);
            row.at(at / 40 * 160L, at / 40 * 10_000_000L);
            sink.accept(row);
        }
        return scores;
    }

    private static Sink<Tensor> open(Word personal, Sink<Scores> next) {
        return new PersonalScores(personal, personal.rows()).open(FEATURES, next);
    }

    /** Any number of the front end that becomes this byte. */
    private static void write(Tensor row, byte[] features, int at) {
        for (int band = 0; band < 40; band++) {
            row.values()[band] = INVERSE[features[at + band] + 128];
        }
    }

    private static final int[] INVERSE = inverse();

    private static int[] inverse() {
        int[] inverse = new int[256];
        for (int value = 0; value < 1000; value++) {
            inverse[Int8Features.of(value) + 128] = value;
        }
        return inverse;
    }

    /** What the block computes as it listens is what was computed from the recording, bit for bit. */
    @Test
    void hearsLiveWhatItHeardInRecordings() throws IOException {
        for (Word of : List.of(word, spoken)) {
            Personal personal = personal(of);
            byte[] features = tones(2, 5, 20);
            for (int i = 0; i < features.length; i++) {
                features[i] = Int8Features.of(INVERSE[features[i] + 128]);
            }
            float[] recorded = personal.head().scores(new Rehearsal(of, backbone).trace(features));
            List<Float> live = live(of.personal(personal, ""), features);
            assertEquals(recorded.length, live.size());
            for (int k = 0; k < recorded.length; k++) {
                assertEquals(recorded[k], live.get(k));
            }
        }
    }

    @Test
    void startsAfreshAfterAGap() throws IOException {
        List<Float> scores = new ArrayList<>();
        Sink<Tensor> sink = open(spoken.personal(personal(spoken), ""), each -> scores.add(each.values()[0]));
        byte[] features = tones(2, 5, 20);
        Tensor row = new Tensor(FEATURES);
        for (int r = FROM; r < FROM + 3 * TONE; r++) {
            write(row, features, r * 40);
            row.at(r * 160L + (r < FROM + 2 * TONE ? 0 : 16_000), r * 10_000_000L);
            sink.accept(row);
        }
        assertTrue(scores.stream().allMatch(score -> score == 0), "the word was cut in two");
    }

    @Test
    void allocatesNothingPerHop() throws IOException {
        for (Word of : List.of(word, spoken)) {
            Sink<Tensor> sink = open(of.personal(personal(of), ""), each -> { });
            byte[] features = noise(4, 1000);
            Tensor row = new Tensor(FEATURES);
            long[] at = new long[1];
            assertEquals(0, AllocatedBytes.of(() -> {
                for (int r = 0; r < 1000; r++) {
                    write(row, features, r * 40);
                    row.at(at[0], at[0]);
                    at[0] += 160;
                    sink.accept(row);
                }
            }));
        }
    }

    @Test
    void isTheSameForTheSameRecordingsAndSurvivesItsState() throws IOException {
        for (Word of : List.of(word, spoken)) {
            State once = personal(of).state();
            assertEquals(once, personal(of).state());
            assertEquals(of.isNew() ? Optional.of("tones") : Optional.empty(), Personal.newWord(once));
            Personal heard = Personal.of(once, of, backbone).at("kitchen", 0.7f).heard("kitchen", List.of(episode(of, 2, true)));
            Personal read = Personal.of(heard.state(), of, backbone);
            assertEquals(heard.state(), read.state());
            assertEquals(0.7f, read.threshold("kitchen"));
            assertEquals(read.threshold(""), read.threshold("hall"), "a place without a threshold has that of all");
            assertArrayEquals(heard.heard().get(0).row(), read.heard().get(0).row());
        }
    }

    private Episodes.Episode episode(Word of, int first, boolean detected) throws IOException {
        PersonalHead head = personal(of).head();
        Trace trace = new Rehearsal(of, backbone).trace(tones(first, 77, 30));
        return new Episodes.Episode(detected, 0.5f, 1, head.best(trace, 0, Integer.MAX_VALUE).get(0));
    }

    @Test
    void isReadAgainWhenOneTimeWithoutAPlaceWasHeard() throws IOException {
        Personal read = Personal.of(personal(spoken).heard("", List.of(episode(spoken, 3, false))).state(), spoken, backbone);
        assertEquals(List.of(""), read.heard().stream().map(Personal.Heard::place).toList());
    }

    @Test
    void learnsFromAnAnswerAndTurnsTheThresholdOfThePlace() throws IOException {
        Personal personal = personal(spoken).at("kitchen", 0.8f).heard("kitchen", List.of(episode(spoken, 3, false)));
        Personal.Answered right = personal.answer(1, true);
        assertTrue(right.kept());
        assertEquals(0.78f, right.personal().threshold("kitchen"), 1e-6f);
        float[] row = personal.heard().get(0).row();
        assertTrue(right.personal().head().score(row) > personal.head().score(row));
        assertTrue(right.moved() > 0);
        assertThrows(IllegalArgumentException.class, () -> personal.answer(9, true));
    }

    @Test
    void learnsFromTwoWrongOnesWhatIsNotTheWord() throws IOException {
        Personal personal = personal(spoken).heard("", List.of(episode(spoken, 5, true), episode(spoken, 5, true)));
        float[] row = personal.heard().get(0).row();
        float before = personal.head().score(row);
        Personal one = personal.answer(1, false).personal();
        assertEquals(before, one.head().score(row), "one answer alone turns the threshold only");
        assertEquals(personal.threshold("") + 0.02f, one.threshold(""), 1e-6f);
        assertEquals(0, one.answer(2, false).personal().head().score(row));
    }

    /** Wrong answers about the word itself. */
    @Test
    void isNotTalkedOutOfTheWord() throws IOException {
        Personal personal = personal(spoken).heard("", List.of(episode(spoken, 2, true), episode(spoken, 2, true)));
        Personal.Answered wrong = personal.answer(1, false).personal().answer(2, false);
        assertTrue(wrong.personal().accuracy(wrong.personal().head()) >= personal.accuracy(personal.head()) - 0.01);
    }

    /** One unit vector more among five turns their sum by an angle of at most asin(1 / length of the sum). */
    @Test
    void boundsWhatAPoisonedAnswerCanChange() throws IOException {
        Personal personal = personal(spoken).heard("", List.of(episode(spoken, 14, true)));
        Personal.Answered right = personal.answer(1, true);
        assertTrue(right.moved() <= 1 - Math.cos(Math.asin(1 / 4.0)), "five that are alike are longer than 4: " + right.moved());
    }

    @Test
    void refusesTheStateOfAnotherWordNetworkOrVersion() throws IOException {
        State state = personal(word).state();
        Word other = Word.shipped("happy");
        assertThrows(IllegalArgumentException.class, () -> Personal.of(state, other, backbone));
        assertThrows(IllegalArgumentException.class, () -> Personal.of(state, Word.spoken("computer", backbone), backbone));
        assertThrows(IllegalArgumentException.class, () -> Personal.of(State.of("gesture", 1).build(), word, backbone));
        var older = assertThrows(IllegalArgumentException.class, () -> Personal.of(State.of(Personal.KIND, 1).build(), word,
            backbone));
        assertTrue(older.getMessage().contains("enrol again"), older.getMessage());
        var net = new RandomNet(new Random(4), TensorType.INT8);
        int input = net.tensor(1, 4, 40, 1);
        Model another = net.model(input, net.conv(input, new RandomNet.Filter(4, 8, 1, 8, 1, Padding.VALID), 6));
        assertThrows(IllegalArgumentException.class, () -> Personal.of(state, word, another));
    }

    @Test
    void refusesTooFewRecordingsAndNoOtherSpeech() throws IOException {
        Enrolment two = enrolment(word, 2, 2);
        assertThrows(IllegalArgumentException.class, two::learn);
        assertThrows(IllegalArgumentException.class, () -> new Enrolment(word, backbone).learn());
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
        long second = Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 200; i++) {
            episodes.scored(0.9f, 0.9f, i * 4L * second);
            episodes.scored(0, 0, (i * 4L + 2) * second);
        }
        assertEquals(Episodes.MOST, episodes.take().size());
    }
}
