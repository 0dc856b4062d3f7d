package dev.pipit.apps.model;

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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.PublicData;

/** Two operators: numbers below 0 become 0, and above 6 they become 6. */
class DiffCommandTest {
    private static final Optional<Quantization> HALVES =
        Optional.of(new Quantization(new float[] {0.5f}, new int[] {-10}, 0));
    private static final Optional<Quantization> QUARTERS =
        Optional.of(new Quantization(new float[] {0.25f}, new int[] {-10}, 0));

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path whole;

    @BeforeEach
    void makeModel() throws IOException {
        whole = model("whole.tflite", TensorType.INT8, HALVES, OperatorCode.RELU);
    }

    /** −100, −10, −9 and 50 stand for −45, 0, 0.5 and 30; 6 is stored as 2. */
    @Test
    void findsDumpedTensorsEqual() throws IOException {
        golden(new int[] {-10, -10, -9, 50}, new int[] {-10, -10, -9, 2});
        assertEquals(0, terminal.run("model", "diff", whole, "--golden", folder.resolve("golden")), terminal.err());
        assertEquals("a: 2 tensors equal\n1 case: all equal\n", terminal.out());
    }

    @Test
    void namesTheFirstTensorThatDiffersAndItsNumbers() throws IOException {
        golden(new int[] {-10, -13, -9, 49}, new int[] {-10, -10, -9, 9});
        assertEquals(1, terminal.run("model", "diff", whole, "--golden", folder.resolve("golden")));
        assertEquals("a: differs first at operator 0 (RELU), tensor 1 positive\n"
            + "  2 of 4 differ, by at most 3, first at 1\n  is       -10 -9 50\n  expected -13 -9 49\n"
            + "1 case: 1 differs\n", terminal.out());
    }

    @Test
    void goesOnToTheSecondTensorWhereTheFirstIsEqual() throws IOException {
        golden(new int[] {-10, -10, -9, 50}, new int[] {-10, -10, -9, 9});
        assertEquals(1, terminal.run("model", "diff", "--json", whole, "--golden", folder.resolve("golden")));
        JsonObject first = json().getAsJsonArray("cases").get(0).getAsJsonObject().getAsJsonObject("first_different");
        assertEquals(1, first.get("operator").getAsInt());
        assertEquals("RELU6", first.get("operator_name").getAsString());
        assertEquals(2, first.get("tensor").getAsInt());
        assertEquals("out", first.get("tensor_name").getAsString());
        assertEquals(7, first.get("largest").getAsInt());
    }

    @Test
    void findsAModelEqualToItself() throws IOException {
        assertEquals(0, terminal.run("model", "diff", whole, whole, "--inputs", 5), terminal.err());
        assertTrue(terminal.out().endsWith("\n2 tensors equal\n"), terminal.out());
    }

    /** The first operator of the other model is RELU6 already, so that the second has nothing left to do. */
    @Test
    void namesTheFirstTensorThatTwoModelsDoNotShare() throws IOException {
        Path other = model("other.tflite", TensorType.INT8, HALVES, OperatorCode.RELU6);
        Path in = int8("in.npy", -100, -10, -9, 50);
        assertEquals(1, terminal.run("model", "diff", whole, other, "--input", in), terminal.err());
        // 30 became 6: 48 steps of a half, a mean of 24 / 4; the noise is 24², the signal 0.5² + 6²: −12.0 dB
        assertEquals("operator 0 (RELU), tensor 1 positive: 1 of 4 differ, by at most 48 as stored; mean error 6.00, "
            + "largest 24.0, -12.0 dB\noperator 1 (RELU6), tensor 2 out: equal\n"
            + "first that differs: operator 0 (RELU), tensor 1 positive\n", terminal.out());
    }

    /**
     * 0.5 becomes 0.375 and then 0, 6 stays: noise of 0.125², then 0.5², below a signal of 0.5² + 6² are 33.7 and
     * 21.6 dB.
     */
    @Test
    void namesTheTensorAtWhichMostIsLost() throws IOException {
        Path coarse = write("coarse.tflite", List.of(tensor(0, "in", TensorType.INT8, HALVES),
            tensor(1, "positive", TensorType.INT8, steps(0.375f)), tensor(2, "out", TensorType.INT8, steps(2))),
            OperatorCode.RELU);
        Path real = model("real.tflite", TensorType.FLOAT32, Optional.empty(), OperatorCode.RELU);
        assertEquals(1, terminal.run("model", "diff", coarse, real, "--input", int8("in.npy", -20, -10, -9, 2)));
        assertEquals("operator 0 (RELU), tensor 1 positive: 1 of 4 differ; mean error 0.0313, largest 0.125, 33.7 dB\n"
            + "operator 1 (RELU6), tensor 2 out: 1 of 4 differ; mean error 0.125, largest 0.500, 21.6 dB\n"
            + "first that differs: operator 0 (RELU), tensor 1 positive\n"
            + "largest jump: operator 1 (RELU6), tensor 2 out\n", terminal.out());
    }

    private static Optional<Quantization> steps(float scale) {
        return Optional.of(new Quantization(new float[] {scale}, new int[] {0}, 0));
    }

    /** Halves and quarters hold the same numbers here: nothing is lost. */
    @Test
    void comparesRealNumbersWhereQuantizationsDiffer() throws IOException {
        Path other = model("other.tflite", TensorType.INT8, QUARTERS, OperatorCode.RELU);
        Path in = int8("in.npy", -20, -10, -9, 2);
        assertEquals(0, terminal.run("model", "diff", "--json", whole, other, "--input", in), terminal.out());
        assertFalse(json().getAsJsonArray("tensors").get(0).getAsJsonObject().get("same_quantization").getAsBoolean());
    }

    /** Inputs are whole numbers of halves, which a float holds: what differs is nothing, at any seed. */
    @Test
    void drawsInputsThatTheQuantizedModelCanHold() throws IOException {
        Path real = model("real.tflite", TensorType.FLOAT32, Optional.empty(), OperatorCode.RELU);
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(0, terminal.run("model", "diff", whole, real, "--seed", seed), terminal.out());
            assertEquals(0, terminal.run("model", "diff", real, whole, "--seed", seed), terminal.out());
        }
    }

    @Test
    void refusesWrongUsage() throws IOException {
        assertEquals(2, terminal.run("model", "diff", whole));
        assertEquals(2, terminal.run("model", "diff", whole, whole, "--golden", folder));
        assertEquals(2, terminal.run("model", "diff", whole, whole, "--inputs", 0));
    }

    @Test
    void refusesModelsOfOtherShapesAndReferencesOfOtherModels() throws IOException {
        assertEquals(1, terminal.run("model", "diff", whole, TestModels.sum(folder)));
        assertEquals("pipit: models must have inputs of the same shapes: inputs=[[1, 4]], others=[[1, 2]]\n",
            terminal.err());
        golden(new int[4], new int[4]);
        Files.writeString(folder.resolve("golden/index.json"), "{\"models\": []}");
        assertEquals(1, terminal.run("model", "diff", whole, "--golden", folder.resolve("golden")));
        assertTrue(terminal.err().contains("must be one of the models in"), terminal.err());
    }

    @Test
    void agreesWithThePublicReference() {
        Path golden = PublicData.folder("golden");
        assertEquals(0, terminal.run("model", "diff", golden.resolve("models/mww_v2_vad.tflite"), "--golden", golden));
        assertEquals("rand0: 23 tensors equal\n1 case: all equal\n", terminal.out());
    }

    private JsonObject json() {
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private Path model(String name, TensorType type, Optional<Quantization> quantization, OperatorCode first)
            throws IOException {
        List<TensorInfo> tensors = List.of(tensor(0, "in", type, quantization), tensor(1, "positive", type, quantization),
            tensor(2, "out", type, quantization));
        return write(name, tensors, first);
    }

    private Path write(String name, List<TensorInfo> tensors, OperatorCode first) throws IOException {
        List<Operator> operators = List.of(
            new Operator(0, first, "", 1, List.of(0), List.of(1), new Options.None()),
            new Operator(1, OperatorCode.RELU6, "", 1, List.of(1), List.of(2), new Options.None()));
        Path file = folder.resolve(name);
        ModelWriter.write(new Model("made for a test",
            List.of(new Subgraph(0, "main", tensors, List.of(0), List.of(2), operators)), 0), file);
        return file;
    }

    private static TensorInfo tensor(int index, String name, TensorType type, Optional<Quantization> quantization) {
        return new TensorInfo(index, name, type, new int[] {1, 4}, quantization, Optional.empty(), false);
    }

    private void golden(int[] positive, int[] out) throws IOException {
        Files.createDirectories(folder.resolve("golden"));
        int8("golden/in.npy", -100, -10, -9, 50);
        int8("golden/t1.npy", positive);
        int8("golden/t2.npy", out);
        Files.writeString(folder.resolve("golden/index.json"), "{\"models\": [{\"id\": \"whole\", \"model_file\": "
            + "\"../whole.tflite\", \"cases\": [{\"id\": \"a\", \"steps\": 1, \"inputs\": [\"in.npy\"], \"outputs\": "
            + "[\"t2.npy\"], \"tensors\": [{\"subgraph\": 0, \"index\": 2, \"file\": \"t2.npy\"}, {\"subgraph\": 0, "
            + "\"index\": 1, \"file\": \"t1.npy\"}]}]}]}");
    }

    private Path int8(String file, int... numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.put((byte) number);
        }
        new Npy(Npy.Type.INT8, List.of(1, numbers.length), bytes.array()).save(folder.resolve(file));
        return folder.resolve(file);
    }
}
