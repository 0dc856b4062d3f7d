package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Main;
import dev.pipit.apps.Terminal;
import dev.pipit.apps.VoiceLessons;
import dev.pipit.sensors.recording.WavWriter;

/** The data are of one computer voice, which says the word in the bundled recording, and of what else comes with the program. */
class EnrolmentJudgeTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path data;

    private float[] bundled(String name) throws IOException {
        Path copy = data.resolve(name);
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            Files.copy(in, copy);
        }
        return VoiceLessons.samples(copy);
    }

    private static void write(Path file, float[] samples) throws IOException {
        Files.createDirectories(file.getParent());
        try (WavWriter wav = WavWriter.of16Bits(file, 16_000, 1)) {
            wav.write(samples, 0, samples.length);
        }
    }

    /** So many recordings of the word by one voice, and four of other speech by four others. */
    private void writeData(int recordings) throws IOException {
        float[] demo = bundled("demo.wav");
        float[] others = bundled("others.wav");
        Path words = data.resolve("speech/picovoice_wakewords");
        Path speech = data.resolve("speech/negatives_speech_to_intent");
        for (int i = 0; i < recordings; i++) {
            int from = 110_400 + 16 * i;
            write(words.resolve(i + ".wav"), Arrays.copyOfRange(demo, from, from + 17_600));
        }
        for (int i = 0; i < 4; i++) {
            write(speech.resolve(i + ".wav"), Arrays.copyOfRange(others, i * 80_000, (i + 1) * 80_000));
        }
        Files.writeString(words.resolve("index.csv"), "file,word,pseudo_speaker_cluster\n" + IntStream.range(0, recordings)
            .mapToObj(i -> i + ".wav,computer,one\n").collect(Collectors.joining()));
        Files.writeString(speech.resolve("index.csv"), "file,pseudo_speaker_cluster\n" + IntStream.range(0, 4)
            .mapToObj(i -> i + ".wav,other" + i + '\n').collect(Collectors.joining()));
    }

    @Test
    void theThresholdOfEqualFalseAcceptsIsTheLowestWithNoMore() {
        float[] greatest = {0.2f, 0.9f, 0.5f, 0.7f};
        assertArrayEquals(new float[] {Math.nextUp(0.9f), Math.nextUp(0.9f)}, EnrolmentJudge.thresholds(greatest, 0));
        assertArrayEquals(new float[] {Math.nextUp(0.5f), Math.nextUp(0.9f)}, EnrolmentJudge.thresholds(greatest, 2));
        assertArrayEquals(new float[] {Math.nextUp(0.2f), Math.nextUp(0.9f)}, EnrolmentJudge.thresholds(greatest, 9));
    }

    /** Four voices that each lose half of their misses leave no doubt; of which one loses all and one gains as many, much. */
    @Test
    void anIntervalIsAsWideAsTheVoicesDiffer() {
        Reduction equal = Reduction.of(Map.of("a", new int[] {4, 2}, "b", new int[] {4, 2}, "c", new int[] {4, 2}));
        assertEquals(new Reduction(12, 6, 0.5, 0.5, 0.5), equal);
        Reduction mixed = Reduction.of(Map.of("a", new int[] {4, 0}, "b", new int[] {4, 2}, "c", new int[] {4, 8}));
        assertEquals(1 / 6.0, mixed.share(), 1e-12);
        assertTrue(mixed.low() <= -0.5 && mixed.high() >= 0.8, mixed.toString());
        assertEquals(0, Reduction.of(Map.of("a", new int[2])).share(), "nothing to gain, nothing lost");
        assertEquals(-1, Reduction.of(Map.of("a", new int[] {0, 3})).share());
    }

    @Test
    void judgesAVoiceByWhatItDidNotEnrol() throws IOException {
        writeData(7);
        assertEquals(0, terminal.run("train", "judge-enrolment", "--data", data, "--model", "computer", "--all-voices",
            "--json"), terminal.err());
        JsonObject result = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals(1, result.get("voices").getAsInt());
        assertEquals(2, result.get("heads").getAsInt());
        assertEquals(20 / 3600.0, result.get("hours").getAsDouble(), 1e-9, "four times five seconds");
        JsonArray rows = result.getAsJsonArray("rows");
        assertEquals(4, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.get(i).getAsJsonObject();
            assertEquals(4, row.get("of").getAsInt(), "twice the two that were not enrolled");
            for (String count : new String[] {"manifest", "manifestEnrolled", "before", "after", "strict", "enrolled"}) {
                assertTrue(row.get(count).getAsInt() >= 0 && row.get(count).getAsInt() <= 4, row.toString());
            }
        }
        assertEquals(0, rows.get(0).getAsJsonObject().get("enrolled").getAsInt(), "what was enrolled, but for a millisecond");
        assertEquals(0, result.getAsJsonArray("others").get(0).getAsInt(), "there is no other voice");
    }

    @Test
    void judgesANewWord() throws IOException {
        writeData(7);
        assertEquals(0, terminal.run("train", "judge-new-word", "--data", data, "--word", "computer", "--json"), terminal.err());
        JsonObject result = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals(1, result.get("learned").getAsInt());
        assertEquals(2, result.getAsJsonObject("missed").get("of").getAsInt());
        assertEquals(0, result.getAsJsonObject("missed").get("missed").getAsInt());
    }

    @Test
    void saysInALineWhatIsMissing() throws IOException {
        writeData(5);
        assertEquals(1, terminal.run("train", "judge-enrolment", "--data", data, "--model", "computer", "--all-voices"));
        assertTrue(terminal.err().contains("more than 5 recordings of computer"), terminal.err());
        assertEquals(1, terminal.run("train", "judge-new-word", "--data", data, "--word", "computer"));
        assertTrue(terminal.err().contains("computer: no voice says it"), terminal.err());
    }
}
