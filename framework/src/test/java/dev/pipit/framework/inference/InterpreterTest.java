package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;

class InterpreterTest {
    private static final Options NONE = new Options.None();

    /** Image, convolution, RELU, mean, reshape, dense, softmax. */
    private static Model network() {
        var maker = new ModelMaker();
        int image = maker.tensor(Spec.scaled(TensorType.INT8, 0.1, -3, 1, 8, 8, 2));
        int weights = maker.constant(Spec.of(TensorType.INT8, 4, 3, 3, 2).perAxis(0, 0.1f, 0.2f, 0.1f, 0.3f),
            new double[72]);
        int bias = maker.constant(Spec.of(TensorType.INT32, 4), 100, 200, -300, 400);
        int convolved = maker.tensor(Spec.scaled(TensorType.INT8, 0.1, 0, 1, 8, 8, 4));
        int cut = maker.tensor(Spec.scaled(TensorType.INT8, 0.1, 0, 1, 8, 8, 4));
        int mean = maker.tensor(Spec.scaled(TensorType.INT8, 0.1, 0, 1, 1, 1, 4));
        int flat = maker.tensor(Spec.scaled(TensorType.INT8, 0.1, 0, 1, 4));
        int dense = maker.constant(Spec.scaled(TensorType.INT8, 0.1, 0, 3, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        int scores = maker.tensor(Spec.scaled(TensorType.INT8, 0.5, 0, 1, 3));
        int shares = maker.tensor(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 1, 3));
        return maker
            .operator(OperatorCode.CONV_2D, new Options.Conv2d(Padding.SAME, 1, 1, 1, 1, Activation.NONE),
                List.of(image, weights, bias), List.of(convolved))
            .operator(OperatorCode.RELU, NONE, List.of(convolved), List.of(cut))
            .operator(OperatorCode.AVERAGE_POOL_2D, new Options.Pool2d(Padding.VALID, 8, 8, 8, 8, Activation.NONE),
                List.of(cut), List.of(mean))
            .operator(OperatorCode.RESHAPE, new Options.Reshape(List.of(1, 4)), List.of(mean), List.of(flat))
            .operator(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Activation.NONE, false),
                List.of(flat, dense, -1), List.of(scores))
            .operator(OperatorCode.SOFTMAX, new Options.Softmax(1), List.of(scores), List.of(shares))
            .subgraph(List.of(image), List.of(shares)).model();
    }

    @Test
    void tensorsShareMemoryUnlessAllAreKept() throws ModelFormatException {
        // 8 x 8 x 4 bytes in and out of RELU; everything else fits beside or into them
        assertEquals(512, Interpreter.prepare(network()).memory().arenaBytes());
        // each of the seven by itself, in steps of 16 bytes
        assertEquals(128 + 256 + 256 + 4 * 16,
            Interpreter.prepare(network(), Settings.standard().keepingAllTensors()).memory().arenaBytes());
    }

    @Test
    void intermediateTensorsCanBeReadWhereAllAreKept() throws ModelFormatException {
        var interpreter = Interpreter.prepare(network(), Settings.standard().keepingAllTensors());
        interpreter.invoke();
        // weights are 0, so each channel is its bias: 100 x 0.1 x 0.1 / 0.1 = 10, 200 x 0.2 x 0.1 / 0.1 = 40 …
        assertArrayEquals(new int[] {10, 40, 0, 120}, OneOperator.whole(interpreter.tensor(0, 6).orElseThrow()));
        assertTrue(interpreter.tensor(0, 1).isEmpty());
        assertEquals(3, interpreter.tensor(0, 8).orElseThrow().elements());
    }

    @Test
    void intermediateTensorsAreNotShownWhereMemoryIsShared() throws ModelFormatException {
        var interpreter = Interpreter.prepare(network());
        var e = assertThrows(IllegalStateException.class, () -> interpreter.tensor(0, 6));
        assertEquals("tensors share memory: prepare with Settings.keepingAllTensors", e.getMessage());
    }

    @Test
    void aModelThatIsTooLargeIsRefusedBeforeMemoryIsTaken() {
        var e = assertThrows(ModelFormatException.class,
            () -> Interpreter.prepare(network(), Settings.standard().mostArenaBytes(500)));
        assertEquals("model must fit its memory: bytes=512, mostArenaBytes=500", e.getMessage());
    }

    @Test
    void settingsMustBePossible() {
        assertThrows(IllegalArgumentException.class, () -> Settings.standard().mostArenaBytes(0));
        var e = assertThrows(IllegalArgumentException.class, () -> Settings.standard().mostArenaBytes(1L << 31));
        assertEquals("mostArenaBytes must be 1 to 2147483647: mostArenaBytes=2147483648", e.getMessage());
    }

    @Test
    void anInvocationAllocatesNothing() throws ModelFormatException {
        var interpreter = Interpreter.prepare(network());
        float[] image = new float[128];
        float[] shares = new float[3];
        for (int n = 0; n < 1_000; n++) {
            step(interpreter, image, shares);
        }
        assertEquals(0, AllocatedBytes.of(() -> {
            for (int n = 0; n < 10_000; n++) {
                step(interpreter, image, shares);
            }
        }));
    }

    private static void step(Interpreter interpreter, float[] image, float[] shares) {
        interpreter.input(0).writeReals(image, 0);
        interpreter.invoke();
        interpreter.output(0).readReals(shares, 0);
    }

    @Test
    void allUnsupportedOperatorsAreNamedAtOnce() {
        var maker = new ModelMaker();
        int real = maker.tensor(Spec.of(TensorType.FLOAT64, 2));
        int whole = maker.tensor(Spec.scaled(TensorType.INT8, 1, 0, 2));
        int out = maker.tensor(Spec.scaled(TensorType.INT8, 1, 0, 2));
        maker.operator(OperatorCode.QUANTIZE, NONE, List.of(real), List.of(whole))
            .operator(OperatorCode.RELU, NONE, List.of(whole), List.of(out))
            .operator(OperatorCode.TOPK_V2, NONE, List.of(out, -1), List.of(out))
            .operator(OperatorCode.BIDIRECTIONAL_SEQUENCE_LSTM, NONE, List.of(out), List.of(out))
            .subgraph(List.of(real), List.of(out));
        int other = maker.tensor(Spec.of(TensorType.BOOL));
        maker.operator(OperatorCode.TOPK_V2, NONE, List.of(other), List.of(other)).subgraph(List.of(), List.of());
        var e = assertThrows(UnsupportedOperatorsException.class, () -> Interpreter.prepare(maker.model()));
        assertEquals(4, e.operators().size());
        List<String> lines = e.getMessage().lines().toList();
        assertEquals("4 operators are not supported:", lines.get(0));
        assertTrue(lines.get(1).startsWith("  operator 0 (QUANTIZE) version 1, FLOAT64 -> INT8; instead: QUANTIZE with "),
            lines.get(1));
        assertEquals("  operator 2 (TOPK_V2) version 1, INT8 - -> INT8", lines.get(2));
        assertEquals("  operator 3 (BIDIRECTIONAL_SEQUENCE_LSTM) version 1, INT8 -> INT8; instead: "
            + "UNIDIRECTIONAL_SEQUENCE_LSTM", lines.get(3));
        assertEquals("  subgraph 1, operator 0 (TOPK_V2) version 1, BOOL -> BOOL", lines.get(4));
        assertEquals(2, e.operators().get(1).index());
    }

    @Test
    void anOutputMustNotBeConstant() {
        var maker = new ModelMaker();
        int in = maker.tensor(Spec.of(TensorType.INT8, 2));
        int constant = maker.constant(Spec.of(TensorType.INT8, 2), 1, 2);
        maker.operator(OperatorCode.RESHAPE, NONE, List.of(in), List.of(constant)).subgraph(List.of(in), List.of());
        assertEquals("operator 0 (RESHAPE): output must not be constant: tensor=1",
            assertThrows(ModelFormatException.class, () -> Interpreter.prepare(maker.model())).getMessage());
    }

    /** By the shapes: 2 x (6 x 5 + 6 x 4) for SVDF. */
    @Test
    void multiplicationsOverTimeAreCounted() {
        Model svdf = OneOperator.of(OperatorCode.SVDF, new Options.Svdf(2, Activation.NONE))
            .input(Spec.of(TensorType.INT8, 2, 5)).constant(Spec.of(TensorType.INT8, 6, 5), new double[30])
            .constant(Spec.of(TensorType.INT16, 6, 4), new double[24]).output(Spec.of(TensorType.INT8, 2, 3)).model();
        assertEquals(2 * 54, OperatorCost.total(OperatorCost.of(svdf)));
    }

    @Test
    void multiplicationsAreCounted() {
        List<OperatorCost> costs = OperatorCost.of(network());
        assertEquals(new OperatorCost(0, 0, "CONV_2D", 8 * 8 * 4 * 3 * 3 * 2), costs.get(0));
        assertEquals(new OperatorCost(0, 4, "FULLY_CONNECTED", 12), costs.get(4));
        assertEquals(8 * 8 * 4 * 18 + 12, OperatorCost.total(costs));
    }
}
