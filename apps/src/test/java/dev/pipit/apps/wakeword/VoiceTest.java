package dev.pipit.apps.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Main;
import dev.pipit.apps.Terminal;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.sensors.recording.WavWriter;

/** The voice is the bundled recording in which computer voices speak, cut in pieces that begin with a word. */
class VoiceTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path recordings;
    private Path state;

    @BeforeEach
    void copiesRecordings() throws IOException {
        recordings = Files.createDirectories(folder.resolve("recordings"));
        state = folder.resolve("state");
        for (int i = 0; i < 3; i++) {
            try (InputStream demo = Main.class.getResourceAsStream("demo.wav")) {
                Files.copy(demo, recordings.resolve(i + ".wav"));
            }
        }
    }

    private int run(String... args) {
        return terminal.run((Object[]) args);
    }

    @Test
    void enrolsHearsAndLearnsFromAnAnswer() throws IOException {
        assertEquals(0, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()), terminal.err());
        assertTrue(terminal.out().startsWith("enrolled: computer, 3 recordings, threshold 0."), terminal.out());
        Path one = recordings.resolve("0.wav");
        assertEquals(0, run("wake-word", "--state", state.toString(), "--place", "kitchen", "--wav", one.toString(), "--json"));
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
        try (WavWriter wav = WavWriter.of16Bits(recordings.resolve("2.wav"), 16_000, 1)) {
            wav.write(new float[32_000], 0, 32_000);
        }
        assertEquals(1, run("wake-word", "--enrol", recordings.toString(), "--state", state.toString()));
        assertTrue(terminal.err().contains("no word stands out"), terminal.err());
        assertEquals(0, StateFolder.history(state).size(), "nothing is kept of it");
    }

    @Test
    void saysWhenNobodyHasEnrolledAndWhenAnOptionNeedsAState() {
        assertEquals(1, run("wake-word", "--state", state.toString(), "--wav", recordings.toString()));
        assertTrue(terminal.err().contains("nobody has enrolled yet"), terminal.err());
        assertEquals(2, run("wake-word", "--enrol", recordings.toString()));
        assertEquals(2, run("wake-word", "--place", "kitchen", "--wav", recordings.toString()));
    }

    @Test
    void refusesTheStateOfAnotherWord() throws IOException {
        run("wake-word", "--enrol", recordings.toString(), "--state", state.toString());
        assertEquals(1, run("wake-word", "--model", "happy", "--state", state.toString(), "--wav", recordings.toString()));
        assertTrue(terminal.err().contains("learned with another network"), terminal.err());
    }
}
