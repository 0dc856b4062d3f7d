package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.Split;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.recording.WavWriter;

/** Recordings are noise: a word is always missed in them, and never heard where it is not. */
class JudgeCommandTest {
    private static final int RATE_HZ = 16_000;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRecordings() throws IOException {
        StringBuilder words = new StringBuilder("file,word,speaker\n");
        StringBuilder speech = new StringBuilder("file,speaker\n");
        for (Split.Part side : List.of(Split.Part.TEST, Split.Part.TRAINING)) {
            for (String word : ShippedWords.WORDS) {
                String file = side + word + ".wav";
                write("speech_commands/" + file, 1);
                words.append(file).append(',').append(word).append(',').append(speaker("speech_commands", side)).append('\n');
            }
            write("librispeech/" + side + ".wav", 4);
            speech.append(side).append(".wav,").append(speaker("librispeech", side)).append('\n');
        }
        Files.writeString(folder.resolve("data/speech/speech_commands/index.csv"), words);
        Files.writeString(folder.resolve("data/speech/librispeech/index.csv"), speech);
    }

    /** Somebody who is on this side. */
    private static String speaker(String collection, Split.Part side) {
        return IntStream.range(0, 1000).mapToObj(i -> "s" + i)
            .filter(name -> ShippedWords.SPLIT.of(collection + ':' + name) == side).findFirst().orElseThrow();
    }

    private void write(String name, int seconds) throws IOException {
        Path file = folder.resolve("data/speech").resolve(name);
        Files.createDirectories(file.getParent());
        float[] noise = Noise.pink(seconds * RATE_HZ, new SplittableRandom(name.hashCode()));
        float[] samples = new float[noise.length];
        for (int i = RATE_HZ / 4; i < RATE_HZ * 3 / 4; i++) {
            samples[i] = 0.1f * noise[i];
        }
        try (WavWriter wav = WavWriter.of16Bits(file, RATE_HZ, 1)) {
            wav.write(samples, 0, samples.length);
        }
    }

    /** A training whose words are those that come with Pipit. */
    private Path training(String name) throws IOException {
        Path training = Files.createDirectories(folder.resolve(name));
        for (String word : Word.shipped()) {
            for (String ending : List.of(".json", ".tflite")) {
                try (InputStream in = Word.class.getResourceAsStream(word + ending)) {
                    Files.copy(in, training.resolve(word + ending));
                }
            }
        }
        return training;
    }

    private int judge(Object... more) {
        Object[] words = new Object[more.length + 4];
        Object[] usual = {"train", "judge", "--data", folder.resolve("data")};
        System.arraycopy(usual, 0, words, 0, usual.length);
        System.arraycopy(more, 0, words, usual.length, more.length);
        return terminal.run(words);
    }

    @Test
    void judgesSeveralTrainingsEachWithAThresholdOfItsOwn() throws IOException {
        assertEquals(0, judge("--from", training("seed1"), training("seed2"), "--json"), terminal.err());
        List<JsonObject> lines = terminal.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertEquals(List.of("seed1", "seed2", "seed1", "seed2"),
            lines.subList(0, 4).stream().map(line -> line.get("from").getAsString()).toList());
        for (JsonObject line : lines.subList(0, 4)) {
            assertEquals(50 / 256.0, line.get("threshold").getAsDouble(), "nothing is heard in noise, so the lowest is enough");
            assertEquals(1, line.get("of_clean").getAsInt());
        }
        assertEquals(2, lines.get(4).get("trainings").getAsInt());
        assertEquals(6, lines.size());
    }

    @Test
    void printsATableForWhatComesWithPipit() {
        assertEquals(0, judge("--as-recorded"), terminal.err());
        assertTrue(terminal.out().contains("happy"), terminal.out());
        assertTrue(terminal.out().contains("an hour"), terminal.out());
    }

    @Test
    void saysWhereAWordIsMissing() throws IOException {
        Path training = training("seed1");
        Files.delete(training.resolve("happy.json"));
        assertEquals(1, judge("--from", training));
        assertTrue(terminal.err().contains("has no happy.json"), terminal.err());
    }

    @Test
    void refusesHoursThatCannotBe() {
        assertEquals(2, judge("--synthesised-hours", "-1"));
        assertTrue(terminal.err().contains("0 to 100"), terminal.err());
    }

    @Test
    void doesNotMixAChosenThresholdWithOneThatIsGiven() throws IOException {
        assertEquals(2, judge("--from", training("seed1"), "--threshold", "0.5"));
    }
}
