package dev.pipit.framework.training.export;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Shape;

/** A model that takes the whole input at once; rows before the first are padded. */
final class WholeExport {
    private final SubgraphMaker graph = new SubgraphMaker();
    private final Places places = new Places(graph);

    private WholeExport() {
    }

    static Model model(IntegerNetwork network, String description) {
        return new WholeExport().make(network, description);
    }

    private Model make(IntegerNetwork network, String description) {
        List<Shape> shapes = network.shapes();
        Shape in = network.input();
        int input = graph.tensor("input", TensorType.INT8, network.scale(), 1, in.height(), in.width(), in.channels());
        List<Integer> tensors = new ArrayList<>(List.of(input));
        LayerExport layers = new LayerExport(graph, this::padded);
        for (IntegerNode node : network.nodes()) {
            Shape shape = shapes.get(tensors.size());
            if (shape.height() == 0) {
                throw new IllegalArgumentException(node.name() + ": must have an output: input=" + in);
            }
            tensors.add(layers.add(node, node.inputs().stream().map(tensors::get).toList(), shape));
        }
        List<Integer> outputs = network.outputs().stream().map(o -> output(tensors.get(o), shapes.get(o))).toList();
        return new Model(description, List.of(graph.subgraph(0, "main", List.of(input), outputs)), 0);
    }

    private int output(int tensor, Shape shape) {
        return shape.height() == 1 && shape.width() == 1 ? places.reshaped(tensor, 1, shape.channels()) : tensor;
    }

    private int padded(int tensor, int rows) {
        int[] shape = places.shape(tensor);
        int to = places.like(tensor, "padded", 1, rows + shape[1], shape[2], shape[3]);
        int paddings = graph.paddings("rows_before_" + rows, rows);
        graph.operator(OperatorCode.PAD, 2, new Options.None(), List.of(tensor, paddings), List.of(to));
        return to;
    }
}
