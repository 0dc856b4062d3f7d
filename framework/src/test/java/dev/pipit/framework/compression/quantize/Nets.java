package dev.pipit.framework.compression.quantize;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/** Networks of real numbers with random weights, and what they make of examples. */
final class Nets {
    static final int CLASSES = 5;
    private static final int ROWS = 8;
    private static final int COLUMNS = 6;
    private static final int CHANNELS = 8;

    private final Random random = new Random(11);
    final Draft draft = Draft.empty("random");

    /** Convolution, RELU, depthwise, convolution, a sum with what came before, pool, reshape, dense, softmax. */
    static Model convolutions() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, ROWS, COLUMNS, 1);
        int first = nets.conv(in, 3, 1, CHANNELS, Activation.NONE);
        int rectified = nets.tensor(1, ROWS, COLUMNS, CHANNELS);
        nets.draft.add(OperatorCode.RELU, 1, new Options.None(), List.of(first), List.of(rectified));
        int depthwise = nets.depthwise(rectified, Activation.RELU);
        int second = nets.conv(depthwise, 1, CHANNELS, CHANNELS, Activation.NONE);
        int sum = nets.tensor(1, ROWS, COLUMNS, CHANNELS);
        nets.draft.add(OperatorCode.ADD, 1, new Options.Arithmetic(Activation.RELU, false), List.of(rectified, second), List.of(sum));
        int pooled = nets.tensor(1, ROWS / 2, COLUMNS / 2, CHANNELS);
        nets.draft.add(OperatorCode.MAX_POOL_2D, 1, new Options.Pool2d(Padding.VALID, 2, 2, 2, 2, Activation.NONE),
            List.of(sum), List.of(pooled));
        int depth = ROWS / 2 * (COLUMNS / 2) * CHANNELS;
        int flat = nets.tensor(1, depth);
        nets.draft.add(OperatorCode.RESHAPE, 1, new Options.Reshape(List.of(1, depth)),
            List.of(pooled, nets.draft.constant("shape", new int[] {1, depth}, 2)), List.of(flat));
        return nets.classes(in, flat, depth);
    }

    /** Two dense layers; the channels of the first are of very different sizes, and the second makes up for it. */
    static Model dense() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, 12);
        int hidden = nets.dense(in, 12, 16, Activation.RELU, 1, 0);
        return nets.model(in, nets.dense(hidden, 16, CLASSES, Activation.NONE, 0, -1));
    }

    /** tanh and logistic of the same numbers, one behind the other. */
    static Model twoScales() throws IOException {
        Nets nets = new Nets();
        int in = nets.tensor(1, 4);
        int tanh = nets.tensor(1, 4);
        int logistic = nets.tensor(1, 4);
        int both = nets.tensor(1, 8);
        nets.draft.add(OperatorCode.TANH, 1, new Options.None(), List.of(in), List.of(tanh));
        nets.draft.add(OperatorCode.LOGISTIC, 1, new Options.None(), List.of(in), List.of(logistic));
        nets.draft.add(OperatorCode.CONCATENATION, 1, new Options.Concatenation(1, Activation.NONE), List.of(tanh, logistic),
            List.of(both));
        return nets.model(in, both);
    }

    Model classes(int in, int flat, int depth) throws IOException {
        int scores = dense(flat, depth, CLASSES, Activation.NONE, 0, 0);
        int out = tensor(1, CLASSES);
        draft.add(OperatorCode.SOFTMAX, 1, new Options.Softmax(1), List.of(scores), List.of(out));
        return model(in, out);
    }

    Model model(int in, int out) throws IOException {
        draft.inputs().add(in);
        draft.outputs().add(out);
        return Model.read(ByteBuffer.wrap(ModelWriter.bytes(draft.model())), "random.tflite");
    }

    int tensor(int... shape) {
        return draft.add("t" + draft.tensors(), TensorType.FLOAT32, Optional.empty(), shape);
    }

    int weights(double size, int... shape) {
        int count = 1;
        for (int extent : shape) {
            count *= extent;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return draft.constant("w" + draft.tensors(), values, shape);
    }

    private int conv(int in, int taps, int depth, int channels, Activation activation) {
        int out = tensor(1, ROWS, COLUMNS, channels);
        draft.add(OperatorCode.CONV_2D, 1, new Options.Conv2d(Padding.SAME, 1, 1, 1, 1, activation),
            List.of(in, weights(1 / Math.sqrt(taps * taps * depth), channels, taps, taps, depth), weights(0.3, channels)), List.of(out));
        return out;
    }

    private int depthwise(int in, Activation activation) {
        int out = tensor(1, ROWS, COLUMNS, CHANNELS);
        draft.add(OperatorCode.DEPTHWISE_CONV_2D, 1, new Options.DepthwiseConv2d(Padding.SAME, 1, 1, 1, 1, 1, activation),
            List.of(in, weights(1 / 3.0, 1, 3, 3, CHANNELS), weights(0.3, CHANNELS)), List.of(out));
        return out;
    }

    /** How much the sizes of rows, and of columns, differ: each is 3^uneven times the one before, over and over */
    private int dense(int in, int depth, int channels, Activation activation, int unevenRows,
            int unevenColumns) {
        float[] values = new float[channels * depth];
        for (int i = 0; i < values.length; i++) {
            double size = Math.pow(3, unevenRows * (i / depth % 5 - 2) + unevenColumns * (i % depth % 5 - 2));
            values[i] = (float) (size * random.nextGaussian() / Math.sqrt(depth));
        }
        int out = tensor(1, channels);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(activation, false),
            List.of(in, draft.constant("w" + draft.tensors(), values, channels, depth), weights(0.3, channels)), List.of(out));
        return out;
    }

    /** Random inputs of a model. */
    static List<float[]> examples(Model model, int count) {
        var random = new Random(5);
        int size = model.main().tensors().get(model.main().inputs().get(0)).elements();
        List<float[]> examples = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float[] example = new float[size];
            for (int i = 0; i < size; i++) {
                example[i] = (float) random.nextGaussian();
            }
            examples.add(example);
        }
        return examples;
    }

    /** The outputs, one example after the other. */
    static float[] outputs(Model model, List<float[]> examples) throws IOException {
        Interpreter interpreter = Interpreter.prepare(model);
        int size = interpreter.output(0).elements();
        float[] outputs = new float[size * examples.size()];
        for (int k = 0; k < examples.size(); k++) {
            interpreter.reset();
            interpreter.input(0).writeReals(examples.get(k), 0);
            interpreter.invoke();
            interpreter.output(0).readReals(outputs, k * size);
        }
        return outputs;
    }

    /** Signal to noise, in dB. */
    static double decibels(float[] is, float[] expected) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < is.length; i++) {
            signal += (double) expected[i] * expected[i];
            noise += ((double) is[i] - expected[i]) * ((double) is[i] - expected[i]);
        }
        return 10 * Math.log10(signal / noise);
    }
}
