package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.tflite.Model;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.wakeword.Word;

class PackCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path model;
    private Path packed;

    @BeforeEach
    void putsAWordThere() throws IOException {
        model = shipped("wakeword", "computer.tflite");
        shipped("wakeword", "computer.json");
        packed = folder.resolve("computer.pipit");
    }

    private Path shipped(String pipeline, String name) throws IOException {
        Path resources = Path.of("..", "pipelines", "src", "main", "resources", "dev", "pipit", "pipelines", pipeline);
        return Files.copy(resources.resolve(name), folder.resolve(name));
    }

    private int pack() throws IOException {
        return terminal.run("pack", model.toString(), packed.toString());
    }

    @Test
    void whatWasPackedIsUnpackedBitForBit() throws IOException {
        assertEquals(0, pack(), terminal.err());
        assertTrue(Files.size(packed) < Files.size(model) * 3 / 4, terminal.out());
        Path again = folder.resolve("again.tflite");
        assertEquals(0, terminal.run("unpack", packed.toString(), again.toString()), terminal.err());
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(again));
        assertTrue(Files.exists(folder.resolve("computer.pipit.log.json")));
    }

    @Test
    void comparesWithProgramsThatKnowNothingOfModels() throws IOException {
        assertEquals(0, terminal.run("pack", "--compare", "--parts", model.toString(), packed.toString()), terminal.err());
        assertTrue(terminal.out().contains("gzip -9 "), terminal.out());
        assertTrue(terminal.out().contains("xz -9e "), terminal.out());
        assertTrue(terminal.out().contains("symbols   embedding/weights"), terminal.out());
    }

    @Test
    void aWordIsLoadedPacked() throws IOException {
        pack();
        Files.delete(model);
        Word word = Word.load(packed);
        assertEquals("computer", word.name());
        assertEquals(Word.shipped("computer").model().subgraphs(), word.model().subgraphs());
    }

    @Test
    void gesturesAreLoadedPacked() throws IOException {
        Path digits = shipped("gesture", "digits.tflite");
        shipped("gesture", "digits.json");
        Path small = folder.resolve("digits.pipit");
        assertEquals(0, terminal.run("pack", digits.toString(), small.toString()), terminal.err());
        Files.delete(digits);
        assertEquals(GestureModel.shipped().model().subgraphs(), GestureModel.load(small).model().subgraphs());
    }

    @Test
    void infoSaysBothSizes() throws IOException {
        pack();
        assertEquals(0, terminal.run("model", "info", packed.toString()), terminal.err());
        assertTrue(terminal.out().contains("computer.pipit, 158 992 bytes, packed 112 "), terminal.out());
        terminal.run("model", "info", "--json", packed.toString());
        JsonObject facts = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals(Files.size(packed), facts.get("packed_bytes").getAsLong());
        assertEquals(Model.load(model).fileBytes(), facts.get("file_bytes").getAsLong());
    }

    @Test
    void oneChangedBitIsRefusedInOneLine() throws IOException {
        pack();
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length / 2] ^= 4;
        Files.write(packed, bytes);
        assertEquals(1, terminal.run("unpack", packed.toString(), model.toString()));
        assertTrue(terminal.err().matches("pipit: .*computer\\.pipit: is damaged: part \\d+ does not have the checksum that it "
            + "says\\R"), terminal.err());
        assertEquals(1, terminal.run("model", "info", packed.toString()));
        assertTrue(terminal.err().startsWith("pipit: computer.pipit: is damaged: part "), terminal.err());
    }

    @Test
    void saysWhatIsNotPacked() throws IOException {
        assertEquals(1, terminal.run("unpack", model.toString(), packed.toString()));
        assertEquals("pipit: " + model + ": is not a packed model: it does not begin with PIPIT\n", terminal.err());
    }
}
