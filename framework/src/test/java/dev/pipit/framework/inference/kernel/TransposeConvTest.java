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
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

class TransposeConvTest {
    private static final Spec SHAPE = Spec.of(TensorType.INT32, 4);
    private static final int INPUTS = 3;
    private static final int CHANNELS = 2;

    private final Random random = new Random(81);

    /** The definition: each input pixel adds the filter, times itself, to a patch of the output. */
    @ParameterizedTest
    @CsvSource({"INT8, INT32", "INT16, INT64", "INT16, INT16", "FLOAT32, FLOAT32"})
    void equalsTheSumOfPatches(TensorType type, TensorType biasType) throws ModelFormatException {
        boolean real = type == TensorType.FLOAT32;
        for (int n = 0; n < 60; n++) {
            Padding padding = n % 2 == 0 ? Padding.SAME : Padding.VALID;
            int taps = 1 + random.nextInt(4);
            int stride = 1 + random.nextInt(3);
            int out = taps + random.nextInt(6);
            int in = (int) Math.ceil((padding == Padding.SAME ? out : out - taps + 1) / (double) stride);
            int before = padding == Padding.SAME ? Math.max(0, (in - 1) * stride + taps - out) / 2 : 0;
            int zero = type == TensorType.INT8 ? 7 : 0;
            int[] x = random.ints((long) 2 * in * in * INPUTS, -128, 128).toArray();
            double[] w = random.ints((long) CHANNELS * taps * taps * INPUTS, -127, 128).asDoubleStream().toArray();
            double[] bias = {-700, 900};
            double[] sums = new double[2 * out * out * CHANNELS];
            for (int i = 0; i < x.length; i++) {
                int batch = i / INPUTS / in / in;
                int top = i / INPUTS / in % in * stride - before;
                int left = i / INPUTS % in * stride - before;
                for (int k = 0; k < CHANNELS * taps * taps; k++) {
                    int y = top + k / taps % taps;
                    int xx = left + k % taps;
                    if (y >= 0 && y < out && xx >= 0 && xx < out) {
                        sums[((batch * out + y) * out + xx) * CHANNELS + k / taps / taps] +=
                            (x[i] - zero) * w[k * INPUTS + i % INPUTS];
                    }
                }
            }
            var operator = OneOperator.of(OperatorCode.TRANSPOSE_CONV,
                new Options.TransposeConv(padding, stride, stride, Activation.NONE)).constant(SHAPE, 2, out, out, 2)
                .constant(real ? Spec.of(type, CHANNELS, taps, taps, INPUTS)
                    : Spec.of(TensorType.INT8, CHANNELS, taps, taps, INPUTS).perAxis(0, 0.01f, 0.02f), w)
                .input(real ? Spec.of(type, 2, in, in, INPUTS) : Spec.scaled(type, 0.1, zero, 2, in, in, INPUTS))
                .constant(Spec.of(biasType, CHANNELS), bias)
                .output(real ? Spec.of(type, 2, out, out, CHANNELS) : Spec.scaled(type, 2, zero, 2, out, out, CHANNELS));
            if (real) {
                float[] reals = new float[x.length];
                float[] expected = new float[sums.length];
                for (int i = 0; i < x.length; i++) {
                    reals[i] = x[i];
                }
                for (int i = 0; i < sums.length; i++) {
                    expected[i] = (float) (sums[i] + bias[i % CHANNELS]);
                }
                assertArrayEquals(expected, operator.runReal(reals));     // whole numbers below 2^24: exact
            } else {
                int[] expected = new int[sums.length];
                for (int i = 0; i < sums.length; i++) {
                    var rescale = new SlowRescale((double) 0.1f * (i % CHANNELS == 0 ? 0.01f : 0.02f) / 2f);
                    long sum = (long) (sums[i] + bias[i % CHANNELS]);
                    int scaled = type == TensorType.INT16 ? rescale.applyWide(sum) : rescale.apply(sum);
                    expected[i] = Range.of(type).clamp(scaled + zero);
                }
                assertArrayEquals(expected, operator.run(x));
            }
        }
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Spec in = Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 2, 1);
        Spec weights = Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 2, 1);
        double[] four = new double[4];
        String of = "operator 0 (TRANSPOSE_CONV): ";
        assertEquals(of + "tensor 2 must have shape [1, 3, 3, 1]: shape=[1, 2, 2, 1]", operator()
            .constant(SHAPE, four).constant(weights, four).input(in)
            .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 4, 4, 1)).refusal());
        assertEquals(of + "tensor 3 must have shape [1, 3, 3, 1]: shape=[1, 3, 3, 2]", operator()
            .constant(SHAPE, four).constant(weights, four).input(in)
            .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3, 3, 2)).refusal());
        assertEquals(of + "weights, input and output must have rank 4: ranks=1, 4, 4", operator()
            .constant(SHAPE, four).constant(Spec.scaled(TensorType.INT8, 1, 0, 4), four).input(in).output(in).refusal());
        assertEquals(of + "weights must have the channels of the input: channels=2, 1", operator()
            .constant(SHAPE, four).constant(Spec.scaled(TensorType.INT8, 1, 0, 1, 2, 1, 2), four).input(in).output(in)
            .refusal());
    }

    private static OneOperator operator() {
        return OneOperator.of(OperatorCode.TRANSPOSE_CONV,
            new Options.TransposeConv(Padding.VALID, 1, 1, Activation.NONE));
    }
}
