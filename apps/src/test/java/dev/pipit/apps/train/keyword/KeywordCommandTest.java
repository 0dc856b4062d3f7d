package dev.pipit.apps.train.keyword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.sensors.recording.WavWriter;

/** Words are half a second of a tone; how high it is says the word. */
class KeywordCommandTest {
    private static final int RATE_HZ = 16_000;
    private static final Set<String> ALL = Set.of();

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private Path tone(String name, double hz, double amplitude) throws IOException {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        float[] samples = new float[RATE_HZ];
        for (int n = RATE_HZ / 4; n < RATE_HZ * 3 / 4; n++) {
            samples[n] = (float) (amplitude * Math.sin(2 * Math.PI * hz * n / RATE_HZ));
        }
        try (WavWriter wav = WavWriter.of16Bits(file, RATE_HZ, 1)) {
            wav.write(samples, 0, samples.length);
        }
        return file;
    }

    private void words() throws IOException {
        for (int speaker = 0; speaker < 6; speaker++) {
            tone("low/" + speaker + "_nohash_0.wav", 400 + 10 * speaker, 0.5);
            tone("low/" + speaker + "_nohash_1.wav", 405 + 10 * speaker, 0.2);
            tone("high/" + speaker + "_nohash_0.wav", 2000 + 30 * speaker, 0.5);
        }
    }

    private int train(String out, Object... more) {
        Object[] words = new Object[more.length + 10];
        Object[] usual = {"train", "keyword", "--data", folder.resolve("data"), "--out", folder.resolve(out), "--steps", 40,
            "--copies", 40};
        System.arraycopy(usual, 0, words, 0, usual.length);
        System.arraycopy(more, 0, words, usual.length, more.length);
        return terminal.run(words);
    }

    @Test
    void tellsWordsOfOtherSpeakersApartAndRepeatsItself() throws IOException {
        words();
        assertEquals(0, train("one", "--json"), terminal.err());
        JsonObject model = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals("[\"high\",\"low\",\"silence\"]", model.getAsJsonArray("labels").toString());
        double accuracy = model.getAsJsonObject("accuracy").get("accuracy").getAsDouble();
        assertTrue(accuracy > 0.6, "a third would be chance: " + accuracy);
        assertEquals(0, terminal.run("model", "check", folder.resolve("one/golden")), terminal.err());
        assertEquals(0, train("two"), terminal.err());
        assertArrayEquals(Files.readAllBytes(folder.resolve("one/model.tflite")),
            Files.readAllBytes(folder.resolve("two/model.tflite")));
    }

    @Test
    void takesTheSpeakerFromTheNameOrFromAnIndex() throws IOException {
        words();
        tone("other/a.wav", 700, 0.5);
        tone("other/b.wav", 700, 0.5);
        Files.writeString(folder.resolve("data/index.csv"), "file,word,speaker\nother/a.wav,other,ann\n");
        Map<String, String> speakers = WordFolders.in(folder.resolve("data"), ALL).stream()
            .collect(Collectors.toMap(each -> each.file().getFileName() + " " + each.label(), SoundFile::group));
        assertEquals("3", speakers.get("3_nohash_1.wav low"));
        assertEquals("3", speakers.get("3_nohash_0.wav high"));
        assertEquals("ann", speakers.get("a.wav other"));
        assertEquals("other/b.wav", speakers.get("b.wav other"));
    }

    @Test
    void takesWordsThatAreNotWantedForUnknown() throws IOException {
        words();
        tone("_background_noise_/fan.wav", 50, 0.5);
        Set<String> labels = WordFolders.in(folder.resolve("data"), Set.of("low")).stream().map(SoundFile::label)
            .collect(Collectors.toSet());
        assertEquals(Set.of("low", "unknown", "silence"), labels);
    }

    @Test
    void leavesOutWhatCannotBeUsedAndSaysSo() throws IOException {
        words();
        Path silent = tone("low/9_nohash_0.wav", 400, 0);
        Path broken = Files.writeString(folder.resolve("data/low/8_nohash_0.wav"), "no recording");
        assertEquals(0, train("out"), terminal.err());
        assertTrue(terminal.err().contains("1 recordings are left out because they are silent, such as " + silent),
            terminal.err());
        assertTrue(terminal.err().contains("1 recordings are left out because they cannot be read, such as " + broken),
            terminal.err());
    }

    @Test
    void refusesAWordOfOneSpeaker() throws IOException {
        words();
        tone("once/1_nohash_0.wav", 900, 0.5);
        assertEquals(1, train("out"));
        String last = terminal.err().lines().reduce((a, b) -> b).orElse("");
        assertTrue(last.startsWith("pipit: every label needs recordings of at least two") && last.contains("label=once"),
            last);
    }

    @Test
    void refusesAFolderWithoutWords() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        assertEquals(1, train("out"));
        assertTrue(terminal.err().contains("each word needs a folder with its name"), terminal.err());
    }
}
