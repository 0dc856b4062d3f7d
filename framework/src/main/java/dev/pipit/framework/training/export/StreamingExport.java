package dev.pipit.framework.training.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Shape;

/** A model that takes the next rows in each invocation; rows before these are kept in variables. */
final class StreamingExport {
    /** What ESPHome's micro_wake_word registers. */
    private static final Set<OperatorCode> REGISTERED = EnumSet.of(OperatorCode.CALL_ONCE, OperatorCode.VAR_HANDLE,
        OperatorCode.RESHAPE, OperatorCode.READ_VARIABLE, OperatorCode.STRIDED_SLICE, OperatorCode.CONCATENATION,
        OperatorCode.ASSIGN_VARIABLE, OperatorCode.CONV_2D, OperatorCode.MUL, OperatorCode.ADD, OperatorCode.MEAN,
        OperatorCode.FULLY_CONNECTED, OperatorCode.LOGISTIC, OperatorCode.QUANTIZE, OperatorCode.DEPTHWISE_CONV_2D,
        OperatorCode.AVERAGE_POOL_2D, OperatorCode.MAX_POOL_2D, OperatorCode.PAD, OperatorCode.PACK,
        OperatorCode.SPLIT_V);
    private static final Options NONE = new Options.None();
    private static final int TIME = 1;

    private final SubgraphMaker graph = new SubgraphMaker();
    private final SubgraphMaker start = new SubgraphMaker();
    private final Places places = new Places(graph);
    private final Map<List<Integer>, Integer> longer = new HashMap<>();

    private StreamingExport() {
    }

    static Model model(IntegerNetwork network, int rowsPerStep, String description) {
        return new StreamingExport().make(network, StepShapes.of(network, rowsPerStep), description);
    }

    private Model make(IntegerNetwork network, List<Shape> shapes, String description) {
        Shape in = shapes.get(0);
        int input = graph.tensor("input", TensorType.INT8, network.scale(), step(in));
        List<Integer> tensors = new ArrayList<>();
        tensors.add(places.reshaped(input, 1, in.height(), in.width(), in.channels()));
        LayerExport layers = new LayerExport(graph, this::remembered);
        for (IntegerNode node : network.nodes()) {
            tensors.add(layers.add(node, node.inputs().stream().map(tensors::get).toList(), shapes.get(tensors.size())));
        }
        List<Integer> outputs = network.outputs().stream()
            .map(output -> places.reshaped(tensors.get(output), outputShape(shapes.get(output)))).toList();
        return new Model(description, subgraphs(input, outputs), 0);
    }

    /** A second one only where there is something to keep. */
    private List<Subgraph> subgraphs(int input, List<Integer> outputs) {
        if (!longer.isEmpty()) {
            graph.callOnce(1);
        }
        Subgraph main = graph.subgraph(0, "main", List.of(input), outputs);
        check(main);
        return longer.isEmpty() ? List.of(main)
            : List.of(main, start.subgraph(1, "start", List.of(), List.of()));
    }

    private static int[] step(Shape shape) {
        return shape.width() == 1 ? new int[] {1, shape.height(), shape.channels()}
            : new int[] {1, shape.height(), shape.width(), shape.channels()};
    }

    private static int[] outputShape(Shape shape) {
        return shape.height() == 1 && shape.width() == 1 ? new int[] {1, shape.channels()} : step(shape);
    }

    private static void check(Subgraph main) {
        for (Operator operator : main.operators()) {
            if (!REGISTERED.contains(operator.code())) {
                throw new IllegalArgumentException(main.tensors().get(operator.outputs().get(0)).name() + ": "
                    + operator.name() + " must be one of the operators of a streaming model: " + REGISTERED);
            }
        }
    }

    /** Rows of the steps before; what needs as many of the same tensor shares them. */
    private int remembered(int tensor, int rows) {
        return longer.computeIfAbsent(List.of(tensor, rows), key -> variable(tensor, rows));
    }

    private int variable(int tensor, int rows) {
        int[] shape = places.shape(tensor);
        String name = graph.info(tensor).name() + "/state_" + rows;
        var variable = new Options.VarHandle("", name);
        int handle = graph.handle(name);
        int old = places.like(tensor, "before_" + rows, 1, rows, shape[2], shape[3]);
        int all = places.like(tensor, "since_" + rows, 1, rows + shape[TIME], shape[2], shape[3]);
        graph.operator(OperatorCode.VAR_HANDLE, 1, variable, List.of(), List.of(handle));
        graph.operator(OperatorCode.READ_VARIABLE, 1, NONE, List.of(handle), List.of(old));
        graph.operator(OperatorCode.CONCATENATION, 2, new Options.Concatenation(TIME, Options.Activation.NONE),
            List.of(old, tensor), List.of(all));
        int last = places.lastRows(all, rows);
        graph.operator(OperatorCode.ASSIGN_VARIABLE, 1, NONE, List.of(handle, last), List.of());
        initialise(variable, places.scale(tensor), 1, rows, shape[2], shape[3]);
        return all;
    }

    /** Before the first step everything is 0. */
    private void initialise(Options.VarHandle variable, Scale scale, int... shape) {
        byte[] zeros = new byte[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        Arrays.fill(zeros, (byte) scale.zeroPoint());
        int handle = start.handle(variable.sharedName());
        int zero = start.constant(variable.sharedName() + "/zero", zeros, SubgraphMaker.quantization(scale), shape);
        start.operator(OperatorCode.VAR_HANDLE, 1, variable, List.of(), List.of(handle));
        start.operator(OperatorCode.ASSIGN_VARIABLE, 1, NONE, List.of(handle, zero), List.of());
    }
}
