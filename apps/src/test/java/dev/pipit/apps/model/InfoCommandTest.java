package dev.pipit.apps.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;

class InfoCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @Test
    void saysWhatAModelTakesAndGives() throws IOException {
        assertEquals(0, terminal.run("model", "info", TestModels.relu(folder)));
        assertHas("description   made for a test\n");
        assertHas("input 0       INT8 [1, 4], scale 0.5, zero point -10, in\n");
        assertHas("output 0      INT8 [1, 4], scale 0.5, zero point -10, out\n");
        assertHas("operators     1, 0 multiply-accumulates\n");
        assertHas(" bytes of the fast kernels\n");
        assertHas("state         no\n");
        assertEquals("", terminal.err());
    }

    /** Two numbers of four bytes are kept. */
    @Test
    void saysThatAModelRemembers() throws IOException {
        JsonObject all = json(0, TestModels.sum(folder));
        assertTrue(all.get("state").getAsBoolean());
        assertTrue(all.get("runs").getAsBoolean());
        assertEquals(8, all.getAsJsonObject("memory").get("variable_bytes").getAsInt());
        assertEquals(0, all.getAsJsonObject("memory").get("twin_bytes").getAsInt());      // real numbers have no twins
    }

    @Test
    void listsEveryOperatorInTheOrderOfExecution() throws IOException {
        assertEquals(0, terminal.run("model", "info", "--operators", TestModels.sum(folder)));
        assertTrue(terminal.out().indexOf("0  VAR_HANDLE") < terminal.out().indexOf("1  READ_VARIABLE"));
        assertHas("2  ADD                                     FLOAT32 FLOAT32 -> FLOAT32\n");
    }

    @Test
    void showsWhatItCanOfAModelThatCannotBeRun() throws IOException {
        assertEquals(1, terminal.run("model", "info", TestModels.unsupported(folder)));
        assertHas("input 0       INT8 [1, 4], scale 0.5, zero point -10, in\n");
        assertHas("arena         not known: the model cannot be run\n");
        assertHas("state         not known\n");
        assertHas("  operator 0 (CUSTOM:Whistle) version 1, INT8 -> INT8\n");
        assertHas("  operator 2 (HASHTABLE_LOOKUP) version 1, INT8 -> INT8; instead: numbers: look texts up in the "
            + "application\n");
        assertEquals("pipit: odd.tflite: 2 operators are not supported: CUSTOM:Whistle, HASHTABLE_LOOKUP\n",
            terminal.err());
    }

    @Test
    void tellsAScriptWhatIsNotSupported() throws IOException {
        JsonObject all = json(1, TestModels.unsupported(folder));
        assertFalse(all.get("runs").getAsBoolean());
        JsonArray unsupported = all.getAsJsonArray("unsupported");
        assertEquals(2, unsupported.size());
        JsonObject second = unsupported.get(1).getAsJsonObject();
        assertEquals("HASHTABLE_LOOKUP", second.get("name").getAsString());
        assertEquals(2, second.get("index").getAsInt());
        assertEquals(3, all.getAsJsonArray("nodes").size());
    }

    @Test
    void showsTheManifestOfAWakeWordToo() throws IOException {
        TestModels.relu(folder);
        Path manifest = Files.writeString(folder.resolve("hey.json"), "{\"type\": \"micro\", \"wake_word\": \"Hey Pi\", "
            + "\"author\": \"nobody\", \"model\": \"relu.tflite\", \"version\": 2, \"micro\": {\"probability_cutoff\": "
            + "0.85, \"sliding_window_size\": 4, \"feature_step_size\": 20}}");
        assertEquals(0, terminal.run("model", "info", manifest));
        assertHas("wake word     Hey Pi\n");
        assertHas("threshold     mean of 4 scores at least 0.85\n");
        assertHas("hop           20 ms\n");
        assertHas("author        nobody\n");
        assertHas("INT8 [1, 4]");
        JsonObject told = json(0, manifest).getAsJsonObject("manifest");
        assertEquals("Hey Pi", told.get("label").getAsString());
        assertEquals(20, told.get("hop_ms").getAsInt());
    }

    @Test
    void refusesAnEmptyFileInOneLine() throws IOException {
        refuses(Files.createFile(folder.resolve("empty.tflite")), "empty.tflite: ");
    }

    @Test
    void refusesATextFileInOneLine() throws IOException {
        refuses(Files.writeString(folder.resolve("text.tflite"), "this is not a model\n".repeat(99)), "text.tflite: ");
    }

    @Test
    void refusesATruncatedModelInOneLineWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(TestModels.sum(folder));
        for (int length = 0; length < whole.length * 3 / 4; length += 29) {
            refuses(Files.write(folder.resolve("cut.tflite"), Arrays.copyOf(whole, length)), "cut.tflite: ");
        }
    }

    @Test
    void refusesAMissingFileInOneLine() {
        refuses(folder.resolve("missing.tflite"), "missing.tflite: no such file");
    }

    @Test
    void refusesAFolderInOneLine() {
        refuses(folder, "is a folder; expected is a .tflite file");
    }

    @Test
    void asksForAFile() {
        assertEquals(2, terminal.run("model", "info"));
        assertTrue(terminal.err().contains("see pipit model info --help"), terminal.err());
    }

    @Test
    void takesNothingOutOfAFileThatWouldMoveTheCursor() throws IOException {
        Path file = TestModels.relu(folder);
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("made for");
        bytes[at] = 0x1B;
        assertEquals(0, terminal.run("model", "info", Files.write(file, bytes)));
        assertFalse(terminal.out().contains("\u001b"), terminal.out());
    }

    private void refuses(Path file, String why) {
        assertEquals(1, terminal.run("model", "info", file));
        assertEquals("", terminal.out());
        assertTrue(terminal.err().startsWith("pipit: ") && terminal.err().contains(why), terminal.err());
        assertEquals(1, terminal.err().lines().count(), terminal.err());
    }

    private JsonObject json(int exitCode, Path file) {
        assertEquals(exitCode, terminal.run("model", "info", "--json", file));
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private void assertHas(String text) {
        assertTrue(terminal.out().contains(text), terminal.out());
    }
}
