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
import dev.pipit.framework.tflite.TensorType;

class ArithmeticTest {
    private static final int[][][] SHAPES = {{{2, 3, 4}, {2, 3, 4}, {2, 3, 4}}, {{2, 3, 4}, {4}, {2, 3, 4}},
        {{2, 1, 4}, {3, 1}, {2, 3, 4}}, {{1}, {2, 3, 4}, {2, 3, 4}}, {{}, {5}, {5}}, {{2, 3, 4}, {2, 3, 1}, {2, 3, 4}}};

    private final Random random = new Random(31);

    private static double combined(OperatorCode code, double a, double b) {
        return switch (code) {
            case ADD -> a + b;
            case SUB -> a - b;
            default -> a * b;
        };
    }

    /** Rounded at each of up to three steps, each of which is exact to far below half a step but for the last. */
    @ParameterizedTest
    @CsvSource({"ADD, INT8", "SUB, INT8", "MUL, INT8", "ADD, UINT8", "SUB, UINT8", "MUL, UINT8", "ADD, INT16",
        "SUB, INT16", "MUL, INT16"})
    void quantizedNumbersAreCombinedAsRealOnes(OperatorCode code, TensorType type) throws ModelFormatException {
        int zero = type == TensorType.INT16 ? 0 : type == TensorType.UINT8 ? 120 : -5;
        int least = type == TensorType.INT16 ? -3000 : type == TensorType.UINT8 ? 0 : -128;
        int bound = type == TensorType.INT16 ? 3000 : type == TensorType.UINT8 ? 256 : 128;
        double outScale = code == OperatorCode.MUL ? 2 : 0.2;
        for (int[][] shapes : SHAPES) {
            Spec left = Spec.scaled(type, 0.11, zero, shapes[0]);
            Spec right = Spec.scaled(type, 0.05, zero + (type == TensorType.INT16 ? 0 : 1), shapes[1]);
            Spec out = Spec.scaled(type, outScale, zero, shapes[2]);
            int[] a = random.ints(left.elements(), least, bound).toArray();
            int[] b = random.ints(right.elements(), least, bound).toArray();
            int[] output = operator(code, Activation.RELU)
                .input(left).input(right).output(out).run(a, b);
            for (int i = 0; i < output.length; i++) {
                double x = 0.11f * (a[index(i, shapes[0], shapes[2])] - zero);
                double y = 0.05f * (b[index(i, shapes[1], shapes[2])] - right.quantization().orElseThrow().zeroPoint());
                double exact = Math.max(0, combined(code, x, y)) / (float) outScale + zero;
                // half a step of the output, and the last bits of intermediate roundings
                assertEquals(Math.min(Range.of(type).greatest(), exact), output[i], 0.5 + 0.01, code + " " + i);
            }
        }
    }

    /** Index of the number that meets output i, by coordinates. */
    private static int index(int i, int[] shape, int[] output) {
        int index = 0;
        int step = 1;
        int rest = i;
        for (int back = 1; back <= output.length; back++) {
            int coordinate = rest % output[output.length - back];
            rest /= output[output.length - back];
            if (back <= shape.length) {
                int extent = shape[shape.length - back];
                index += (extent == 1 ? 0 : coordinate) * step;
                step *= extent;
            }
        }
        return index;
    }

    @ParameterizedTest
    @CsvSource({"ADD", "SUB", "MUL"})
    void wholeAndRealNumbersAreCombinedAsTheyAre(OperatorCode code) throws ModelFormatException {
        for (int[][] shapes : SHAPES) {
            Spec left = Spec.of(TensorType.INT32, shapes[0]);
            Spec right = Spec.of(TensorType.INT32, shapes[1]);
            int[] a = random.ints(left.elements(), -1000, 1000).toArray();
            int[] b = random.ints(right.elements(), -1000, 1000).toArray();
            int[] output = operator(code, Activation.NONE).input(left).input(right)
                .output(Spec.of(TensorType.INT32, shapes[2])).run(a, b);
            float[] real = operator(code, Activation.NONE).input(Spec.of(TensorType.FLOAT32, shapes[0]))
                .input(Spec.of(TensorType.FLOAT32, shapes[1])).output(Spec.of(TensorType.FLOAT32, shapes[2]))
                .runReal(floats(a), floats(b));
            for (int i = 0; i < output.length; i++) {
                double expected = combined(code, a[index(i, shapes[0], shapes[2])], b[index(i, shapes[1], shapes[2])]);
                assertEquals(expected, output[i]);
                assertEquals(expected, real[i]);
            }
        }
    }

    private static float[] floats(int[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    /** Rounding once: 1/4 + 1/4 of scale 1 is 0.5, rounded half up to 1; 0.25 x −2 = −0.5 becomes 0. */
    @Test
    void canRoundOnce() throws ModelFormatException {
        Spec quarter = Spec.scaled(TensorType.INT8, 0.25, 0, 2);
        Spec one = Spec.scaled(TensorType.INT8, 1, 0, 2);
        assertArrayEquals(new int[] {1, 0}, operator(OperatorCode.ADD, Activation.NONE).roundingOnce().input(quarter)
            .input(quarter).output(one).run(new int[] {1, -1}, new int[] {1, -1}));
        assertArrayEquals(new int[] {1, 0}, operator(OperatorCode.MUL, Activation.NONE).roundingOnce().input(quarter)
            .input(one).output(one).run(new int[] {1, 1}, new int[] {2, -2}));
    }

    @Test
    void refusesWhatItCannotCombine() {
        Spec three = Spec.scaled(TensorType.INT8, 1, 0, 3);
        Spec four = Spec.scaled(TensorType.INT8, 1, 0, 4);
        for (OperatorCode code : new OperatorCode[] {OperatorCode.ADD, OperatorCode.MUL}) {
            String of = "operator 0 (" + code + "): ";
            assertEquals(of + "inputs must be combinable to the output: shapes=[3], [4], [4]",
                operator(code, Activation.NONE).input(three).input(four).output(four).refusal());
            assertEquals(of + "inputs must be combinable to the output: shapes=[3], [3], [4]",
                operator(code, Activation.NONE).input(three).input(three).output(four).refusal());
            assertEquals(of + "inputs must be combinable to the output: shapes=[3], [3], [1, 3]",
                operator(code, Activation.NONE).input(three).input(three)
                    .output(Spec.scaled(TensorType.INT8, 1, 0, 1, 3)).refusal());
            Spec whole = Spec.of(TensorType.INT32, 3);
            assertEquals(of + "INT32 tensors must have no fused activation: activation=RELU",
                operator(code, Activation.RELU).input(whole).input(whole).output(whole).refusal());
        }
        assertEquals("operator 0 (ADD): output scale must not be far below those of the inputs: multiplier=2.0",
            operator(OperatorCode.ADD, Activation.NONE).input(three).input(three)
                .output(Spec.scaled(TensorType.INT8, Math.pow(2, -20), 0, 3)).refusal());
    }

    private static OneOperator operator(OperatorCode code, Activation activation) {
        return OneOperator.of(code, new Options.Arithmetic(activation, false));
    }
}
