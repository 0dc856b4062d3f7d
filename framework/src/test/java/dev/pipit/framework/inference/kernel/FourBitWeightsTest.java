package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Agreement;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

/** Weights of four bits are multiplied as the same numbers in eight bits are. */
class FourBitWeightsTest {
    private static final Options CONV = new Options.Conv2d(Padding.SAME, 1, 1, 1, 1, Activation.NONE);
    private static final Options DEPTHWISE = new Options.DepthwiseConv2d(Padding.SAME, 1, 1, 1, 1, 1, Activation.NONE);
    private static final Options DENSE = new Options.FullyConnected(Activation.NONE, false);

    /** 3 x 3 x 3 x 5 numbers: the last byte is half empty. */
    @Test
    void areThoseOfEightBitsInAConvolution() throws ModelFormatException {
        equals(OperatorCode.CONV_2D, CONV, new int[] {1, 4, 4, 5}, new int[] {1, 4, 4, 3},
            Spec.of(TensorType.INT8, 3, 3, 3, 5).perAxis(0, 0.1f, 0.2f, 0.3f));
    }

    @Test
    void areThoseOfEightBitsInADepthwiseConvolution() throws ModelFormatException {
        equals(OperatorCode.DEPTHWISE_CONV_2D, DEPTHWISE, new int[] {1, 4, 4, 3}, new int[] {1, 4, 4, 3},
            Spec.of(TensorType.INT8, 1, 3, 3, 3).perAxis(3, 0.1f, 0.2f, 0.3f));
    }

    @Test
    void areThoseOfEightBitsInADenseLayer() throws ModelFormatException {
        equals(OperatorCode.FULLY_CONNECTED, DENSE, new int[] {2, 5}, new int[] {2, 3},
            Spec.scaled(TensorType.INT8, 0.3, 1, 3, 5));
    }

    private static void equals(OperatorCode code, Options options, int[] in, int[] out, Spec weights)
            throws ModelFormatException {
        var random = new Random(3);
        Spec input = Spec.scaled(TensorType.INT8, 0.5, 7, in);
        Spec output = Spec.scaled(TensorType.INT8, 1.5, -3, out);
        int[] x = random.ints(input.elements(), -128, 128).toArray();
        double[] w = random.ints(weights.elements(), -8, 8).asDoubleStream().toArray();
        w[0] = -8;
        w[1] = 7;
        int[] expected = OneOperator.of(code, options).input(input).constant(weights, w).output(output).run(x);
        Spec narrow = new Spec(TensorType.INT4, weights.quantization(), weights.shape());
        assertArrayEquals(expected, OneOperator.of(code, options).input(input).constant(narrow, w).output(output).run(x));
    }

    /** Sizes with and without a rest beside the lanes of vectors, single channels, and 3 x 3 taps. */
    @Test
    void giveTheSameOnAllKernels() throws ModelFormatException {
        var random = new Random(4);
        for (int channels : new int[] {1, 3, 8, 17, 32, 65}) {
            int[] image = {1, 6, 7, channels};
            agree(OperatorCode.CONV_2D, CONV, image, new int[] {1, 6, 7, 16}, 0, random, 16, 3, 3, channels);
            agree(OperatorCode.CONV_2D, CONV, image, new int[] {1, 6, 7, 5}, 0, random, 5, 1, 1, channels);
            agree(OperatorCode.DEPTHWISE_CONV_2D, DEPTHWISE, image, image, 3, random, 1, 3, 3, channels);
            agree(OperatorCode.FULLY_CONNECTED, DENSE, new int[] {2, channels}, new int[] {2, 33}, 0, random, 33, channels);
            agree(OperatorCode.FULLY_CONNECTED, DENSE, new int[] {1, channels}, new int[] {1, 33}, 0, random, 33, channels);
        }
        agree(OperatorCode.DEPTHWISE_CONV_2D, new Options.DepthwiseConv2d(Padding.SAME, 1, 1, 1, 1, 8, Activation.NONE),
            new int[] {1, 6, 7, 1}, new int[] {1, 6, 7, 8}, 3, random, 1, 3, 3, 8);
    }

    private static void agree(OperatorCode code, Options options, int[] in, int[] out, int axis, Random random,
            int... weights) throws ModelFormatException {
        float[] scales = new float[weights[axis]];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = 0.01f * (1 + random.nextInt(9));
        }
        Spec spec = Spec.of(TensorType.INT4, weights).perAxis(axis, scales);
        double[] w = random.ints(spec.elements(), -8, 8).asDoubleStream().toArray();
        double[] bias = random.ints(scales.length, -5000, 5000).asDoubleStream().toArray();
        var operator = OneOperator.of(code, options).input(Spec.scaled(TensorType.INT8, 0.5, 7, in)).constant(spec, w)
            .constant(Spec.of(TensorType.INT32, scales.length), bias).output(Spec.scaled(TensorType.INT8, 0.9, -3, out));
        Model model = operator.model();
        Agreement.check(model, Settings.standard(), random);
        assertTrue(Interpreter.prepare(model, Settings.standard().kernels(KernelSet.SCALAR)).memory().twinBytes() > 0,
            "runs on a twin: " + code);
    }

    /** By hand: 0x8F is -1 in its lower bits and -8 in its upper ones, 0x07 is 7 and something that does not count. */
    @Test
    void lieTwoToAByteTheLowerBitsFirst() {
        Storage unpacked = new Storage(new byte[] {(byte) 0x8F, 0x07}, 0, 2).unpacked(3);
        assertArrayEquals(new byte[] {-1, -8, 7}, unpacked.bytes());
    }

    @Test
    void takeAByteEachOfTheMemoryForConstants() throws ModelFormatException {
        Interpreter interpreter = OneOperator.of(OperatorCode.FULLY_CONNECTED, DENSE)
            .input(Spec.scaled(TensorType.INT8, 1, 0, 1, 3)).constant(Spec.scaled(TensorType.INT4, 1, 0, 3, 3), new double[9])
            .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3)).prepare();
        assertEquals(9, interpreter.memory().constantBytes());
    }

    @Test
    void mustBeConstant() {
        assertEquals("operator 0 (FULLY_CONNECTED): weights of type INT4 must be constant",
            OneOperator.of(OperatorCode.FULLY_CONNECTED, DENSE).input(Spec.scaled(TensorType.INT8, 1, 0, 1, 3))
                .input(Spec.scaled(TensorType.INT4, 1, 0, 3, 3)).output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3))
                .refusal());
    }
}
