package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/**
 * Real numbers times weights of 8 bits. Where the inputs are multiples of the scale they are rounded with, and scales
 * are powers of two, nothing is lost: the result is that of real weights, which other tests hold against the definition.
 */
class DynamicInputTest {
    private static final float[] ONE_SCALE = {0.25f, 0.25f, 0.25f};
    private static final float[] SCALES = {0.25f, 0.5f, 0.125f};

    private final Random random = new Random(9);

    /** Multiples of {@code scale} from {@code least} to {@code greatest}, both of which are among them. */
    private float[] multiples(int count, double scale, int least, int greatest) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) (scale * (least + random.nextInt(greatest - least + 1)));
        }
        x[0] = (float) (scale * least);
        x[count - 1] = (float) (scale * greatest);
        return x;
    }

    private static OneOperator operator(OperatorCode code, Activation activation) {
        Options options = switch (code) {
            case CONV_2D -> new Options.Conv2d(Padding.SAME, 2, 1, 1, 1, activation);
            case DEPTHWISE_CONV_2D -> new Options.DepthwiseConv2d(Padding.SAME, 1, 1, 1, 1, 1, activation);
            default -> new Options.FullyConnected(activation, false, true);
        };
        return OneOperator.of(code, options);
    }

    private void equalsRealWeights(OperatorCode code, int[] in, int[] weights, int axis, float[] scales, int[] out,
            float[] x) throws ModelFormatException {
        Spec narrow = Spec.of(TensorType.INT8, weights).perAxis(axis, scales);
        double[] w = random.ints(narrow.elements(), -127, 128).asDoubleStream().toArray();
        double[] real = new double[w.length];
        int perChannel = axis == 0 ? w.length / scales.length : 1;
        for (int i = 0; i < w.length; i++) {
            real[i] = w[i] * scales[i / perChannel % scales.length];
        }
        double[] bias = {3, -2.5, 0.125};
        for (Activation activation : new Activation[] {Activation.NONE, Activation.RELU6}) {
            float[] expected = operator(code, activation).input(Spec.of(TensorType.FLOAT32, in))
                .constant(Spec.of(TensorType.FLOAT32, weights), real).constant(Spec.of(TensorType.FLOAT32, 3), bias)
                .output(Spec.of(TensorType.FLOAT32, out)).runReal(x);
            assertArrayEquals(expected, operator(code, activation).input(Spec.of(TensorType.FLOAT32, in))
                .constant(narrow, w).constant(Spec.of(TensorType.FLOAT32, 3), bias)
                .output(Spec.of(TensorType.FLOAT32, out)).runReal(x));
        }
    }

    /** Symmetric, from −127 × 0.25 to 127 × 0.25. */
    @Test
    void convolutionsWithOneScaleLoseNothingOfMultiples() throws ModelFormatException {
        equalsRealWeights(OperatorCode.CONV_2D, new int[] {1, 5, 4, 2}, new int[] {3, 3, 2, 2}, 0, ONE_SCALE,
            new int[] {1, 5, 2, 3}, multiples(40, 0.25, -127, 127));
    }

    /** 255 steps of 0.5, a zero point of −64, or 40. */
    @ParameterizedTest
    @ValueSource(ints = {-64, -168})
    void convolutionsWithAScaleForEachChannelLoseNothingOfMultiples(int least) throws ModelFormatException {
        equalsRealWeights(OperatorCode.CONV_2D, new int[] {1, 5, 4, 2}, new int[] {3, 3, 2, 2}, 0, SCALES,
            new int[] {1, 5, 2, 3}, multiples(40, 0.5, least, least + 255));
    }

    @Test
    void depthwiseConvolutionsLoseNothingOfMultiples() throws ModelFormatException {
        equalsRealWeights(OperatorCode.DEPTHWISE_CONV_2D, new int[] {1, 4, 4, 3}, new int[] {1, 3, 3, 3}, 3, SCALES,
            new int[] {1, 4, 4, 3}, multiples(48, 0.5, -64, 191));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -255, -100})
    void denseLayersLoseNothingOfMultiples(int least) throws ModelFormatException {
        equalsRealWeights(OperatorCode.FULLY_CONNECTED, new int[] {1, 16}, new int[] {3, 16}, 0, SCALES,
            new int[] {1, 3}, multiples(16, 0.5, least, least + 255));
    }

    /**
     * By hand: the scale of 1 and −0.5 is 1/127, they are 127 and −63.5, away from zero −64. 2 · 127 − 3 · 64 = 62 and
     * −127 − 4 · 64 = −383. The second row is all zeros, of the third the scale is 100/127.
     */
    @Test
    void eachRowIsRoundedForItselfHalvesAwayFromZero() throws ModelFormatException {
        float[] y = OneOperator.of(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Activation.NONE, false))
            .input(Spec.of(TensorType.FLOAT32, 3, 2)).constant(Spec.scaled(TensorType.INT8, 0.5, 0, 2, 2), 2, 3, -1, 4)
            .constant(Spec.of(TensorType.FLOAT32, 2), 10, 20).output(Spec.of(TensorType.FLOAT32, 3, 2))
            .runReal(new float[] {1, -0.5f, 0, 0, -100, 0});
        double[] expected = {10 + 62 / 254.0, 20 - 383 / 254.0, 10, 20, 10 - 100, 20 + 50};
        for (int i = 0; i < y.length; i++) {
            assertEquals(expected[i], y[i], 1e-5, "output " + i);           // 24 bits of numbers up to 100
        }
    }

    /** Half a scale of the image for each weight, one more half where there is a zero point; float adds a little. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachImageIsWithinHalfAScaleOfRealWeights(boolean oneScale) throws ModelFormatException {
        float[] scales = oneScale ? ONE_SCALE : SCALES;
        int[] shape = {3, 1, 1, 8};
        double[] w = random.ints(24, -127, 128).asDoubleStream().toArray();
        float[] x = new float[16];
        for (int i = 0; i < 16; i++) {
            x[i] = (float) random.nextGaussian() * (i < 8 ? 1000 : 1);
        }
        float[] y = operator(OperatorCode.CONV_2D, Activation.NONE).input(Spec.of(TensorType.FLOAT32, 2, 1, 1, 8))
            .constant(Spec.of(TensorType.INT8, shape).perAxis(0, scales), w).output(Spec.of(TensorType.FLOAT32, 2, 1, 1, 3))
            .runReal(x);
        for (int image = 0; image < 2; image++) {
            double least = 0;
            double greatest = 0;
            for (int k = 0; k < 8; k++) {
                least = Math.min(least, x[image * 8 + k]);
                greatest = Math.max(greatest, x[image * 8 + k]);
            }
            double error = oneScale ? 0.5 * Math.max(-least, greatest) / 127 : (greatest - least) / 255;
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                double weights = 0;
                for (int k = 0; k < 8; k++) {
                    sum += x[image * 8 + k] * w[c * 8 + k] * scales[c];
                    weights += Math.abs(w[c * 8 + k]) * scales[c];
                }
                assertEquals(sum, y[image * 3 + c], 1.001 * error * weights, "image " + image + ", channel " + c);
            }
        }
    }

    @Test
    void zerosGiveTheBias() throws ModelFormatException {
        for (float[] scales : new float[][] {ONE_SCALE, SCALES}) {
            assertArrayEquals(new float[] {1, 2, 3}, operator(OperatorCode.CONV_2D, Activation.NONE)
                .input(Spec.of(TensorType.FLOAT32, 1, 1, 1, 1))
                .constant(Spec.of(TensorType.INT8, 3, 1, 1, 1).perAxis(0, scales), 5, 6, 7)
                .constant(Spec.of(TensorType.FLOAT32, 3), 1, 2, 3).output(Spec.of(TensorType.FLOAT32, 1, 1, 1, 3))
                .runReal(new float[] {0}));
        }
    }

    /** The least number there is: a scale of 0 when it is divided by 255. */
    @Test
    void numbersTooSmallForAScaleGiveTheBias() throws ModelFormatException {
        assertArrayEquals(new float[] {1, 2, 3}, operator(OperatorCode.FULLY_CONNECTED, Activation.NONE)
            .input(Spec.of(TensorType.FLOAT32, 1, 1)).constant(Spec.scaled(TensorType.INT8, 1, 0, 3, 1), 5, 6, 7)
            .constant(Spec.of(TensorType.FLOAT32, 3), 1, 2, 3).output(Spec.of(TensorType.FLOAT32, 1, 3))
            .runReal(new float[] {Float.MIN_VALUE}));
    }

    @Test
    void weightsMustBeSymmetric() {
        Spec in = Spec.of(TensorType.FLOAT32, 1, 2);
        assertEquals("operator 0 (FULLY_CONNECTED): weights must have zero points of 0: zeroPoint=1",
            operator(OperatorCode.FULLY_CONNECTED, Activation.NONE).input(in)
                .constant(Spec.scaled(TensorType.INT8, 1, 1, 3, 2), new double[6])
                .output(Spec.of(TensorType.FLOAT32, 1, 3)).refusal());
        assertEquals("operator 0 (FULLY_CONNECTED): weights must have a scale for all or for each of 3 channels: "
            + "scales=2, axis=1", operator(OperatorCode.FULLY_CONNECTED, Activation.NONE).input(in)
                .constant(Spec.of(TensorType.INT8, 3, 2).perAxis(1, 1, 2), new double[6])
                .output(Spec.of(TensorType.FLOAT32, 1, 3)).refusal());
    }
}
