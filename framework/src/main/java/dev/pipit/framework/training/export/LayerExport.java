package dev.pipit.framework.training.export;

import java.util.List;
import java.util.Locale;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.Activation;
import dev.pipit.framework.training.integer.Add;
import dev.pipit.framework.training.integer.AveragePool;
import dev.pipit.framework.training.integer.Concatenate;
import dev.pipit.framework.training.integer.Convolution;
import dev.pipit.framework.training.integer.Dense;
import dev.pipit.framework.training.integer.Depthwise;
import dev.pipit.framework.training.integer.Flatten;
import dev.pipit.framework.training.integer.IntegerLayer;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.MaxPool;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Movement;
import dev.pipit.framework.training.integer.Padding;
import dev.pipit.framework.training.integer.Requantize;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Shape;
import dev.pipit.framework.training.integer.Softmax;
import dev.pipit.framework.training.integer.Table;
import dev.pipit.framework.training.integer.Weights;

/** Adds the operators of one layer after the other to a subgraph. */
final class LayerExport {
    private static final Options NONE = new Options.None();

    private final SubgraphMaker graph;
    private final Places places;
    private final Border border;

    LayerExport(SubgraphMaker graph, Border border) {
        this.graph = graph;
        this.places = new Places(graph);
        this.border = border;
    }

    /**
     * Adds what computes a node.
     *
     * @param inputs tensors
     * @param shape  of the output
     * @return the tensor that is computed
     */
    int add(IntegerNode node, List<Integer> inputs, Shape shape) {
        IntegerLayer layer = node.layer();
        if (layer instanceof Convolution convolution) {
            return convolution(convolution, node, inputs.get(0), shape);
        } else if (layer instanceof Depthwise depthwise) {
            return depthwise(depthwise, node, inputs.get(0), shape);
        } else if (layer instanceof AveragePool pool) {
            return pool(OperatorCode.AVERAGE_POOL_2D, pool.movement(), pool.activation(), node, inputs.get(0), shape);
        } else if (layer instanceof MaxPool pool) {
            return pool(OperatorCode.MAX_POOL_2D, pool.movement(), pool.activation(), node, inputs.get(0), shape);
        } else if (layer instanceof Dense dense) {
            return dense(dense, node, inputs.get(0), shape);
        } else if (layer instanceof Mean mean) {
            return mean(node, lastRows(node, mean.rows(), mean.padding(), inputs.get(0), shape));
        } else if (layer instanceof Flatten flatten) {
            return flatten(node, lastRows(node, flatten.rows(), flatten.padding(), inputs.get(0), shape), shape);
        } else if (layer instanceof Add add) {
            var options = new Options.Arithmetic(activation(add.activation()), false);
            return joined(OperatorCode.ADD, options, node, alike(inputs), shape);
        } else if (layer instanceof Concatenate) {
            List<Integer> alike = alike(inputs);
            var options = new Options.Concatenation(places.shape(alike.get(0)).length - 1, Options.Activation.NONE);
            return joined(OperatorCode.CONCATENATION, options, node, alike, shape);
        } else if (layer instanceof Table table) {
            OperatorCode code = table.function() == Table.Function.LOGISTIC ? OperatorCode.LOGISTIC : OperatorCode.TANH;
            return each(code, 2, NONE, node, inputs.get(0), TensorType.INT8);
        } else if (layer instanceof Softmax) {
            return each(OperatorCode.SOFTMAX, 2, new Options.Softmax(1), node, inputs.get(0), TensorType.INT8);
        }
        return each(OperatorCode.QUANTIZE, 1, NONE, node, inputs.get(0),
            layer instanceof Requantize ? TensorType.INT8 : TensorType.UINT8);
    }

    private int output(IntegerNode node, int... shape) {
        return graph.tensor(node.name(), TensorType.INT8, node.scale(), shape);
    }

    private int image(IntegerNode node, Shape shape) {
        return output(node, 1, shape.height(), shape.width(), shape.channels());
    }

    private int convolution(Convolution layer, IntegerNode node, int input, Shape shape) {
        Movement m = layer.movement();
        int in = bordered(m, input);
        int to = image(node, shape);
        Weights w = layer.weights();
        int filter = graph.constant(node.name() + "/weights", w.values(), quantization(w, 0), w.channels(),
            m.kernelHeight(), m.kernelWidth(), layer.inputChannels());
        graph.operator(OperatorCode.CONV_2D, 3, new Options.Conv2d(padding(m), m.strideWidth(), m.strideHeight(),
            m.dilationWidth(), m.dilationHeight(), activation(layer.activation())),
            List.of(in, filter, bias(node, w, places.scale(in))), List.of(to));
        return to;
    }

    private int depthwise(Depthwise layer, IntegerNode node, int input, Shape shape) {
        Movement m = layer.movement();
        int in = bordered(m, input);
        int to = image(node, shape);
        Weights w = layer.weights();
        int filter = graph.constant(node.name() + "/weights", w.values(), quantization(w, 3), 1, m.kernelHeight(),
            m.kernelWidth(), w.channels());
        graph.operator(OperatorCode.DEPTHWISE_CONV_2D, 3, new Options.DepthwiseConv2d(padding(m), m.strideWidth(),
            m.strideHeight(), m.dilationWidth(), m.dilationHeight(), layer.multiplier(), activation(layer.activation())),
            List.of(in, filter, bias(node, w, places.scale(in))), List.of(to));
        return to;
    }

    private int pool(OperatorCode code, Movement m, Activation activation, IntegerNode node, int input, Shape shape) {
        int in = bordered(m, input);
        int to = image(node, shape);
        graph.operator(code, 2, new Options.Pool2d(padding(m), m.strideWidth(), m.strideHeight(), m.kernelWidth(),
            m.kernelHeight(), activation(activation)), List.of(in), List.of(to));
        return to;
    }

    /** Each row by itself, or the last of them together, which then are one place. */
    private int dense(Dense layer, IntegerNode node, int input, Shape shape) {
        int rows = lastRows(node, layer.rows(), layer.padding(), input, shape);
        Weights w = layer.weights();
        int depth = w.values().length / w.channels();
        int in = places.reshaped(rows, shape.height(), depth);
        int filter = graph.constant(node.name() + "/weights", w.values(), quantization(w, 0), w.channels(), depth);
        var options = new Options.FullyConnected(activation(layer.activation()), false);
        List<Integer> operands = List.of(in, filter, bias(node, w, places.scale(in)));
        if (shape.height() == 1) {
            int to = output(node, 1, w.channels());
            graph.operator(OperatorCode.FULLY_CONNECTED, 4, options, operands, List.of(to));
            return to;
        }
        int to = image(node, shape);
        int products = places.like(to, "rows", shape.height(), w.channels());
        graph.operator(OperatorCode.FULLY_CONNECTED, 4, options, operands, List.of(products));
        places.reshape(products, to);
        return to;
    }

    private int mean(IntegerNode node, int rows) {
        int[] shape = places.shape(rows);
        int axes = graph.constant("rows_and_columns", 1, 2);
        int to = output(node, 1, shape[3]);
        graph.operator(OperatorCode.MEAN, 2, new Options.Reduce(false), List.of(rows, axes), List.of(to));
        return to;
    }

    private int flatten(IntegerNode node, int rows, Shape shape) {
        int to = shape.height() == 1 ? output(node, 1, shape.channels()) : image(node, shape);
        places.reshape(rows, to);
        return to;
    }

    private int joined(OperatorCode code, Options options, IntegerNode node, List<Integer> inputs, Shape shape) {
        int to = places.isImage(inputs.get(0)) ? image(node, shape) : output(node, 1, shape.channels());
        graph.operator(code, 2, options, inputs, List.of(to));
        return to;
    }

    private int each(OperatorCode code, int version, Options options, IntegerNode node, int input, TensorType type) {
        int to = graph.tensor(node.name(), type, node.scale(), places.shape(input));
        graph.operator(code, version, options, List.of(input), List.of(to));
        return to;
    }

    /** All with rows and columns, unless none has them. */
    private List<Integer> alike(List<Integer> inputs) {
        return inputs.stream().anyMatch(places::isImage) ? inputs.stream().map(places::image).toList() : inputs;
    }

    /** What a kernel without padding of its own moves over. */
    private int bordered(Movement movement, int input) {
        int image = places.image(input);
        int before = movement.padding() == Padding.SAME ? 0 : movement.rowsBefore(places.shape(image)[1]);
        if (before < 0) {
            return places.lastRows(image, places.shape(image)[1] + before);
        }
        return before == 0 ? image : border.before(image, before);
    }

    /** The rows that a layer without a kernel takes together; more than one of them only once. */
    private int lastRows(IntegerNode node, int rows, Padding padding, int input, Shape output) {
        int image = places.image(input);
        boolean single = output.height() == 1;
        if (!single && (rows > 1 || node.layer() instanceof Mean)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                "%s: no operator does this for more than one output: outputs=%s, rows=%s", node.name(), output.height(),
                rows));
        }
        int before = padding == Padding.CAUSAL ? rows - 1 : 0;
        return before == 0 ? image : border.before(image, before);
    }

    private int bias(IntegerNode node, Weights weights, Scale input) {
        float[] scales = weights.scales().clone();
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= input.scale();
        }
        return graph.constant(node.name() + "/bias", weights.bias(), new Quantization(scales, new int[scales.length], 0));
    }

    private static Quantization quantization(Weights weights, int axis) {
        float[] scales = weights.scales().clone();
        return new Quantization(scales, new int[scales.length], scales.length > 1 ? axis : 0);
    }

    private static Options.Padding padding(Movement movement) {
        return movement.padding() == Padding.SAME ? Options.Padding.SAME : Options.Padding.VALID;
    }

    private static Options.Activation activation(Activation activation) {
        return switch (activation) {
            case NONE -> Options.Activation.NONE;
            case RELU -> Options.Activation.RELU;
            case RELU6 -> Options.Activation.RELU6;
        };
    }
}
