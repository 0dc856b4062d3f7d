package dev.pipit.framework.compression.retrain;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** Small models of real numbers, operator by operator, with random weights. */
public final class FloatGraph {
    private static final Options NONE = new Options.None();

    private final Draft draft = Draft.empty("small");
    private final SplittableRandom random;

    public FloatGraph(SplittableRandom random) {
        this.random = random;
    }

    private int tensor(int... shape) {
        return draft.add("t" + draft.tensors(), TensorType.FLOAT32, Optional.empty(), shape);
    }

    private int[] shape(int tensor) {
        return draft.tensor(tensor).shape();
    }

    public int size(int tensor) {
        return draft.tensor(tensor).elements();
    }

    private int operator(OperatorCode code, Options options, List<Integer> from, int... shape) {
        int to = tensor(shape);
        draft.add(code, 1, options, from, List.of(to));
        return to;
    }

    private int weights(double size, int... shape) {
        int count = IntStream.of(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (size * (2 * random.nextDouble() - 1));
        }
        return draft.constant("w" + draft.tensors(), values, shape);
    }

    public int input(int... shape) {
        int x = tensor(shape);
        draft.inputs().add(x);
        return x;
    }

    public int padded(int from, int[] paddings, int... shape) {
        return operator(OperatorCode.PAD, NONE, List.of(from, draft.constant("paddings", paddings, shape.length, 2)), shape);
    }

    private static int extent(int size, int window, int stride, Options.Padding padding) {
        return padding == Options.Padding.SAME ? (size + stride - 1) / stride : (size - window) / stride + 1;
    }

    public int conv(int from, int rows, int columns, int in, int filters, int stride, Options.Padding padding,
            Options.Activation activation) {
        double size = 1.5 / Math.sqrt(rows * columns * in);
        return operator(OperatorCode.CONV_2D, new Options.Conv2d(padding, stride, stride, 1, 1, activation),
            List.of(from, weights(size, filters, rows, columns, in), weights(0.3, filters)),
            1, extent(shape(from)[1], rows, stride, padding), extent(shape(from)[2], columns, stride, padding), filters);
    }

    public int depthwise(int from, int window, int filters, int stride, Options.Padding padding, Options.Activation activation) {
        int channels = shape(from)[3];
        return operator(OperatorCode.DEPTHWISE_CONV_2D,
            new Options.DepthwiseConv2d(padding, stride, stride, 1, 1, filters / channels, activation),
            List.of(from, weights(1, 1, window, window, filters), weights(0.3, filters)),
            1, extent(shape(from)[1], window, stride, padding), extent(shape(from)[2], window, stride, padding), filters);
    }

    public int transposed(int from, int... order) {
        int[] shape = IntStream.of(order).map(d -> shape(from)[d]).toArray();
        return operator(OperatorCode.TRANSPOSE, NONE, List.of(from, draft.constant("order", order, order.length)), shape);
    }

    public int sum(int one, int other, Options.Activation activation) {
        return operator(OperatorCode.ADD, new Options.Arithmetic(activation, false), List.of(one, other), shape(one));
    }

    public int function(OperatorCode code, int from) {
        return operator(code, code == OperatorCode.SOFTMAX ? new Options.Softmax(1) : NONE, List.of(from), shape(from));
    }

    public int joined(int one, int other) {
        int[] shape = shape(one).clone();
        shape[shape.length - 1] += shape(other)[shape.length - 1];
        return operator(OperatorCode.CONCATENATION, new Options.Concatenation(-1, Options.Activation.NONE),
            List.of(one, other), shape);
    }

    public int pool(OperatorCode code, int from, int window, int stride) {
        int[] shape = shape(from);
        return operator(code, new Options.Pool2d(Options.Padding.VALID, stride, stride, 1, window, Options.Activation.NONE),
            List.of(from), 1, extent(shape[1], window, stride, Options.Padding.VALID),
            extent(shape[2], 1, stride, Options.Padding.VALID), shape[3]);
    }

    public int reshaped(int from, int... shape) {
        return operator(OperatorCode.RESHAPE, new Options.Reshape(IntStream.of(shape).boxed().toList()),
            List.of(from, draft.constant("shape", shape, shape.length)), shape);
    }

    public int dense(int from, int outputs, Options.Activation activation) {
        int inputs = shape(from)[1];
        return operator(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(activation, false),
            List.of(from, weights(1.5 / Math.sqrt(inputs), outputs, inputs), weights(0.3, outputs)), 1, outputs);
    }

    public int denseWithoutBias(int from, int outputs) {
        return operator(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(from, weights(1, outputs, shape(from)[1]), -1), 1, outputs);
    }

    public int mean(int from) {
        return operator(OperatorCode.MEAN, new Options.Reduce(false),
            List.of(from, draft.constant("axes", new int[] {1, 2}, 2)), 1, shape(from)[3]);
    }

    public Model model(int output) {
        draft.outputs().add(output);
        return draft.model();
    }
}
