package dev.pipit.apps.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.npy.Npy;

class RunCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path out;
    private Path relu;

    @BeforeEach
    void makeModel() throws IOException {
        out = folder.resolve("made/out");
        relu = TestModels.relu(folder);
    }

    @Test
    void writesWhatComesOut() throws IOException {
        assertEquals(0, run(relu, "--input", int8(List.of(1, 4), -128, -11, -10, 127)), terminal.err());
        Npy result = Npy.load(out.resolve("out0.npy"));
        assertEquals(Npy.Type.INT8, result.type());
        assertEquals(List.of(1, 4), result.shape());
        assertArrayEquals(new byte[] {-10, -10, -10, 127}, result.bytes());
        assertEquals(out.resolve("out0.npy") + "  INT8 [1, 4]  out\n", terminal.out());
        assertEquals(Set.of("out0.npy"), files());
    }

    @Test
    void runsOnSeveralThreads() throws IOException {
        assertEquals(0, run(relu, "--threads", 2, "--input", int8(List.of(1, 4), -128, -11, -10, 127)), terminal.err());
        assertArrayEquals(new byte[] {-10, -10, -10, 127}, Npy.load(out.resolve("out0.npy")).bytes());
    }

    @Test
    void refusesToRunOnNoThread() throws IOException {
        refuses("pipit: threads must be 1 to 64: threads=0\n", relu, "--threads", 0, "--input",
            int8(List.of(1, 4), 0, 0, 0, 0));
    }

    @Test
    void keepsTheStateFromStepToStep() throws IOException {
        Path steps = float32(List.of(3, 1, 2), 1, 10, 2, 20, 3, 30);
        assertEquals(0, run(TestModels.sum(folder), "--steps", "--input", steps), terminal.err());
        Npy result = Npy.load(out.resolve("out0.npy"));
        assertEquals(List.of(3, 1, 2), result.shape());
        assertArrayEquals(new double[] {1, 10, 3, 30, 6, 60}, numbers(result));
    }

    @Test
    void dumpsTensorsAsTheyStandAfterTheLastStep() throws IOException {
        Path steps = float32(List.of(3, 1, 2), 1, 10, 2, 20, 3, 30);
        assertEquals(0, run(TestModels.sum(folder), "--steps", "--dump-tensors", "--input", steps), terminal.err());
        assertEquals(Set.of("out0.npy", "t0.npy", "t2.npy", "t3.npy"), files());
        assertArrayEquals(new double[] {3, 30}, numbers(Npy.load(out.resolve("t0.npy"))));
        assertArrayEquals(new double[] {3, 30}, numbers(Npy.load(out.resolve("t2.npy"))));
        assertArrayEquals(new double[] {6, 60}, numbers(Npy.load(out.resolve("t3.npy"))));
        assertEquals(List.of(1, 2), Npy.load(out.resolve("t3.npy")).shape());
    }

    /** 0.5 × (q + 10): −100 and 0 become −10, 1.5 becomes −7, 1000 is more than there is. */
    @Test
    void quantizesRealNumbersWhenAsked() throws IOException {
        assertEquals(0, run(relu, "--quantize", "--input", float32(List.of(1, 4), -100, 0, 1.5f, 1000)),
            terminal.err());
        assertArrayEquals(new byte[] {-10, -10, -7, 127}, Npy.load(out.resolve("out0.npy")).bytes());
    }

    @Test
    void refusesRealNumbersForWholeOnesWithAHint() throws IOException {
        refuses("pipit: in.npy: input 0 must be INT8: it is FLOAT32; --quantize translates real numbers by scale and "
            + "zero point\n", relu, "--input", float32(List.of(1, 4), 0, 0, 0, 0));
    }

    @Test
    void refusesAnArrayOfAnotherShape() throws IOException {
        refuses("pipit: in.npy: input 0 must be INT8 [1, 4]: it is INT8 [4]\n", relu, "--input",
            int8(List.of(4), 1, 2, 3, 4));
    }

    @Test
    void pointsOutThatAnArrayLooksLikeSteps() throws IOException {
        refuses("pipit: in.npy: input 0 must be INT8 [1, 4]: it is INT8 [2, 1, 4]; --steps runs the model once for each "
            + "of the first axis\n", relu, "--input", int8(List.of(2, 1, 4), 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void refusesUnsignedNumbersForSignedOnes() throws IOException {
        Path file = folder.resolve("in.npy");
        new Npy(Npy.Type.UINT8, List.of(1, 4), new byte[4]).save(file);
        refuses("pipit: in.npy: input 0 must be INT8: it is UINT8\n", relu, "--input", file);
    }

    @Test
    void refusesAnotherNumberOfInputs() throws IOException {
        Path file = int8(List.of(1, 4), 1, 2, 3, 4);
        refuses("pipit: inputs must be as many as the model has: inputs=2, expected=1\n", relu, "--input", file, file);
    }

    @Test
    void refusesAFileThatIsNoArray() throws IOException {
        Path file = Files.writeString(folder.resolve("in.npy"), "1, 2, 3, 4, 5, 6, 7");
        refuses("pipit: in.npy: not a .npy file\n", relu, "--input", file);
    }

    @Test
    void refusesAMissingArray() {
        Path file = folder.resolve("missing.npy");
        refuses("pipit: " + file + ": no such file\n", relu, "--input", file);
    }

    @Test
    void refusesAModelThatCannotBeRun() throws IOException {
        refuses("pipit: odd.tflite: not supported: CUSTOM:Whistle, HASHTABLE_LOOKUP\n",
            TestModels.unsupported(folder), "--input", int8(List.of(1, 4), 1, 2, 3, 4));
    }

    @Test
    void refusesToWriteWhereAFileIs() throws IOException {
        Path input = int8(List.of(1, 4), 1, 2, 3, 4);
        assertEquals(1, terminal.run("model", "run", relu, "--input", input, "--output-dir", input));
        assertEquals("pipit: " + input + ": must be a folder: it is a file\n", terminal.err());
        assertEquals(1, terminal.run("model", "run", relu, "--input", input, "--output-dir", input.resolve("below")));
        assertTrue(terminal.err().startsWith("pipit: " + input) && terminal.err().lines().count() == 1, terminal.err());
    }

    @Test
    void asksForAnInput() {
        assertEquals(2, terminal.run("model", "run", relu, "--output-dir", out));
        assertTrue(terminal.err().contains("--input"), terminal.err());
    }

    @Test
    void tellsAScriptWhatWasWritten() throws IOException {
        assertEquals(0, run(relu, "--json", "--input", int8(List.of(1, 4), 1, 2, 3, 4)));
        JsonObject all = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals(1, all.get("steps").getAsInt());
        assertEquals("out0.npy", all.getAsJsonArray("files").get(0).getAsJsonObject().get("file").getAsString());
    }

    private void refuses(String message, Path model, Object... words) {
        assertEquals(1, run(model, words));
        assertEquals(message, terminal.err());
        assertFalse(Files.exists(out));
    }

    private int run(Path model, Object... words) {
        return terminal.run(Stream.concat(Stream.of("model", "run", model, "--output-dir", out), Stream.of(words))
            .toArray());
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private Path int8(List<Integer> shape, int... numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length);
        for (int number : numbers) {
            bytes.put((byte) number);
        }
        new Npy(Npy.Type.INT8, shape, bytes.array()).save(folder.resolve("in.npy"));
        return folder.resolve("in.npy");
    }

    private Path float32(List<Integer> shape, float... numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        new Npy(Npy.Type.FLOAT32, shape, bytes.array()).save(folder.resolve("in.npy"));
        return folder.resolve("in.npy");
    }

    private static double[] numbers(Npy array) {
        double[] numbers = new double[array.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i);
        }
        return numbers;
    }
}
