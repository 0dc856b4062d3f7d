package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.sensors.recording.WavWriter;

/** From recordings to what a word is learned from. */
class WordExamplesTest {
    private final Progress silent = new Progress(new PrintWriter(new StringWriter()), false);

    /** A tone of half a second in a second of silence. */
    private static Clip word(double hertz) {
        float[] samples = new float[Pcm16.RATE_HZ];
        for (int i = 4000; i < 12_000; i++) {
            samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * hertz * i / Pcm16.RATE_HZ));
        }
        return Clip.of("tones", "tone " + hertz, "tone", samples);
    }

    private static List<float[]> speech() {
        SplittableRandom random = new SplittableRandom(1);
        float[] speech = new float[6 * Pcm16.RATE_HZ];
        for (int i = 0; i < speech.length; i++) {
            speech[i] = (float) (0.1 * random.nextDouble(-1, 1));
        }
        return List.of(speech);
    }

    private List<WordExample> make() throws Exception {
        List<ExampleMaker.Task> tasks = new ArrayList<>();
        for (ExampleMaker.Kind kind : ExampleMaker.Kind.values()) {
            for (int i = 0; i < 4; i++) {
                boolean word = kind == ExampleMaker.Kind.WORD || kind == ExampleMaker.Kind.SPLICED;
                tasks.add(new ExampleMaker.Task(kind, "pool", word ? 0 : -1, word(300 + 100 * i), 2));
            }
        }
        return new ExampleMaker(speech(), List.of(), 5, false, silent).make("examples", tasks);
    }

    @Test
    void areTheSameFromTheSameSeed() throws Exception {
        List<WordExample> first = make();
        List<WordExample> second = make();
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).end(), second.get(i).end());
            for (int copy = 0; copy < 2; copy++) {
                assertArrayEquals(first.get(i).rows().get(copy).values(), second.get(i).rows().get(copy).values());
            }
        }
    }

    @Test
    void haveOneLengthAndAnEndWhereThereIsAWord() throws Exception {
        for (WordExample example : make()) {
            for (FeatureRows rows : example.rows()) {
                assertEquals(Lessons.ROWS, rows.rows());
            }
            assertEquals(example.word() == 0, example.end() >= 0);
            assertTrue(example.end() < Lessons.ROWS);
        }
    }

    /** A word that is recorded in noise 40 dB below it. */
    private List<WordExample> many() throws Exception {
        float[] samples = word(700).samples();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (0.004 * random.nextDouble(-1, 1));
        }
        Clip clip = Clip.of("tones", "tone", "tone", samples);
        var task = new ExampleMaker.Task(ExampleMaker.Kind.WORD, "pool", 0, clip, 4);
        return new ExampleMaker(speech(), List.of(), 5, false, silent).make("examples", Collections.nCopies(60, task));
    }

    @Test
    void someAreHeardInDigitalSilenceThoughTheyWereRecordedInNoise() throws Exception {
        int silentCopies = 0;
        for (WordExample example : many()) {
            for (FeatureRows rows : example.rows()) {
                // 100 ms just before the word, which is half a second long at most 1.15 times slower
                int from = Math.max(0, (example.end() - 72) * rows.channels());
                byte[] before = Arrays.copyOfRange(rows.values(), from, from + 10 * rows.channels());
                silentCopies += Arrays.equals(before, filled(before.length)) ? 1 : 0;
            }
        }
        // 0.3 of 240 in silence, of which 0.3 have speech before and half a floor of more than the last bit: some 25;
        // other copies have noise or a floor
        assertTrue(silentCopies >= 10 && silentCopies <= 100, "silent copies: " + silentCopies);
    }

    private static byte[] filled(int length) {
        byte[] zeros = new byte[length];
        Arrays.fill(zeros, Byte.MIN_VALUE);
        return zeros;
    }

    @Test
    void whereTheFrontEndBeginsWithAnExampleTheWordMayComeWithinASecond() throws Exception {
        List<WordExample> cold = many().stream().filter(WordExample::cold).toList();
        assertTrue(cold.size() >= 2, "cold: " + cold.size());                          // 0.15 of 60
        assertTrue(cold.stream().anyMatch(example -> example.end() < 200), "the end of a word that begins 1.5 s after it");
        assertTrue(cold.stream().allMatch(example -> example.end() >= 105 && example.lessons().length == 0));
    }

    @Test
    void comeBackFromWhatIsKept() throws Exception {
        List<WordExample> examples = make();
        List<WordExample> back = WordExample.of(WordExample.items(examples));
        assertEquals(examples.size(), back.size());
        for (int i = 0; i < back.size(); i++) {
            assertEquals(examples.get(i).cold(), back.get(i).cold());
            assertEquals(examples.get(i).word(), back.get(i).word());
            assertEquals(examples.get(i).end(), back.get(i).end());
            assertEquals(2, back.get(i).rows().size());
        }
    }

    @Test
    void publicRecordingsComeWithTheirSpeakersAndThoseThatAreNotHereAreLeftOut(@TempDir Path speech) throws Exception {
        Path folder = Files.createDirectories(speech.resolve("picovoice_wakewords/computer"));
        try (var wav = WavWriter.of16Bits(folder.resolve("a.wav"), Pcm16.RATE_HZ, 1)) {
            wav.write(new float[1600], 0, 1600);
        }
        Files.writeString(folder.resolveSibling("index.csv"), """
            file,word,pseudo_speaker_cluster,rate,samples
            computer/a.wav,computer,cluster007,16000,1600
            computer/b.wav,computer,cluster008,16000,1600
            """);
        Recording recording = PublicSpeech.in(speech).get(0);
        assertEquals(1, PublicSpeech.in(speech).size());
        assertEquals("computer", recording.word());
        assertEquals("cluster:cluster007", recording.speaker());
        assertEquals(1600, recording.samples().length);
    }

    @Test
    void collectionsThatAreKeptApartAreOnlyJudgedBy() {
        Material material = new Material(new Split(0.2, 0.2));
        material.add(List.of(new Clip("fsdd_8k", "fsdd_8k:theo", "digit 1", new float[100], Optional.empty())));
        assertEquals(1, material.of(Split.Part.TEST, clip -> true).size());
    }

    /** Row k of the teacher ends with feature row 8 k + 75, counted from its first sample. */
    @Test
    void theTeachersRowsMeetTheStudentsThatHaveHeardAsMuch() {
        for (int k = Lessons.FIRST; k < 40; k++) {
            int newest = Lessons.STRIDE * (Lessons.step(k) + 1) - 1 + Lessons.WARM_UP;
            long lastSampleOfStudent = newest * 160L + 480;
            long lastSampleOfTeacher = k * (long) Teacher.HOP + 12_456;
            assertTrue(Math.abs(lastSampleOfStudent - lastSampleOfTeacher) <= 160, "k=" + k);
        }
    }
}
