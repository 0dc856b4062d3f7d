package dev.pipit.apps.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.inference.Interpreter;

class OnnxModelTest {
    private static OnnxFile line() {
        return new OnnxFile().input("x", 0, 3).constant("w", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .node("MatMul", "x w", "h").node("LeakyRelu", "h", "y", "alpha", 0.25f).output("y");
    }

    @Test
    void saysWhatTheFileSays() throws IOException {
        OnnxModel model = OnnxModel.read(line().bytes(), "line.onnx");
        assertEquals(13, model.opset());
        assertEquals("a test", model.producer());
        assertEquals(List.of(new OnnxValue("x", OnnxType.FLOAT, List.of(OptionalInt.empty(), OptionalInt.of(3)))),
            model.inputs());
        assertEquals(List.of("MatMul", "LeakyRelu"), model.nodes().stream().map(OnnxNode::op).toList());
        assertEquals(0.25f, model.nodes().get(1).real("alpha", 0));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, model.constants().get("w").reals());
    }

    /** IEEE 754: 0x3C00 is 1, 0xC100 is −2.5, 0x0001 is 2⁻²⁴. */
    @Test
    void readsNumbersOfSixteenBits() throws IOException {
        byte[] raw = {0, 0x3C, 0, (byte) 0xC1, 1, 0};
        OnnxFile file = new OnnxFile().input("x", 3)
            .node("Constant", "", "c", "value", OnnxFile.tensor("", 10, raw, 3)).node("Add", "x c", "y").output("y");
        OnnxTensor tensor = OnnxModel.read(file.bytes(), "half.onnx").nodes().get(0).tensor("value").orElseThrow();
        assertArrayEquals(new float[] {1, -2.5f, 0x1p-24f}, tensor.reals());
    }

    @Test
    void takesWhatDoesNotFitForTheNearest() throws IOException {
        OnnxFile file = new OnnxFile().input("x", 3).constant("c", new long[] {Long.MAX_VALUE, -5, Long.MIN_VALUE}, 3)
            .node("Identity", "x", "y").output("y");
        assertArrayEquals(new int[] {Integer.MAX_VALUE, -5, Integer.MIN_VALUE},
            OnnxModel.read(file.bytes(), "big.onnx").constants().get("c").wholes());
    }

    @Test
    void refusesAFileThatIsCutOffInOneLine() {
        byte[] bytes = line().bytes();
        for (int length = 0; length < bytes.length; length++) {
            int end = length;
            String message = assertThrows(OnnxFormatException.class,
                () -> OnnxModel.read(Arrays.copyOf(bytes, end), "cut.onnx"), "length " + length).getMessage();
            assertTrue(message.startsWith("cut.onnx: ") && !message.contains("\n"), message);
        }
    }

    /** A changed bit is refused or read as something else, but never ends otherwise. */
    @Test
    void survivesChangedBits() throws IOException {
        byte[] bytes = OnnxCases.all().get("residual").file().bytes();
        var random = new SplittableRandom(3);
        int refused = 0;
        for (int k = 0; k < 500; k++) {
            byte[] damaged = bytes.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                OnnxConversion.standard().convert(OnnxModel.read(damaged, "damaged.onnx"));
            } catch (IOException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("damaged.onnx: "), e.getMessage());
            }
        }
        assertTrue(refused > 25, "some must be refused: " + refused);
    }

    @Test
    void refusesWhatIsNoOnnxFile() {
        assertEquals("a.tflite: must be an ONNX model: it is something else, cut off or damaged",
            assertThrows(OnnxFormatException.class, () -> OnnxModel.read(
                "    TFL3 this is not it".getBytes(StandardCharsets.US_ASCII), "a.tflite")).getMessage());
    }

    @Test
    void refusesNumbersThatAreNotThere() {
        byte[] raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
        OnnxFile file = new OnnxFile().input("x", 3)
            .node("Constant", "", "c", "value", OnnxFile.tensor("few", 1, raw, 3)).node("Add", "x c", "y").output("y");
        assertEquals("a.onnx: tensor few: there must be 3 numbers, as its shape says: there are 2",
            assertThrows(OnnxFormatException.class, () -> OnnxModel.read(file.bytes(), "a.onnx")).getMessage());
    }

    @Test
    void refusesAValueThatWasNotMade() {
        OnnxFile file = new OnnxFile().input("x", 3).node("Add", "x z", "y").output("y");
        assertEquals("a.onnx: node 0 (Add) named add0 must not read what was not made before: value=z",
            assertThrows(OnnxFormatException.class, () -> OnnxModel.read(file.bytes(), "a.onnx")).getMessage());
    }

    @Test
    void namesAllNodesThatAreNotConverted() {
        OnnxFile file = new OnnxFile(16).input("x", 1, 4).node("Einsum", "x", "a", "equation", "ij->i")
            .node("Relu", "a", "b").node("NonZero", "b", "c").constant("p", new float[] {2.3f})
            .node("Pow", "x p", "d").node("Add", "d c", "y").output("y");
        UnsupportedNodesException e = assertThrows(UnsupportedNodesException.class,
            () -> OnnxConversion.standard().convert(OnnxModel.read(file.bytes(), "a.onnx")));
        assertEquals("a.onnx: 3 nodes are not converted (opset 16):\n"
            + "  node 0 (Einsum) named einsum0: no rule for this operator\n"
            + "  node 2 (NonZero) named nonzero2: no rule for this operator\n"
            + "  node 3 (Pow) named pow3: its exponent must be a multiple of one half, at most 8: exponent=2.3", e.getMessage());
        assertEquals(3, e.nodes().size());
    }

    @Test
    void countsARangeThatReachesTheEndOfTheWholeNumbers() throws IOException {
        OnnxFile file = new OnnxFile().input("x", 1).constant("from", new long[] {Integer.MAX_VALUE - 10})
            .constant("to", new long[] {Integer.MAX_VALUE}).constant("step", new long[] {100})
            .node("Range", "from to step", "r").node("Shape", "r", "n").node("Cast", "n", "c", "to", 1)
            .node("Add", "x c", "y").output("y");
        Interpreter interpreter = Interpreter.prepare(OnnxConversion.standard().convert(file.model()));
        interpreter.invoke();
        assertEquals(1, interpreter.output(0).real(0));
    }

    @Test
    void refusesToScaleBackFromAnotherZero() {
        OnnxFile file = new OnnxFile().input("x", 1, 2).constant("s", new float[] {0.5f}).bytes("z", 3, new int[] {0})
            .bytes("other", 3, new int[] {10}).node("QuantizeLinear", "x s z", "q")
            .node("DequantizeLinear", "q s other", "y").output("y");
        assertTrue(assertThrows(UnsupportedNodesException.class, () -> OnnxConversion.standard().convert(file.model()))
            .getMessage().contains("it must be scaled back as it was rounded"));
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        OnnxFile file = new OnnxFile().input("x", 1, 2).constant("w", new float[] {1, Float.NaN}, 2).node("Mul", "x w", "y")
            .output("y");
        assertTrue(assertThrows(UnsupportedNodesException.class, () -> OnnxConversion.standard().convert(file.model()))
            .getMessage().contains("constant w must be numbers: it holds NaN"));
    }

    @Test
    void refusesAnOldOpset() {
        OnnxFile file = new OnnxFile(9).input("x", 2).node("Relu", "x", "y").output("y");
        assertEquals("test.onnx: its opset must be at least 13: opset=9; export it again, or change it with"
            + " onnx.version_converter", assertThrows(OnnxFormatException.class,
                () -> OnnxConversion.standard().convert(file.model())).getMessage());
    }

    @Test
    void asksForAShapeThatTheFileLeavesOpen() throws IOException {
        OnnxFile file = new OnnxFile().input("x", 0, 0).node("Relu", "x", "y").output("y");
        assertEquals("test.onnx: input x must be given a shape that fits [?, ?], with --shape x=N,N…",
            assertThrows(OnnxFormatException.class, () -> OnnxConversion.standard().convert(file.model())).getMessage());
        var conversion = new OnnxConversion(OnnxFile.shape("x", 1, 7), false);
        assertArrayEquals(new int[] {1, 7}, conversion.convert(file.model()).main().tensors().get(0).shape());
    }

    @Test
    void leavesImagesAsTheyLieIfTheyMayHaveChannelsLast() throws IOException {
        var conversion = new OnnxConversion(Map.of(), true);
        var codes = conversion.convert(OnnxCases.all().get("conv_batchnorm_relu").file().model()).main().operators().stream()
            .map(operator -> operator.code().name()).toList();
        assertEquals(List.of("CONV_2D"), codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qdq_conv", "qdq_residual"})
    void givesWholeNumbersWhereTheFileRounds(String name) throws IOException {
        var model = OnnxConversion.standard().convert(OnnxCases.all().get(name).file().model());
        assertFalse(model.main().tensors().stream().anyMatch(tensor -> tensor.type().name().startsWith("FLOAT")),
            model.main().tensors().toString());
    }
}
