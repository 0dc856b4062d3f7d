package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

class ConvolutionTest {
    private static final Spec IMAGE = Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 2);
    private static final Spec WEIGHTS = Spec.scaled(TensorType.INT8, 1, 0, 3, 1, 1, 2);
    private static final double[] SIX = new double[6];
    private static final Spec BIAS = Spec.of(TensorType.INT32, 3);
    private static final Spec OUTPUT = Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 3);

    @ParameterizedTest
    @CsvSource({"INT8, false", "INT16, false", "UINT8, false", "INT8, true", "INT16, true", "UINT8, true"})
    void equalsTheDirectSumOverAllTaps(TensorType type, boolean depthwise) throws ModelFormatException {
        var random = new Random(11);
        for (int n = 0; n < 150; n++) {
            var slow = new SlowConvolution(random, type, depthwise);
            int[] expected = Arrays.stream(slow.output()).mapToInt(y -> (int) y).toArray();
            assertArrayEquals(expected, slow.operator().run(Arrays.stream(slow.x).mapToInt(x -> (int) x).toArray()));
        }
    }

    /** Sums of at most 80 products around 1 in float: 80 roundings of 2⁻²⁴ of partial sums below 100. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void equalsTheDirectSumOfRealNumbers(boolean depthwise) throws ModelFormatException {
        var random = new Random(12);
        for (int n = 0; n < 60; n++) {
            var slow = new SlowConvolution(random, TensorType.FLOAT32, depthwise);
            float[] x = new float[slow.x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) slow.x[i];
            }
            float[] expected = new float[slow.output().length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) slow.output()[i];
            }
            assertArrayEquals(expected, slow.operator().runReal(x), 80 * 100 / (float) (1 << 24));
        }
    }

    /** By hand: 2 x 3 + 1 = 7, scaled by 0.5 x 0.5 / 0.25 = 1, shifted by the output's zero point of 10. */
    @Test
    void addsABiasAndAZeroPoint() throws ModelFormatException {
        int[] output = conv(Activation.NONE).input(Spec.scaled(TensorType.INT8, 0.5, -1, 1, 1, 1, 1))
            .constant(Spec.scaled(TensorType.INT8, 0.5, 0, 1, 1, 1, 1), 3).constant(Spec.of(TensorType.INT32, 1), 1)
            .output(Spec.scaled(TensorType.INT8, 0.25, 10, 1, 1, 1, 1)).run(new int[] {1});
        assertArrayEquals(new int[] {17}, output);
    }

    @Test
    void refusesTensorsThatDoNotFitEachOther() {
        assertEquals("operator 0 (CONV_2D): tensor 2 must have shape [1, 4, 4, 3]: shape=[1, 4, 4, 2]",
            conv(Activation.NONE).input(IMAGE).constant(WEIGHTS, SIX).output(IMAGE).refusal());
        assertEquals("operator 0 (CONV_2D): bias must have 3 numbers: numbers=2", conv(Activation.NONE).input(IMAGE)
            .constant(WEIGHTS, SIX).constant(Spec.of(TensorType.INT32, 2), 0, 0).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): bias must be constant", conv(Activation.NONE).input(IMAGE)
            .constant(WEIGHTS, SIX).input(BIAS).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): weights must have rank 4: rank=1", conv(Activation.NONE).input(IMAGE)
            .constant(Spec.scaled(TensorType.INT8, 1, 0, 6), SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): input, weights and output must have rank 4: ranks=3, 4, 4",
            conv(Activation.NONE).input(Spec.scaled(TensorType.INT8, 1, 0, 4, 4, 2)).constant(WEIGHTS, SIX).output(OUTPUT)
                .refusal());
        assertEquals("operator 0 (CONV_2D): channels must divide into groups: inputs=3, inputs of a filter=2, outputs=3",
            conv(Activation.NONE).input(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 3)).constant(WEIGHTS, SIX)
                .output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): channels must divide into groups: inputs=4, inputs of a filter=2, outputs=3",
            conv(Activation.NONE).input(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 4)).constant(WEIGHTS, SIX)
                .output(OUTPUT).refusal());
        assertEquals("operator 0 (DEPTHWISE_CONV_2D): weights must have rank 4 and start with 1: rank=4",
            depthwise().input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (DEPTHWISE_CONV_2D): weights must have rank 4 and start with 1: rank=1",
            depthwise().input(IMAGE).constant(Spec.scaled(TensorType.INT8, 1, 0, 6), SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (DEPTHWISE_CONV_2D): outputs must be a multiple of inputs: inputs=2, outputs=3",
            depthwise().input(IMAGE).constant(Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 1, 3), SIX)
                .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3, 4, 3)).refusal());
    }

    @Test
    void refusesQuantizationThatItCannotFollow() {
        assertEquals("operator 0 (CONV_2D): weights must have zero points of 0: zeroPoint=1", conv(Activation.NONE)
            .input(IMAGE).constant(Spec.scaled(TensorType.INT8, 1, 1, 3, 1, 1, 2), SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): weights must have a scale for all or for each of 3 channels: scales=2, axis=0",
            conv(Activation.NONE).input(IMAGE).constant(WEIGHTS.perAxis(0, 1, 1), SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): weights must have a scale for all or for each of 3 channels: scales=3, axis=3",
            conv(Activation.NONE).input(IMAGE).constant(WEIGHTS.perAxis(3, 1, 1, 1), SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): tensor 0 has no quantization", conv(Activation.NONE)
            .input(Spec.of(TensorType.INT8, 1, 4, 4, 2)).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): tensor 0 must have one scale: scales=2", conv(Activation.NONE)
            .input(IMAGE.perAxis(3, 1, 1)).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): INT16 tensors must have zero points of 0: input=1, output=0",
            conv(Activation.NONE).input(Spec.scaled(TensorType.INT16, 1, 1, 1, 4, 4, 2)).constant(WEIGHTS, SIX)
                .output(Spec.scaled(TensorType.INT16, 1, 0, 1, 4, 4, 3)).refusal());
        assertEquals("operator 0 (CONV_2D): INT16 tensors must have zero points of 0: input=0, output=1",
            conv(Activation.NONE).input(Spec.scaled(TensorType.INT16, 1, 0, 1, 4, 4, 2)).constant(WEIGHTS, SIX)
                .output(Spec.scaled(TensorType.INT16, 1, 1, 1, 4, 4, 3)).refusal());
        assertEquals("operator 0 (CONV_2D): its scales must ask for a multiplier of at most 2^30 - 1: "
            + "multiplier=1.0E20", conv(Activation.NONE).input(Spec.scaled(TensorType.INT8, 1e20f, 0, 1, 4, 4, 2))
            .constant(WEIGHTS, SIX).output(OUTPUT).refusal().replaceAll("=1.0000000\\d*E20", "=1.0E20"));
    }

    @Test
    void refusesSettingsThatItCannotFollow() {
        assertEquals("operator 0 (CONV_2D): fused activation must be NONE, RELU, RELU_N1_TO_1 or RELU6: activation=TANH",
            conv(Activation.TANH).input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): fused activation must be NONE, RELU, RELU_N1_TO_1 or RELU6: "
            + "activation=SIGN_BIT", conv(Activation.SIGN_BIT).input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT)
            .refusal());
        assertEquals("operator 0 (CONV_2D): must have Conv2d settings: settings=None[]", OneOperator
            .of(OperatorCode.CONV_2D, new Options.None()).input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): stride and dilation must be at least 1: stride=0, dilation=1",
            conv(0, 1).input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): stride and dilation must be at least 1: stride=1, dilation=0",
            conv(1, 0).input(IMAGE).constant(WEIGHTS, SIX).output(OUTPUT).refusal());
        assertEquals("operator 0 (CONV_2D): filter must fit the image: image=4, taps=2, dilation=9",
            conv(1, 9).input(IMAGE).constant(Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 1, 2), new double[4]).output(OUTPUT)
                .refusal());
        assertEquals("operator 0 (CONV_2D): filter must have at least 1 tap: taps=2, dilation=2147483647",
            conv(1, Integer.MAX_VALUE).input(IMAGE).constant(Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 1, 2), new double[4])
                .output(OUTPUT).refusal());
    }

    private static OneOperator conv(Activation activation) {
        return OneOperator.of(OperatorCode.CONV_2D, new Options.Conv2d(Padding.VALID, 1, 1, 1, 1, activation));
    }

    private static OneOperator conv(int stride, int dilation) {
        return OneOperator.of(OperatorCode.CONV_2D,
            new Options.Conv2d(Padding.VALID, stride, stride, dilation, dilation, Activation.NONE));
    }

    private static OneOperator depthwise() {
        return OneOperator.of(OperatorCode.DEPTHWISE_CONV_2D,
            new Options.DepthwiseConv2d(Padding.VALID, 1, 1, 1, 1, 1, Activation.NONE));
    }
}
