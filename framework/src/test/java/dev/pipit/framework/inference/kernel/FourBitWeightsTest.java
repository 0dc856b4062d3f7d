package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
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
