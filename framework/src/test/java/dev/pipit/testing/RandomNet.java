package dev.pipit.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Builds models out of layers with random weights, whose scales are such that outputs of random inputs use the range of
 * their type. Layers take and return tensor indices.
 */
public final class RandomNet {
    private final Random random;
    private final TensorType type;
    private final List<TensorInfo> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    public RandomNet(Random random, TensorType type) {
        this.random = random;
        this.type = type;
    }

    /** How a filter moves: along the rows, then across. */
    public record Filter(int taps, int tapsAcross, int stride, int strideAcross, int dilation, Padding padding) {
        /** One position after the other, as far as the image reaches. */
        public static Filter of(int taps, Padding padding) {
            return new Filter(taps, 1, 1, 1, 1, padding);
        }

        public int out(int in, boolean across) {
            int reach = across ? tapsAcross : (taps - 1) * dilation + 1;
            int step = across ? strideAcross : stride;
            return padding == Padding.SAME ? (in + step - 1) / step : (in - reach + step) / step;
        }
    }

    public int[] shape(int tensor) {
        return tensors.get(tensor).shape();
    }

    public int channels(int tensor) {
        int[] shape = shape(tensor);
        return shape[shape.length - 1];
    }

    public int tensor(int... shape) {
        return add(shape, quantization(0.02f + random.nextFloat() * 0.05f), Optional.empty(), type);
    }

    private Optional<Quantization> quantization(float scale) {
        int zero = type == TensorType.INT8 ? random.nextInt(61) - 30 : 0;
        return type == TensorType.FLOAT32 ? Optional.empty()
            : Optional.of(new Quantization(new float[] {scale}, new int[] {zero}, 0));
    }

    private int add(int[] shape, Optional<Quantization> quantization, Optional<ByteBuffer> constant, TensorType of) {
        tensors.add(new TensorInfo(tensors.size(), "t" + tensors.size(), of, shape, quantization, constant, false));
        return tensors.size() - 1;
    }

    public int ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return add(new int[] {values.length}, Optional.empty(), Optional.of(bytes), TensorType.INT32);
    }

    /** Weights whose products with {@code depth} numbers of the input fill the output, a scale for each channel. */
    private int weights(int input, int output, int depth, int axis, int... shape) {
        if (type == TensorType.FLOAT32) {
            return add(shape, Optional.empty(), Optional.of(reals(count(shape), 1 / (float) Math.sqrt(depth))), type);
        }
        double wanted = 1 / (60 * Math.sqrt(depth)) * scale(output) / scale(input);
        float[] scales = new float[axis < 0 ? 1 : shape[axis]];
        for (int k = 0; k < scales.length; k++) {
            scales[k] = (float) (wanted * (0.7 + 0.6 * random.nextDouble()));
        }
        byte[] bytes = new byte[count(shape)];
        random.nextBytes(bytes);
        return add(shape, Optional.of(new Quantization(scales, new int[scales.length], Math.max(0, axis))),
            Optional.of(ByteBuffer.wrap(bytes)), TensorType.INT8);
    }

    private ByteBuffer reals(int count, float size) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) random.nextGaussian() * size);
        }
        return bytes.flip();
    }

    private int bias(int channels) {
        int size = type == TensorType.INT16 ? 8 : 4;
        ByteBuffer bytes = ByteBuffer.allocate(size * channels).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < channels; c++) {
            int bias = random.nextInt(20_001) - 10_000;
            switch (type) {
                case INT16 -> bytes.putLong(bias);
                case FLOAT32 -> bytes.putFloat(bias * 1e-4f);
                default -> bytes.putInt(bias);
            }
        }
        return add(new int[] {channels}, Optional.empty(), Optional.of(bytes.flip()),
            type == TensorType.INT16 ? TensorType.INT64 : type == TensorType.FLOAT32 ? type : TensorType.INT32);
    }

    private float scale(int tensor) {
        return tensors.get(tensor).quantization().orElseThrow().scale();
    }

    private static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private void operator(OperatorCode code, Options options, List<Integer> inputs, int... outputs) {
        operators.add(new Operator(operators.size(), code, "", 1, inputs, Arrays.stream(outputs).boxed().toList(),
            options));
    }

    private Activation activation() {
        return random.nextBoolean() ? Activation.NONE : Activation.RELU;
    }

    private static int[] moved(int[] shape, Filter by, int channels) {
        return shape[1] == 1 ? new int[] {1, 1, by.out(shape[2], false), channels}
            : new int[] {1, by.out(shape[1], false), by.out(shape[2], true), channels};
    }

    public int conv(int input, Filter by, int channels) {
        boolean flat = shape(input)[1] == 1;
        int output = tensor(moved(shape(input), by, channels));
        int[] taps = {channels, flat ? 1 : by.taps, flat ? by.taps : by.tapsAcross, channels(input)};
        int weights = weights(input, output, count(taps) / channels, 0, taps);
        operator(OperatorCode.CONV_2D, new Options.Conv2d(by.padding, flat ? by.stride : by.strideAcross,
            flat ? 1 : by.stride, flat ? by.dilation : 1, flat ? 1 : by.dilation, activation()),
            List.of(input, weights, bias(channels)), output);
        return output;
    }

    public int depthwise(int input, Filter by, int multiplier) {
        boolean flat = shape(input)[1] == 1;
        int channels = channels(input) * multiplier;
        int output = tensor(moved(shape(input), by, channels));
        int[] taps = {1, flat ? 1 : by.taps, flat ? by.taps : by.tapsAcross, channels};
        int weights = weights(input, output, count(taps) / channels, 3, taps);
        operator(OperatorCode.DEPTHWISE_CONV_2D, new Options.DepthwiseConv2d(by.padding,
            flat ? by.stride : by.strideAcross, flat ? 1 : by.stride, flat ? by.dilation : 1, flat ? 1 : by.dilation,
            multiplier, activation()), List.of(input, weights, bias(channels)), output);
        return output;
    }

    /** By the greatest or the mean; scale and zero point stay. */
    public int pool(OperatorCode code, int input, Filter by) {
        boolean flat = shape(input)[1] == 1;
        int output = like(input, moved(shape(input), by, channels(input)));
        operator(code, new Options.Pool2d(by.padding, flat ? by.stride : by.strideAcross, flat ? 1 : by.stride,
            flat ? by.taps : by.tapsAcross, flat ? 1 : by.taps, Activation.NONE), List.of(input), output);
        return output;
    }

    /** The mean over everything but the channels. */
    public int mean(int input) {
        int[] shape = shape(input);
        int output = like(input, 1, 1, 1, shape[3]);
        operator(OperatorCode.AVERAGE_POOL_2D, new Options.Pool2d(Padding.VALID, shape[2], shape[1], shape[2], shape[1],
            Activation.NONE), List.of(input), output);
        return output;
    }

    private int like(int tensor, int... shape) {
        return add(shape, tensors.get(tensor).quantization(), Optional.empty(), type);
    }

    /** ADD or MUL of two tensors. */
    public int pair(OperatorCode code, int left, int right) {
        int output = tensor(shape(left));
        if (type != TensorType.FLOAT32) {          // as wide as the sum or the product can be
            float scale = code == OperatorCode.ADD ? Math.max(scale(left), scale(right)) * 1.5f
                : scale(left) * scale(right) * 50;
            tensors.set(output, new TensorInfo(output, "t" + output, type, shape(left), quantization(scale),
                Optional.empty(), false));
        }
        operator(code, new Options.Arithmetic(activation(), false), List.of(left, right), output);
        return output;
    }

    /** A constant for each channel. */
    public int perChannel(int channels) {
        ByteBuffer bytes;
        if (type == TensorType.FLOAT32) {
            bytes = reals(channels, 1);
        } else {
            byte[] random8 = new byte[channels * type.bits() / 8];
            random.nextBytes(random8);
            bytes = ByteBuffer.wrap(random8);
        }
        return add(new int[] {channels}, quantization(0.05f), Optional.of(bytes), type);
    }

    public int unary(OperatorCode code, int input) {
        int output = tensor(shape(input));
        if (code == OperatorCode.LOGISTIC || code == OperatorCode.SOFTMAX) {
            Optional<Quantization> share = type == TensorType.FLOAT32 ? Optional.empty()
                : Optional.of(new Quantization(new float[] {1f / 256}, new int[] {-128}, 0));
            tensors.set(output, new TensorInfo(output, "t" + output, type, shape(input), share, Optional.empty(),
                false));
        }
        operator(code, code == OperatorCode.SOFTMAX ? new Options.Softmax(1) : new Options.None(), List.of(input),
            output);
        return output;
    }

    public int concatenation(int left, int right) {
        int[] shape = shape(left).clone();
        shape[3] += shape(right)[3];
        int output = like(left, shape);
        operator(OperatorCode.CONCATENATION, new Options.Concatenation(random.nextBoolean() ? 3 : -1, Activation.NONE),
            List.of(left, right), output);
        return output;
    }

    /** Cuts the channels in two and puts the second part in front. */
    public int swapped(int input) {
        int[] shape = shape(input);
        int part = 1 + random.nextInt(shape[3] - 1);
        int left = like(input, shape[0], shape[1], shape[2], part);
        int right = like(input, shape[0], shape[1], shape[2], shape[3] - part);
        operator(OperatorCode.SPLIT_V, new Options.Split(2), List.of(input, ints(part, -1), ints(3)), left, right);
        return concatenation(right, left);
    }

    /** With so many rows before and after, and columns. */
    public int pad(int input, int before, int after, int left, int right) {
        int[] s = shape(input);
        boolean flat = s[1] == 1;
        int output = flat ? like(input, 1, 1, s[2] + before + after, s[3])
            : like(input, 1, s[1] + before + after, s[2] + left + right, s[3]);
        int paddings = flat ? ints(0, 0, 0, 0, before, after, 0, 0) : ints(0, 0, before, after, left, right, 0, 0);
        int[] four = {4, 2};
        tensors.set(paddings, new TensorInfo(paddings, "paddings", TensorType.INT32, four, Optional.empty(),
            tensors.get(paddings).constant(), false));
        operator(OperatorCode.PAD, new Options.None(), List.of(input, paddings), output);
        return output;
    }

    public int reshape(int input, int... shape) {
        int output = like(input, shape);
        operator(OperatorCode.RESHAPE, new Options.Reshape(Arrays.stream(shape).boxed().toList()),
            List.of(input, ints(shape)), output);
        return output;
    }

    /** Of the last {@code depth} numbers, or of more. */
    public int dense(int input, int depth, int channels, int... shape) {
        int output = tensor(shape);
        int weights = weights(input, output, depth, -1, channels, depth);
        operator(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(activation(), shape.length > 2),
            List.of(input, weights, bias(channels)), output);
        return output;
    }

    /** The model, written to a file's bytes and read again. */
    public Model model(int input, int... outputs) {
        return model(List.of(input), outputs);
    }

    /** The same with other inputs. */
    public Model model(List<Integer> inputs, int... outputs) {
        var model = new Model("random", List.of(new Subgraph(0, "main", tensors, inputs,
            Arrays.stream(outputs).boxed().toList(), operators)), 0);
        try {
            return Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "random.tflite");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
