package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

class ConvertCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path in;
    private Path out;
    private Path points;

    @BeforeEach
    void makeModelAndSet() throws IOException {
        in = TestModels.dense(folder.resolve("in.tflite"), 1);
        out = folder.resolve("out.tflite");
        points = folder.resolve("points");
        TestModels.points().save(points);
    }

    private static TensorInfo input(Path file) throws IOException {
        Model model = Model.load(file);
        return model.main().tensors().get(model.main().inputs().get(0));
    }

    /** Inputs go from −1 to 5: 6 / 255 a step. Differences of the points are 1 and more, so that no label changes. */
    @Test
    void aFloatModelBecomesOneOfWholeNumbers() throws IOException {
        assertEquals(0, terminal.run("convert", in, out, "--examples", points, "--judge", points), terminal.err());
        assertEquals(TensorType.INT8, input(out).type());
        assertEquals(6 / 255f, input(out).quantization().orElseThrow().scale());
        List<String> lines = terminal.out().lines().toList();
        assertEquals(3, lines.size(), terminal.out());
        assertTrue(lines.get(2).contains("100.0 %   100.0 %"), terminal.out());
    }

    @ParameterizedTest
    @CsvSource({"int8, INT8", "int4, INT8", "int16x8, INT16", "float16, FLOAT32", "float32, FLOAT32"})
    void eachTypeRuns(String to, TensorType type) throws IOException {
        assertEquals(0, terminal.run("convert", in, out, "--to", to, "--examples", points, "--judge", points, "--json"),
            terminal.err());
        assertEquals(type, input(out).type());
        JsonObject after = JsonParser.parseString(terminal.out()).getAsJsonObject().getAsJsonObject("after");
        assertEquals(1, after.get("accuracy").getAsDouble());
    }

    @Test
    void theLogMakesTheSameFileAgain() throws IOException {
        assertEquals(0, terminal.run("convert", in, out, "--random", 20, "--seed", 3), terminal.err());
        assertTrue(terminal.err().contains("calibrated on 20 random inputs from -1.0 to 1.0: a guess"), terminal.err());
        byte[] first = Files.readAllBytes(out);
        JsonObject log = JsonParser.parseString(Files.readString(folder.resolve("out.tflite.log.json"),
            StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals(3, log.get("seed").getAsInt());
        Object[] words = log.getAsJsonArray("command").asList().stream().map(word -> word.getAsString()).toArray();
        assertEquals(0, terminal.run(words), terminal.err());
        assertArrayEquals(first, Files.readAllBytes(out));
        assertEquals(log.get("output_sha256").getAsString(), Recipe.sha256(out));
    }

    @Test
    void saysThatWholeNumbersNeedExamples() {
        assertEquals(2, terminal.run("convert", in, out));
        assertTrue(terminal.err().startsWith("pipit: --to int8 needs --examples DIR"), terminal.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void saysThatItNeedsTwoFiles() {
        assertEquals(2, terminal.run("convert", in));
        assertTrue(terminal.err().startsWith("pipit: Missing required parameters: IN and OUT"), terminal.err());
    }

    @Test
    void refusesExamplesOfAnotherShapeInOneLine() throws IOException {
        new ExampleSet("x", List.of(7), List.of(new float[7]), Optional.empty()).save(folder.resolve("seven"));
        assertEquals(1, terminal.run("convert", in, out, "--examples", folder.resolve("seven")));
        assertEquals("pipit: " + folder.resolve("seven") + ": examples must have the shape of the input of in.tflite: "
            + "shape=[7], input=[1, 2]\n", terminal.err());
    }

    @Test
    void judgesNothingWithoutData() {
        assertEquals(1, terminal.run("convert", "judge", "--data", folder.resolve("nowhere")));
        assertEquals(1, terminal.err().lines().count(), terminal.err());
    }
}
