package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class FullyConnectedTest {
    private static final float[] PER_CHANNEL = {0.01f, 0.02f, 0.005f};

    /** The definition: bias plus the product of rows, scaled; the product of the scales is rounded to float first. */
    @ParameterizedTest
    @CsvSource({"INT8, 3, false", "INT8, 0, true", "UINT8, 100, false", "INT16, 0, false", "INT16, 0, true"})
    void equalsTheProductOfRows(TensorType type, int weightZero, boolean perChannel) throws ModelFormatException {
        var random = new Random(5);
        boolean wide = type == TensorType.INT16;
        int inputZero = wide ? 0 : type == TensorType.UINT8 ? 130 : -7;
        int outputZero = wide ? 0 : 20;
        TensorType weightType = wide ? TensorType.INT8 : type;
        for (int depth : new int[] {1, 2, 7, 16, 33}) {
            int[] x = random.ints(2L * depth, type == TensorType.UINT8 ? 0 : -128, 128).toArray();
            double[] w = random.ints(3L * depth, type == TensorType.UINT8 ? 0 : -127, 128).asDoubleStream().toArray();
            double[] bias = {-500, 0, 700};
            Spec weights = perChannel ? Spec.of(weightType, 3, depth).perAxis(0, PER_CHANNEL)
                : Spec.scaled(weightType, 0.01, weightZero, 3, depth);
            int[] output = fullyConnected().input(Spec.scaled(type, 0.3, inputZero, 2, depth)).constant(weights, w)
                .constant(Spec.of(wide ? TensorType.INT64 : TensorType.INT32, 3), bias)
                .output(Spec.scaled(type, 0.7, outputZero, 2, 3)).run(x);
            int[] expected = new int[6];
            for (int row = 0; row < 2; row++) {
                for (int c = 0; c < 3; c++) {
                    double sum = bias[c];
                    for (int k = 0; k < depth; k++) {
                        sum += (x[row * depth + k] - inputZero) * (w[c * depth + k] - weightZero);
                    }
                    var rescale = new SlowRescale(perChannel ? (double) 0.3f * PER_CHANNEL[c] / 0.7f
                        : (double) (0.3f * 0.01f) / 0.7f);
                    int scaled = wide ? rescale.applyWide((long) sum) : rescale.apply((long) sum);
                    expected[row * 3 + c] = Range.of(type).clamp(scaled + outputZero);
                }
            }
            assertArrayEquals(expected, output);
        }
    }

    /** 1 x 2 + 2 x 3 + 0.5 = 8.5, and 1 x −1 + 2 x −1 = −3, cut off at 0. */
    @Test
    void worksOnRealNumbers() throws ModelFormatException {
        var relu = OneOperator.of(OperatorCode.FULLY_CONNECTED,
            new Options.FullyConnected(Options.Activation.RELU, false));
        float[] output = relu.input(Spec.of(TensorType.FLOAT32, 1, 2))
            .constant(Spec.of(TensorType.FLOAT32, 2, 2), 2, 3, -1, -1).constant(Spec.of(TensorType.FLOAT32, 2), 0.5, 0)
            .output(Spec.of(TensorType.FLOAT32, 1, 2)).runReal(new float[] {1, 2});
        assertArrayEquals(new float[] {8.5f, 0}, output);
    }

    @Test
    void realNumbersNeedNoBias() throws ModelFormatException {
        float[] output = fullyConnected().input(Spec.of(TensorType.FLOAT32, 1, 1))
            .constant(Spec.of(TensorType.FLOAT32, 1, 1), 2).output(Spec.of(TensorType.FLOAT32, 1, 1))
            .runReal(new float[] {-3});
        assertArrayEquals(new float[] {-6}, output);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Spec input = Spec.scaled(TensorType.INT8, 1, 0, 1, 4);
        Spec weights = Spec.scaled(TensorType.INT8, 1, 0, 2, 2);
        assertEquals("operator 0 (FULLY_CONNECTED): weights must have rank 2: rank=1", fullyConnected().input(input)
            .constant(Spec.scaled(TensorType.INT8, 1, 0, 4), 1, 2, 3, 4).output(input).refusal());
        assertEquals("operator 0 (FULLY_CONNECTED): input must have rows of 2: numbers=3", fullyConnected()
            .input(Spec.scaled(TensorType.INT8, 1, 0, 1, 3)).constant(weights, 1, 2, 3, 4).output(input).refusal());
        assertEquals("operator 0 (FULLY_CONNECTED): output must have 4 numbers: numbers=3", fullyConnected()
            .input(input).constant(weights, 1, 2, 3, 4).output(Spec.scaled(TensorType.INT8, 1, 0, 3)).refusal());
        assertEquals("operator 0 (FULLY_CONNECTED): weights must have rank 2: rank=2", fullyConnected().input(input)
            .constant(Spec.scaled(TensorType.INT8, 1, 0, 2, 0)).output(input).refusal());
    }

    private static OneOperator fullyConnected() {
        return OneOperator.of(OperatorCode.FULLY_CONNECTED,
            new Options.FullyConnected(Options.Activation.NONE, false));
    }
}
