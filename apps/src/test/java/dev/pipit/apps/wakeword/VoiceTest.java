package dev.pipit.apps.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Main;
import dev.pipit.apps.Terminal;
import dev.pipit.apps.VoiceLessons;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.sensors.recording.WavWriter;

/** The voice is that of the bundled recording in which computer voices speak, where it says the word. */
class VoiceTest {
    /** Where the word is in the bundled recording, in samples. */
    private static final int SAID = (int) (6.9 * 16_000);
    private static final int LENGTH = (int) (1.1 * 16_000);

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path demo;
    private Path recordings;
    private Path state;

    @BeforeEach
    void copiesRecordings() throws IOException {
        recordings = Files.createDirectories(folder.resolve("recordings"));
        state = folder.resolve("state");
        demo = folder.resolve("demo.wav");
        try (InputStream bundled = Main.class.getResourceAsStream("demo.wav")) {
            Files.copy(bundled, demo);
        }
        float[] samples = VoiceLessons.samples(demo);
        for (int i = 0; i < 3; i++) {
            write(recordings.resolve(i + ".wav"), Arrays.copyOfRange(samples, SAID + 10 * i, SAID + 10 * i + LENGTH));
        }
    }

    private static void write(Path file, float[] samples) throws IOException {
        try (WavWriter wav = WavWriter.of16Bits(file, 16_000, 1)) {
            wav.write(samples, 0, samples.length);
        }
    }

    private int run(String... args) {
        return terminal.run((Object[]) args);
    }

    @Test
    void enrolsHearsAndLearnsFromAnAnswer() throws IOException {
        assertEquals(0, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()), terminal.err());
        assertTrue(terminal.out().startsWith("enrolled: computer, 3 recordings, threshold 0.906"), terminal.out());
        assertTrue(terminal.out().contains("verified: of 12 copies"), terminal.out());
        assertEquals(0, run("wake-word", "--state", state.toString(), "--place", "kitchen", "--wav", demo.toString(), "--json"));
        assertEquals(0, run("wake-word", "feedback", "--state", state.toString(), "--json"));
        String first = terminal.out().lines().filter(line -> line.contains("\"place\"")).findFirst().orElseThrow();
        assertEquals("kitchen", JsonParser.parseString(first).getAsJsonObject().get("place").getAsString());
        assertEquals(0, run("wake-word", "feedback", "--state", state.toString(), "--right", "1"), terminal.err());
        assertEquals(3, StateFolder.history(state).size());
        assertEquals(1, run("wake-word", "feedback", "--state", state.toString(), "--right", "99"));
    }

    @Test
    void learnsTheSameFromTheSameRecordings() throws IOException {
        Path other = folder.resolve("other");
        run("wake-word", "--enrol", recordings.toString(), "--state", state.toString());
        run("wake-word", "--enrol", recordings.toString(), "--state", other.toString());
        assertEquals(StateFolder.history(state).get(0).state(), StateFolder.history(other).get(0).state());
    }

    @Test
    void refusesTooFewRecordingsAndSilence() throws IOException {
        Files.delete(recordings.resolve("2.wav"));
        assertEquals(1, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()));
        assertTrue(terminal.err().contains("3 to 5 recordings of the word: there are 2"), terminal.err());
        write(recordings.resolve("2.wav"), new float[32_000]);
        assertEquals(1, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()));
        assertTrue(terminal.err().contains("no word stands out"), terminal.err());
        Files.copy(demo, recordings.resolve("2.wav"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()));
        assertTrue(terminal.err().contains("it must be the word alone"), terminal.err());
        Files.writeString(recordings.resolve("2.wav"), "no recording");
        assertEquals(1, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()));
        assertEquals(1, terminal.err().lines().count(), terminal.err());
        assertEquals(0, StateFolder.history(state).size(), "nothing is kept of it");
    }

    /** Under another name: no network knows it, and what is heard is as often what was enrolled. */
    @Test
    void learnsANewWordAndHearsIt() throws IOException {
        assertEquals(0, run("wake-word", "--new-word", "Rechner", "--enrol", recordings.toString(), "--state", state.toString(),
            "--json"), terminal.err());
        var learned = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertTrue(learned.get("new").getAsBoolean());
        assertEquals(12, learned.get("copies").getAsInt());
        assertEquals(0, run("wake-word", "--state", state.toString(), "--wav", demo.toString(), "--json"), terminal.err());
        String first = terminal.out().lines().filter(line -> line.contains("\"detection\"")).findFirst().orElseThrow();
        var detection = JsonParser.parseString(first).getAsJsonObject();
        assertEquals("Rechner", detection.get("label").getAsString());
        double end = (SAID + LENGTH) / 16_000.0;
        assertEquals(end, detection.get("time_s").getAsDouble(), 0.6, "where it was said: " + first);
        assertEquals(0, run("wake-word", "feedback", "--state", state.toString(), "--wrong", "1"), terminal.err());
        assertEquals(1, run("wake-word", "--model", "computer", "--state", state.toString(), "--wav", demo.toString()));
        assertTrue(terminal.err().contains("learned with another network"), terminal.err());
    }

    @Test
    void doesNotLearnANewWordFromRecordingsOfDifferentWords() throws IOException {
        float[] samples = VoiceLessons.samples(demo);
        int[][] others = {{17_600, 32_800}, {36_000, 62_400}, {215_200, 229_600}};      // other words of the same recording
        for (int i = 0; i < 3; i++) {
            write(recordings.resolve(i + ".wav"), Arrays.copyOfRange(samples, others[i][0], others[i][1]));
        }
        assertEquals(1, run("wake-word", "--new-word", "Rechner", "--enrol", recordings.toString(), "--state", state.toString()));
        assertTrue(terminal.err().contains("not learned"), terminal.err());
        assertEquals(0, StateFolder.history(state).size());
    }

    @Test
    void saysWhenNobodyHasEnrolledAndWhenAnOptionNeedsAState() {
        assertEquals(1, run("wake-word", "--state", state.toString(), "--wav", recordings.toString()));
        assertTrue(terminal.err().contains("nobody has enrolled yet"), terminal.err());
        assertEquals(2, run("wake-word", "--enrol", recordings.toString()));
        assertEquals(2, run("wake-word", "--new-word", "Rechner", "--enrol", recordings.toString()));
        assertEquals(2, run("wake-word", "--new-word", "Rechner", "--state", state.toString()));
        assertEquals(2, run("wake-word", "--new-word", " ", "--enrol", recordings.toString(), "--state", state.toString()));
        assertEquals(2, run("wake-word", "--place", "kitchen", "--wav", recordings.toString()));
    }

    @Test
    void refusesTheStateOfAnotherWord() throws IOException {
        run("wake-word", "--enrol", recordings.toString(), "--state", state.toString());
        assertEquals(1, run("wake-word", "--model", "happy", "--state", state.toString(), "--wav", recordings.toString()));
        assertTrue(terminal.err().contains("learned with another network"), terminal.err());
    }
}
