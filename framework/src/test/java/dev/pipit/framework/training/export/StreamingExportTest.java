package dev.pipit.framework.training.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.MemoryUse;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.Activation;
import dev.pipit.framework.training.integer.Add;
import dev.pipit.framework.training.integer.Convolution;
import dev.pipit.framework.training.integer.Depthwise;
import dev.pipit.framework.training.integer.IntegerLayer;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Movement;
import dev.pipit.framework.training.integer.Padding;
import dev.pipit.framework.training.integer.Quantize;
import dev.pipit.framework.training.integer.RandomNetwork;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Shape;
import dev.pipit.framework.training.integer.Simulation;
import dev.pipit.framework.training.integer.Softmax;
import dev.pipit.framework.training.integer.Table;

/** The form of streaming models, on a wake-word network of the usual size. */
class StreamingExportTest {
    private static final int CHANNELS = 48;
    private static final Scale INPUT = new Scale(0.1f, -128);
    private static final Scale INNER = new Scale(0.05f, -128);

    private static float[] reals(Random random, int count, double size) {
        float[] reals = new float[count];
        for (int i = 0; i < count; i++) {
            reals[i] = (float) (random.nextGaussian() * size);
        }
        return reals;
    }

    /** Stride 3, then four residual pairs of a depthwise and a pointwise convolution, then a logistic score. */
    private static IntegerNetwork wakeWord() {
        Random random = new Random(48);
        List<IntegerNode> nodes = new ArrayList<>();
        nodes.add(new IntegerNode("first", Convolution.quantized(Movement.overTime(5, 3, 1, Padding.NEWEST),
            reals(random, 5 * 40 * CHANNELS, 0.015), new float[CHANNELS], Activation.RELU, INPUT), List.of(0), INNER));
        for (int kernel : new int[] {5, 9, 13, 17}) {
            int before = nodes.size();
            nodes.add(new IntegerNode("depthwise" + kernel, Depthwise.quantized(
                Movement.overTime(kernel, 1, 1, Padding.CAUSAL), 1, reals(random, kernel * CHANNELS, 0.2),
                new float[CHANNELS], Activation.NONE, INNER), List.of(before), new Scale(0.06f, 3)));
            nodes.add(new IntegerNode("pointwise" + kernel, Convolution.quantized(Movement.pointwise(),
                reals(random, CHANNELS * CHANNELS, 0.12), new float[CHANNELS], Activation.RELU,
                new Scale(0.06f, 3)), List.of(before + 1), INNER));
            nodes.add(new IntegerNode("sum" + kernel, new Add(Activation.NONE), List.of(before, before + 2), INNER));
        }
        nodes.add(new IntegerNode("logit", Convolution.quantized(Movement.pointwise(), reals(random, CHANNELS, 0.2),
            new float[] {2}, Activation.NONE, INNER), List.of(nodes.size()), new Scale(0.05f, 0)));
        Table logistic = new Table(Table.Function.LOGISTIC);
        nodes.add(new IntegerNode("probability", logistic, List.of(nodes.size()), logistic.function().output()));
        nodes.add(new IntegerNode("score", new Quantize(), List.of(nodes.size()),
            Quantize.unsigned(logistic.function().output())));
        return new IntegerNetwork(new Shape(150, 1, 40), INPUT, nodes, List.of(nodes.size()));
    }

    @Test
    void takesAndGivesWhatMicroWakeWordDoes() throws ModelFormatException {
        Interpreter interpreter = TfliteExportTest.prepared(TfliteExport.streaming(wakeWord(), 3, ""), KernelSet.SCALAR);
        TensorInfo input = interpreter.input(0).info();
        TensorInfo output = interpreter.output(0).info();
        assertArrayEquals(new int[] {1, 3, 40}, input.shape());
        assertEquals(TensorType.INT8, input.type());
        assertArrayEquals(new int[] {1, 1}, output.shape());
        assertEquals(TensorType.UINT8, output.type());
        assertEquals(1f / 256, output.quantization().orElseThrow().scale());
        assertEquals(0, output.quantization().orElseThrow().zeroPoint());
    }

    @Test
    void computesWhatTheSimulationSaysForSeconds() throws ModelFormatException {
        IntegerNetwork network = wakeWord();
        byte[] input = TfliteExportTest.sequence(network, 600, 3);
        var expected = new Simulation(network).outputs(input);
        assertTrue(Arrays.stream(expected.get(0).values()).distinct().count() > 50);
        for (KernelSet kernels : List.of(KernelSet.SCALAR, KernelSet.VECTOR)) {
            Interpreter interpreter = TfliteExportTest.prepared(TfliteExport.streaming(network, 3, ""), kernels);
            TfliteExportTest.assertSteps(expected, interpreter, input, 200, kernels.name());
            interpreter.reset();
            TfliteExportTest.assertSteps(expected, interpreter, input, 200, kernels.name());
        }
        TfliteExportTest.assertSteps(expected, TfliteExportTest.prepared(TfliteExport.streaming(network, 6, ""),
            KernelSet.SCALAR), input, 100, "two hops a step");
    }

    @Test
    void keepsNoMoreThanTheRowsThatKernelsReachBack() throws ModelFormatException {
        MemoryUse memory = TfliteExportTest.prepared(TfliteExport.streaming(wakeWord(), 3, ""), KernelSet.REFERENCE)
            .memory();
        int rows = 4 + 8 + 12 + 16;
        assertEquals(2 * 40 + rows * CHANNELS + 1, memory.variableBytes());        // and whether the start was called
        // the longest state, read, joined with the new row, and what is kept of it; with what runs beside it
        assertTrue(memory.arenaBytes() <= 4 * 17 * CHANNELS, "arena=" + memory.arenaBytes());
    }

    @Test
    void hasOnlyOperatorsThatEspHomeRegisters() throws ModelFormatException {
        Set<String> used = new TreeSet<>();
        for (long seed = 0; seed < 60; seed++) {
            Model model = TfliteExport.streaming(RandomNetwork.streaming(seed, 1, 1), 1, "");
            model.subgraphs().forEach(subgraph -> subgraph.operators().forEach(o -> used.add(o.name())));
        }
        assertEquals(Set.of("ADD", "ASSIGN_VARIABLE", "AVERAGE_POOL_2D", "CALL_ONCE", "CONCATENATION", "CONV_2D",
            "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "LOGISTIC", "MAX_POOL_2D", "MEAN", "QUANTIZE", "READ_VARIABLE",
            "RESHAPE", "STRIDED_SLICE", "VAR_HANDLE"), used);
    }

    @Test
    void namesTensorsAfterTheLayers() {
        Set<String> names = TfliteExport.streaming(wakeWord(), 3, "").main().tensors().stream().map(TensorInfo::name)
            .collect(Collectors.toSet());
        assertTrue(names.containsAll(Set.of("input", "first", "first/weights", "first/bias", "first/state_4", "sum17",
            "score")), names.toString());
    }

    @Test
    void layersThatNeedTheSameRowsShareThem() {
        var layer = Depthwise.quantized(Movement.overTime(4, 1, 1, Padding.CAUSAL), 1, new float[8], new float[2],
            Activation.NONE, INPUT);
        var network = new IntegerNetwork(new Shape(9, 1, 2), INPUT, List.of(new IntegerNode("a", layer, List.of(0), INNER),
            new IntegerNode("b", layer, List.of(0), INNER), new IntegerNode("c", new Mean(3, Padding.CAUSAL), List.of(0),
            INNER)), List.of(1, 2, 3));
        List<String> names = TfliteExport.streaming(network, 1, "").main().tensors().stream()
            .filter(t -> t.type() == TensorType.RESOURCE).map(TensorInfo::name).toList();
        assertEquals(List.of("input/reshaped/state_3", "input/reshaped/state_2"), names);
    }

    @Test
    void withoutRowsToKeepThereAreNoVariables() throws ModelFormatException {
        Model model = TfliteExport.streaming(one(new Table(Table.Function.LOGISTIC), Table.Function.LOGISTIC.output()), 2,
            "");
        assertEquals(1, model.subgraphs().size());
        Interpreter interpreter = TfliteExportTest.prepared(model, KernelSet.REFERENCE);
        assertArrayEquals(new int[] {1, 2, 1}, interpreter.output(0).info().shape());
        assertEquals(0, OneOperator.run(interpreter, new int[] {-128, -128})[1]);       // the logistic of 0 is a half
    }

    private static IntegerNetwork one(IntegerLayer layer, Scale output) {
        return new IntegerNetwork(new Shape(8, 1, 1), INPUT, List.of(new IntegerNode("only", layer, List.of(0), output)),
            List.of(1));
    }

    private static String refusal(IntegerLayer layer, Scale output, int rowsPerStep) {
        return assertThrows(IllegalArgumentException.class,
            () -> TfliteExport.streaming(one(layer, output), rowsPerStep, "")).getMessage();
    }

    private static IntegerLayer convolution(int kernel, int stride, Padding padding) {
        return Convolution.quantized(Movement.overTime(kernel, stride, 1, padding), new float[kernel], new float[1],
            Activation.NONE, INPUT);
    }

    @Test
    void whatLooksAheadIsRefused() {
        assertEquals("only: padding must be causal: padding=SAME, kernel covers 3 rows, stride=1",
            refusal(convolution(3, 1, Padding.SAME), INNER, 1));
        assertEquals("only: padding must be causal: padding=VALID, rows=8", refusal(new Mean(8, Padding.VALID), INNER, 1));
        assertEquals("only: rows of a step must be a multiple of the stride: rows=4, stride=3",
            refusal(convolution(3, 3, Padding.CAUSAL), INNER, 4));
        assertEquals("only: no operator does this for more than one output: outputs=2, rows=4",
            refusal(new Mean(4, Padding.CAUSAL), INNER, 2));
        assertTrue(refusal(new Softmax(), Softmax.OUTPUT, 1).startsWith(
            "only: SOFTMAX must be one of the operators of a streaming model"));
        assertEquals("rows of a step must be at least 1: rowsPerStep=0",
            refusal(convolution(1, 1, Padding.CAUSAL), INNER, 0));
    }
}
