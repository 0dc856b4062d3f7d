package dev.pipit.framework.training.export;

import java.util.List;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.Add;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.Concatenate;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Depthwise;
import dev.pipit.framework.training.GlobalMean;
import dev.pipit.framework.training.Gru;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.MaxPool;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Rearrangement;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Adds the operators of real numbers of one layer after the other. All tensors are {@code [1, height, width, channels]}. */
final class FloatLayers {
    private static final Options NONE = new Options.None();
    private static final int CHANNELS = 3;

    private final SubgraphMaker graph;
    private final Places places;

    FloatLayers(SubgraphMaker graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    /** Whether there are operators for a layer. */
    static boolean has(Layer layer) {
        return takesRectifier(layer) || layer instanceof Activation || layer instanceof Concatenate
            || layer instanceof GlobalMean || layer instanceof Gru
            || layer instanceof Rearrangement moved && moved.keepsOrder();
    }

    /** Whether the operator has a rectifier of its own. */
    static boolean takesRectifier(Layer layer) {
        return layer instanceof Convolution || layer instanceof Depthwise || layer instanceof Add
            || layer instanceof MaxPool || layer instanceof AveragePool;
    }

    /**
     * Adds what computes a node.
     *
     * @param inputs tensors
     * @param input  shape of the first
     * @return the tensor that is computed
     */
    int add(Network.Node node, List<Integer> inputs, Shape input, Options.Activation rectifier) {
        Layer layer = node.layer();
        int to = graph.real(node.name(), 1, node.shape().height(), node.shape().width(), node.shape().channels());
        if (layer instanceof Convolution convolution) {
            Window w = convolution.window();
            operator(OperatorCode.CONV_2D, w.dilation() > 1 ? 2 : 1, new Options.Conv2d(padding(w), w.widthStride(),
                w.stride(), 1, w.dilation(), rectifier), operands(node, outputsFirst(node, input.channels()),
                bordered(w, inputs.get(0))), to);
        } else if (layer instanceof Depthwise depthwise) {
            Window w = depthwise.window();
            int weights = graph.constant(node.name() + "/weights", layer.parameters().get(0).values(), 1, w.height(),
                w.width(), input.channels());
            operator(OperatorCode.DEPTHWISE_CONV_2D, w.dilation() > 1 ? 2 : 1, new Options.DepthwiseConv2d(padding(w),
                w.widthStride(), w.stride(), 1, w.dilation(), 1, rectifier),
                operands(node, weights, bordered(w, inputs.get(0))), to);
        } else if (layer instanceof AveragePool pool) {
            average(pool.window(), node, inputs.get(0), to, rectifier);
        } else if (layer instanceof MaxPool pool) {
            operator(OperatorCode.MAX_POOL_2D, 1, pool(pool.window(), rectifier),
                List.of(surrounded(pool.window(), inputs.get(0))), to);
        } else if (layer instanceof Add) {
            operator(OperatorCode.ADD, 1, new Options.Arithmetic(rectifier, false), inputs, to);
        } else if (layer instanceof Concatenate) {
            operator(OperatorCode.CONCATENATION, 1, new Options.Concatenation(CHANNELS, Options.Activation.NONE), inputs, to);
        } else if (layer instanceof GlobalMean) {
            operator(OperatorCode.MEAN, 1, new Options.Reduce(true),
                List.of(inputs.get(0), graph.constant("rows_and_columns", 1, 2)), to);
        } else if (layer instanceof Gru) {
            RecurrentLayers.add(graph, places, node, inputs.get(0), input, to);
        } else if (layer instanceof Rearrangement) {
            places.reshape(inputs.get(0), to);
        } else {
            operator(function((Activation) layer), 1, NONE, inputs, to);
        }
        return to;
    }

    /** Adds the softmax of a list of logits. */
    int probabilities(int logits) {
        int to = graph.real("scores", places.shape(logits));
        operator(OperatorCode.SOFTMAX, 1, new Options.Softmax(1), List.of(logits), to);
        return to;
    }

    private void operator(OperatorCode code, int version, Options options, List<Integer> from, int to) {
        graph.operator(code, version, options, from, List.of(to));
    }

    private static OperatorCode function(Activation activation) {
        return switch (activation) {
            case RELU -> OperatorCode.RELU;
            case RELU6 -> OperatorCode.RELU6;
            case TANH -> OperatorCode.TANH;
            case SIGMOID -> OperatorCode.LOGISTIC;
        };
    }

    private List<Integer> operands(Network.Node node, int weights, int input) {
        float[] bias = node.layer().parameters().get(1).values();
        return List.of(input, weights, graph.constant(node.name() + "/bias", bias, bias.length));
    }

    private int outputsFirst(Network.Node node, int channels) {
        Window window = ((Convolution) node.layer()).window();
        float[] weights = node.layer().parameters().get(0).values();
        int filters = node.shape().channels();
        int taps = weights.length / filters;
        float[] first = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            first[i % filters * taps + i / filters] = weights[i];
        }
        return graph.constant(node.name() + "/weights", first, filters, window.height(), window.width(), channels);
    }

    private static Options.Padding padding(Window window) {
        return window.padding() == Padding.SAME ? Options.Padding.SAME : Options.Padding.VALID;
    }

    private static Options.Pool2d pool(Window w, Options.Activation rectifier) {
        return new Options.Pool2d(padding(w), w.widthStride(), w.stride(), w.width(), w.height(), rectifier);
    }

    private static int rowsBefore(Window window) {
        return window.padding() == Padding.CAUSAL ? window.reach() - window.stride() : 0;
    }

    /** With zeros before the first row, or without the rows that no window looks at. */
    private int bordered(Window window, int image) {
        int before = rowsBefore(window);
        if (before <= 0) {
            return before == 0 ? image : places.lastRows(image, places.shape(image)[1] + before);
        }
        int to = longer(image, before);
        operator(OperatorCode.PAD, 1, NONE, List.of(image, graph.paddings("rows_before_" + before, before)), to);
        return to;
    }

    /** The same with numbers that are never the largest. */
    private int surrounded(Window window, int image) {
        int before = rowsBefore(window);
        if (before <= 0) {
            return bordered(window, image);
        }
        int to = longer(image, before);
        operator(OperatorCode.PADV2, 1, NONE, List.of(image, graph.paddings("rows_before_" + before, before),
            graph.constant("least", new float[] {-Float.MAX_VALUE}, 1)), to);
        return to;
    }

    private int longer(int image, int rows) {
        int[] shape = places.shape(image);
        return places.like(image, "padded", 1, rows + shape[1], shape[2], shape[3]);
    }

    /** Rows before the first do not count: the first means, of fewer rows, are larger than those of the operator. */
    private void average(Window window, Network.Node node, int image, int to, Options.Activation rectifier) {
        int before = rowsBefore(window);
        if (before <= 0) {
            operator(OperatorCode.AVERAGE_POOL_2D, 1, pool(window, rectifier), List.of(bordered(window, image)), to);
            return;
        }
        float[] factors = new float[node.shape().height()];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = (float) window.height() / Math.min(window.height(), (row + 1) * window.stride());
        }
        int means = graph.real(node.name() + "/means", places.shape(to));
        operator(OperatorCode.AVERAGE_POOL_2D, 1, pool(window, Options.Activation.NONE),
            List.of(bordered(window, image)), means);
        operator(OperatorCode.MUL, 1, new Options.Arithmetic(rectifier, false),
            List.of(means, graph.constant(node.name() + "/counts", factors, 1, factors.length, 1, 1)), to);
    }
}
