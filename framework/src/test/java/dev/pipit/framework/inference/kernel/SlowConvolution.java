package dev.pipit.framework.inference.kernel;

import java.util.Random;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/**
 * A convolution with random tensors, and its output by the definition: the sum over all taps of all inputs of a
 * channel's group, with real zero outside the image.
 */
final class SlowConvolution {
    final TensorType type;
    final boolean depthwise;
    final Padding padding;
    final Activation activation;
    final boolean once;
    final int batches;
    final int rows;
    final int columns;
    final int inputs;
    final int groups;
    final int channels;
    final int tapRows;
    final int tapColumns;
    final int strideY;
    final int strideX;
    final int dilationY;
    final int dilationX;
    final boolean hasBias;
    final TensorType biasType;
    final int inputZero;
    final int weightZero;
    final int outputZero;
    final float inputScale = 0.05f;
    final float outputScale;
    final float[] weightScales;
    final double[] x;
    final double[] w;
    final double[] bias;

    SlowConvolution(Random random, TensorType type, boolean depthwise) {
        this.type = type;
        this.depthwise = depthwise;
        padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        activation = Activation.values()[random.nextInt(4)];
        once = random.nextInt(3) == 0;
        batches = 1 + random.nextInt(2);
        tapRows = 1 + random.nextInt(4);
        tapColumns = 1 + random.nextInt(4);
        strideY = 1 + random.nextInt(3);
        strideX = 1 + random.nextInt(3);
        dilationY = 1 + random.nextInt(2);
        dilationX = 1 + random.nextInt(2);
        rows = (tapRows - 1) * dilationY + 1 + random.nextInt(5);
        columns = (tapColumns - 1) * dilationX + 1 + random.nextInt(5);
        int perGroup = depthwise ? 1 : 1 + random.nextInt(5);
        groups = depthwise ? 1 + random.nextInt(9) : 1 + random.nextInt(3);
        inputs = groups * perGroup;
        channels = groups * (1 + random.nextInt(3));
        hasBias = random.nextBoolean();
        boolean real = type == TensorType.FLOAT32;
        boolean wide = type == TensorType.INT16;
        biasType = real ? type : wide && (depthwise || random.nextBoolean()) ? TensorType.INT64 : TensorType.INT32;
        inputZero = wide || real ? 0 : type == TensorType.UINT8 ? random.nextInt(256) : random.nextInt(256) - 128;
        weightZero = type == TensorType.UINT8 ? random.nextInt(256) : 0;
        outputZero = wide || real ? 0 : type == TensorType.UINT8 ? 128 : random.nextInt(100) - 50;
        outputScale = wide ? 0.9f : 0.5f;
        boolean perAxis = type != TensorType.UINT8 && random.nextBoolean();
        weightScales = new float[perAxis ? channels : 1];
        for (int c = 0; c < weightScales.length; c++) {
            weightScales[c] = (wide ? 1e-4f : 0.01f) * (1 + random.nextInt(100) / 50f);
        }
        x = numbers(random, batches * rows * columns * inputs, type);
        w = numbers(random, channels * tapRows * tapColumns * perGroup, wide ? TensorType.INT8 : type);
        bias = new double[channels];
        for (int c = 0; c < channels && hasBias; c++) {
            bias[c] = real ? random.nextGaussian() : random.nextInt(2001) - 1000;
        }
    }

    private static double[] numbers(Random random, int count, TensorType type) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (type) {
                case FLOAT32 -> (float) random.nextGaussian();
                case INT16 -> random.nextInt(65536) - 32768;
                case UINT8 -> random.nextInt(256);
                default -> random.nextInt(255) - 127;
            };
        }
        return numbers;
    }

    int outRows() {
        return extent(rows, tapRows, strideY, dilationY);
    }

    int outColumns() {
        return extent(columns, tapColumns, strideX, dilationX);
    }

    private int extent(int in, int taps, int stride, int dilation) {
        int usable = padding == Padding.SAME ? in : in - (taps - 1) * dilation;
        return (int) Math.ceil(usable / (double) stride);
    }

    private int before(int in, int out, int taps, int stride, int dilation) {
        int needed = (out - 1) * stride + (taps - 1) * dilation + 1;
        return padding == Padding.SAME ? Math.max(0, needed - in) / 2 : 0;
    }

    /** The same as a model. */
    OneOperator operator() throws ModelFormatException {
        Options options = depthwise
            ? new Options.DepthwiseConv2d(padding, strideX, strideY, dilationX, dilationY, channels / inputs, activation)
            : new Options.Conv2d(padding, strideX, strideY, dilationX, dilationY, activation);
        int[] shape = depthwise ? new int[] {1, tapRows, tapColumns, channels}
            : new int[] {channels, tapRows, tapColumns, inputs / groups};
        boolean real = type == TensorType.FLOAT32;
        TensorType weightType = type == TensorType.INT16 ? TensorType.INT8 : type;
        Spec weights = real ? Spec.of(type, shape) : weightScales.length > 1
            ? Spec.of(weightType, shape).perAxis(depthwise ? 3 : 0, weightScales)
            : Spec.scaled(weightType, weightScales[0], weightZero, shape);
        var operator = OneOperator.of(depthwise ? OperatorCode.DEPTHWISE_CONV_2D : OperatorCode.CONV_2D, options)
            .input(spec(inputScale, inputZero, batches, rows, columns, inputs))
            .constant(weights, w)
            .output(spec(outputScale, outputZero, batches, outRows(), outColumns(), channels));
        if (hasBias) {
            operator.constant(Spec.of(biasType, channels), bias);
        } else if (once) {
            operator.absent();
        }
        return once ? operator.roundingOnce() : operator;
    }

    private Spec spec(float scale, int zero, int... shape) {
        return type == TensorType.FLOAT32 ? Spec.of(type, shape) : Spec.scaled(type, scale, zero, shape);
    }

    /** The sum of one output, bias included. */
    private double sum(int b, int oy, int ox, int c) {
        int perGroup = inputs / groups;
        int top = oy * strideY - before(rows, outRows(), tapRows, strideY, dilationY);
        int left = ox * strideX - before(columns, outColumns(), tapColumns, strideX, dilationX);
        double sum = bias[c];
        for (int fy = 0; fy < tapRows; fy++) {
            for (int fx = 0; fx < tapColumns; fx++) {
                int y = top + fy * dilationY;
                int xx = left + fx * dilationX;
                for (int k = 0; k < perGroup && y >= 0 && y < rows && xx >= 0 && xx < columns; k++) {
                    int channel = c / (channels / groups) * perGroup + k;
                    int tap = depthwise ? (fy * tapColumns + fx) * channels + c
                        : ((c * tapRows + fy) * tapColumns + fx) * perGroup + k;
                    sum += (x[((b * rows + y) * columns + xx) * inputs + channel] - inputZero) * (w[tap] - weightZero);
                }
            }
        }
        return sum;
    }

    /** All outputs; whole numbers unless the type is FLOAT32. */
    double[] output() {
        double[] output = new double[batches * outRows() * outColumns() * channels];
        int at = 0;
        for (int b = 0; b < batches; b++) {
            for (int oy = 0; oy < outRows(); oy++) {
                for (int ox = 0; ox < outColumns(); ox++) {
                    for (int c = 0; c < channels; c++) {
                        output[at++] = finished(sum(b, oy, ox, c), c);
                    }
                }
            }
        }
        return output;
    }

    private double finished(double sum, int c) {
        double least = switch (activation) {
            case RELU, RELU6 -> 0;
            case RELU_N1_TO_1 -> -1;
            default -> Double.NEGATIVE_INFINITY;
        };
        double greatest = switch (activation) {
            case RELU6 -> 6;
            case RELU_N1_TO_1 -> 1;
            default -> Double.POSITIVE_INFINITY;
        };
        if (type == TensorType.FLOAT32) {
            return Math.max(least, Math.min(greatest, sum));
        }
        float weightScale = weightScales[weightScales.length > 1 ? c : 0];
        // per tensor, the source multiplies the scales as floats
        double real = type == TensorType.UINT8 ? (double) (inputScale * weightScale) / outputScale
            : (double) inputScale * weightScale / outputScale;
        var rescale = new SlowRescale(real);
        // only a CONV_2D without bias has sums of 32 bits
        boolean wide = type == TensorType.INT16 && (hasBias ? biasType == TensorType.INT64 : depthwise);
        int scaled = wide ? rescale.applyWide((long) sum)
            : once ? rescale.applyOnce((long) sum) : rescale.apply((long) sum);
        Range all = Range.of(type);
        double low = Math.max(all.least(), outputZero + away(least / outputScale));
        double high = Math.min(all.greatest(), outputZero + away(greatest / outputScale));
        return Math.max(low, Math.min(high, scaled + outputZero));
    }

    private static double away(double x) {
        return Math.signum(x) * Math.floor(Math.abs(x) + 0.5);
    }
}
