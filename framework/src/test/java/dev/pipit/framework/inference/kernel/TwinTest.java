package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.pipit.framework.inference.Agreement;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/** Scalar and vector kernels give what the reference gives, in every bit. */
class TwinTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000,
        1023, 1024, 1025};
    private static final int[] CHANNELS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 80, 96, 127, 128,
        129, 192, 256};

    private final Random random = new Random(20261121);

    static Stream<Activation> activations() {
        return Stream.of(Activation.NONE, Activation.RELU, Activation.RELU6);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "VECTOR"})
    void equalTheDirectSumOverAllTaps(KernelSet kernels) throws ModelFormatException {
        for (int n = 0; n < 300; n++) {
            var slow = new SlowConvolution(random, TensorType.INT8, n % 2 == 0);
            int[] expected = Arrays.stream(slow.output()).mapToInt(y -> (int) y).toArray();
            assertArrayEquals(expected, slow.operator().kernels(kernels)
                .run(Arrays.stream(slow.x).mapToInt(x -> (int) x).toArray()));
        }
    }

    @Test
    void fullyConnectedAgreesForAllSizes() throws ModelFormatException {
        for (int size : SIZES) {
            fullyConnected(1, size, pick(CHANNELS), false);
            fullyConnected(1, pick(CHANNELS), size, random.nextBoolean());
            fullyConnected(1 + random.nextInt(20), pick(CHANNELS), pick(CHANNELS), false);
        }
        fullyConnected(1, 640, 128, false);
        fullyConnected(1, 129, 64, true);
    }

    /** More than 1032 weights of 127: a sum need not fit a float. */
    @Test
    void fullyConnectedAgreesWhereFloatsWouldNotDo() throws ModelFormatException {
        for (int depth : new int[] {1030, 1040, 4000}) {
            double[] weights = new double[depth * 64];
            Arrays.fill(weights, 127);
            fullyConnected(1, depth, 64, weights, 0);
            fullyConnected(6, depth, 64, weights, 0);
            Arrays.fill(weights, -128);
            fullyConnected(1, depth, 64, weights, 0);
        }
    }

    /** Four weights that add up to 255 or a little more, and single great ones among small ones. */
    @Test
    void singleRowsAgreeWhereFewWeightsAreGreat() throws ModelFormatException {
        for (int depth : new int[] {1, 2, 3, 4, 5, 8, 63, 64, 65, 128, 131, 640}) {
            for (int channels : new int[] {64, 128, 192}) {
                double[] edge = weights(channels * depth, i -> i % 4 == 0 ? -66 + (i / 4) % 5 : 64 - 128 * (i / 4 % 2));
                fullyConnected(1, depth, channels, edge, 0);
                double[] few = weights(channels * depth,
                    i -> random.nextInt(97) == 0 ? random.nextInt(256) - 128 : random.nextInt(81) - 40);
                fullyConnected(1, depth, channels, few, 0);
            }
        }
    }

    private static double[] weights(int count, IntUnaryOperator weight) {
        return IntStream.range(0, count).map(weight).asDoubleStream().toArray();
    }

    private void fullyConnected(int rows, int depth, int channels, boolean affine) throws ModelFormatException {
        fullyConnected(rows, depth, channels, weights(channels * depth), affine ? random.nextInt(20) - 10 : 0);
    }

    private void fullyConnected(int rows, int depth, int channels, double[] weights, int zero)
            throws ModelFormatException {
        double scale = 0.5 / Math.sqrt(depth) / 40;
        Agreement.check(OneOperator.of(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(activation(), false))
            .input(Spec.scaled(TensorType.INT8, 1, zeroPoint(), rows, depth))
            .constant(Spec.scaled(TensorType.INT8, scale, zero, channels, depth), weights)
            .constant(Spec.of(TensorType.INT32, channels), bias(channels))
            .output(Spec.scaled(TensorType.INT8, 1, zeroPoint(), rows, channels)), random);
    }

    @Test
    void convolutionsOfSinglePixelsAgreeForAllChannels() throws ModelFormatException {
        for (int channels : CHANNELS) {
            convolution(new int[] {1, 1 + random.nextInt(9), 1 + random.nextInt(9), channels}, pick(CHANNELS), 1, 1, 1, 1,
                Padding.VALID);
            convolution(new int[] {1, 1 + random.nextInt(9), 1 + random.nextInt(9), pick(CHANNELS)}, channels, 1, 1, 1, 1,
                Padding.SAME);
        }
    }

    @Test
    void convolutionsOfOnePixelAgree() throws ModelFormatException {
        for (int depth : new int[] {1, 3, 40, 64, 65, 128}) {
            for (int stride = 1; stride <= 3; stride++) {
                convolution(new int[] {1, 1, 1, depth}, 64 * stride, 1, 1, stride, 1, Padding.SAME);
                convolution(new int[] {1, 2, 3, depth}, 64, 1, 1, stride, 1, Padding.VALID);
                convolution(new int[] {1, 1, 1, depth}, 128, 3, 1, 1, 1, Padding.SAME);
            }
        }
    }

    @Test
    void convolutionsOfThreeByThreeTapsAgree() throws ModelFormatException {
        int[] inputs = {3, 8, 16, 32, 48};
        int[] outputs = {5, 16, 32, 64, 80, 100};
        for (int extent = 3; extent <= 20; extent++) {
            int[] image = {1 + random.nextInt(2), extent, 3 + random.nextInt(18), pick(inputs)};
            convolution(image, pick(outputs), 3, 3, 1, 1, random.nextBoolean() ? Padding.SAME : Padding.VALID);
        }
    }

    @Test
    void convolutionsAgreeForStridesAndDilations() throws ModelFormatException {
        for (int n = 0; n < 60; n++) {
            int taps = 1 + random.nextInt(4);
            int across = 1 + random.nextInt(4);
            int[] image = {1, 8 + random.nextInt(12), 8 + random.nextInt(12), 1 + random.nextInt(20)};
            convolution(image, 1 + random.nextInt(70), taps, across, 1 + random.nextInt(3), 1 + random.nextInt(2),
                random.nextBoolean() ? Padding.SAME : Padding.VALID);
        }
    }

    private void convolution(int[] image, int channels, int taps, int across, int stride, int dilation, Padding padding)
            throws ModelFormatException {
        double scale = 0.7 / Math.sqrt(image[3] * taps * across) / 40;
        Agreement.check(OneOperator.of(OperatorCode.CONV_2D,
            new Options.Conv2d(padding, stride, stride, dilation, dilation, activation()))
            .input(Spec.scaled(TensorType.INT8, 1, zeroPoint(), image))
            .constant(Spec.of(TensorType.INT8, channels, taps, across, image[3]).perAxis(0, scales(channels, scale)),
                weights(channels * taps * across * image[3]))
            .constant(Spec.of(TensorType.INT32, channels), bias(channels))
            .output(Spec.scaled(TensorType.INT8, 1, zeroPoint(), image[0], out(image[1], taps, stride, dilation, padding),
                out(image[2], across, stride, dilation, padding), channels)), random);
    }

    @Test
    void depthwiseConvolutionsAgreeForAllChannels() throws ModelFormatException {
        for (int channels : CHANNELS) {
            depthwise(new int[] {1, 4 + random.nextInt(8), 4 + random.nextInt(12), channels}, 3, 3, 1, 1, Padding.SAME);
            depthwise(new int[] {2, 12 + random.nextInt(8), 1, channels}, 1 + random.nextInt(12), 1, 1, 1, Padding.VALID);
            depthwise(new int[] {1, 7, 4 + random.nextInt(12), channels}, 1 + random.nextInt(3), 1 + random.nextInt(4),
                1 + random.nextInt(3), 1 + random.nextInt(2), Padding.SAME);
        }
    }

    @Test
    void depthwiseConvolutionsAgreeForAllWidths() throws ModelFormatException {
        for (int width = 1; width <= 40; width++) {
            depthwise(new int[] {1, 5, width, 4 << random.nextInt(4)}, 3, 3, 1, 1, Padding.SAME);
        }
    }

    private void depthwise(int[] image, int taps, int across, int stride, int dilation, Padding padding)
            throws ModelFormatException {
        int channels = image[3];
        Agreement.check(OneOperator.of(OperatorCode.DEPTHWISE_CONV_2D,
            new Options.DepthwiseConv2d(padding, stride, stride, dilation, dilation, 1, activation()))
            .input(Spec.scaled(TensorType.INT8, 1, zeroPoint(), image))
            .constant(Spec.of(TensorType.INT8, 1, taps, across, channels)
                .perAxis(3, scales(channels, 0.7 / Math.sqrt(taps * across) / 40)), weights(channels * taps * across))
            .constant(Spec.of(TensorType.INT32, channels), bias(channels))
            .output(Spec.scaled(TensorType.INT8, 1, zeroPoint(), image[0], out(image[1], taps, stride, dilation, padding),
                out(image[2], across, stride, dilation, padding), channels)), random);
    }

    /** Scales from far below to far above 1, biases from 0 to all of 32 bits, weights that are all zero. */
    @Test
    void outputsAgreeForAllShifts() throws ModelFormatException {
        for (int exponent = -31; exponent <= 10; exponent++) {
            for (int once = 0; once < 2; once++) {
                int channels = 48;
                double[] weights = weights(channels * 20);
                Arrays.fill(weights, 0, 20 * 7, 0);
                double[] bias = IntStream.range(0, channels)
                    .mapToDouble(c -> random.nextInt() >> random.nextInt(32)).toArray();
                var operator = OneOperator.of(OperatorCode.CONV_2D,
                    new Options.Conv2d(Padding.VALID, 1, 1, 1, 1, activation()))
                    .input(Spec.scaled(TensorType.INT8, 1, zeroPoint(), 1, 6, 6, 20))
                    .constant(Spec.of(TensorType.INT8, channels, 1, 1, 20)
                        .perAxis(0, scales(channels, Math.scalb(1.0, exponent))), weights)
                    .constant(Spec.of(TensorType.INT32, channels), bias)
                    .output(Spec.scaled(TensorType.INT8, 1, zeroPoint(), 1, 6, 6, channels));
                Agreement.check(once == 0 ? operator : operator.roundingOnce(), random);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void sumsAndDifferencesAgree(Activation activation) throws ModelFormatException {
        double[] scales = {1, 1, 0.5, 0.25, 0.731, 0.0123, 1.9};
        for (OperatorCode code : List.of(OperatorCode.ADD, OperatorCode.SUB)) {
            for (int size : SIZES) {
                double left = pick(scales);
                double right = pick(scales);
                double output = Math.max(left, right) * (random.nextInt(3) == 0 ? 1 : 0.6 + random.nextDouble());
                Agreement.check(OneOperator.of(code, new Options.Arithmetic(activation, false))
                    .input(Spec.scaled(TensorType.INT8, left, zeroPoint(), size))
                    .input(Spec.scaled(TensorType.INT8, right, zeroPoint(), size))
                    .output(Spec.scaled(TensorType.INT8, output, zeroPoint(), size)), random);
            }
        }
    }

    @Test
    void averagesAgreeForAllChannels() throws ModelFormatException {
        for (int channels : CHANNELS) {
            int rows = 1 + random.nextInt(7);
            int columns = 1 + random.nextInt(7);
            Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
            int down = 1 + random.nextInt(rows);
            int across = 1 + random.nextInt(columns);
            Agreement.check(OneOperator.of(OperatorCode.AVERAGE_POOL_2D,
                new Options.Pool2d(padding, 1 + random.nextInt(1), 1, across, down, activation()))
                .input(Spec.scaled(TensorType.INT8, 1, 3, 1, rows, columns, channels))
                .output(Spec.scaled(TensorType.INT8, 1, 3, 1, out(rows, down, 1, 1, padding),
                    out(columns, across, 1, 1, padding), channels)), random);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, INT8", "INT8, UINT8", "UINT8, INT8", "UINT8, UINT8", "INT8, INT16"})
    void quantizationAgrees(TensorType from, TensorType to) throws ModelFormatException {
        for (int size : new int[] {1, 17, 300}) {
            Agreement.check(OneOperator.of(OperatorCode.QUANTIZE, new Options.None())
                .input(Spec.scaled(from, 0.3, 7, size))
                .output(Spec.scaled(to, 0.2 + random.nextDouble(), to == TensorType.INT16 ? 0 : 5, size)), random);
        }
    }

    @Test
    void functionsOfSingleNumbersAgree() throws ModelFormatException {
        Agreement.check(OneOperator.of(OperatorCode.LOGISTIC, new Options.None())
            .input(Spec.scaled(TensorType.INT8, 0.05, 9, 1000)).output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 1000)),
            random);
        Agreement.check(OneOperator.of(OperatorCode.RELU, new Options.None())
            .input(Spec.scaled(TensorType.INT8, 0.05, 9, 1000)).output(Spec.scaled(TensorType.INT8, 0.04, -100, 1000)),
            random);
        Agreement.check(OneOperator.of(OperatorCode.LEAKY_RELU, new Options.LeakyRelu(0.1f))
            .input(Spec.scaled(TensorType.INT8, 0.05, 9, 1000)).output(Spec.scaled(TensorType.INT8, 0.04, -100, 1000)),
            random);
    }

    private static int out(int in, int taps, int stride, int dilation, Padding padding) {
        int usable = padding == Padding.SAME ? in : in - (taps - 1) * dilation;
        return (usable + stride - 1) / stride;
    }

    private Activation activation() {
        return activations().toList().get(random.nextInt(3));
    }

    private int zeroPoint() {
        return switch (random.nextInt(4)) {
            case 0 -> Byte.MIN_VALUE;
            case 1 -> Byte.MAX_VALUE;
            default -> random.nextInt(256) - 128;
        };
    }

    private double[] weights(int count) {
        int kind = random.nextInt(6);
        return IntStream.range(0, count).mapToDouble(i -> switch (kind) {
            case 0 -> 127;
            case 1 -> -127;
            case 2 -> random.nextBoolean() ? 127 : -127;
            case 3 -> random.nextInt(4) == 0 ? random.nextInt(255) - 127 : 0;
            default -> random.nextInt(255) - 127;
        }).toArray();
    }

    private double[] bias(int channels) {
        return IntStream.range(0, channels).mapToDouble(c -> random.nextInt(40_001) - 20_000).toArray();
    }

    private float[] scales(int channels, double around) {
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = (float) (around * (0.5 + random.nextDouble()));
        }
        return scales;
    }

    private int pick(int[] from) {
        return from[random.nextInt(from.length)];
    }

    private double pick(double[] from) {
        return from[random.nextInt(from.length)];
    }

    /** The border of such an image would take 2 GB: no twin is worth that, and the reference needs none. */
    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "VECTOR"})
    void stepsBetweenTapsThatReachFarBeyondTheImageAreLeftToTheReference(KernelSet kernels) throws Exception {
        int far = 1 << 26;
        OneOperator conv = OneOperator.of(OperatorCode.DEPTHWISE_CONV_2D,
                new Options.DepthwiseConv2d(Padding.SAME, 1, 1, far, far, 1, Activation.NONE))
            .input(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 2))
            .constant(Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 2, 2), 1, 2, 0, 0, 0, 0, 0, 0)
            .constant(Spec.of(TensorType.INT32, 2), 0, 0)
            .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 2));
        int[] output = conv.kernels(kernels).run(new int[32]);
        assertArrayEquals(new int[32], output);
    }
}
