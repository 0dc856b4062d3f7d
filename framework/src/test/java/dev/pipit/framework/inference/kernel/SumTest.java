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

/** ADD_N and CUMSUM. */
class SumTest {
    private final Random random = new Random(91);

    private static OneOperator addN() {
        return OneOperator.of(OperatorCode.ADD_N, new Options.None());
    }

    private static OneOperator cumsum(Spec spec, int axis, boolean exclusive, boolean reverse) {
        return OneOperator.of(OperatorCode.CUMSUM, new Options.Cumsum(exclusive, reverse)).input(spec)
            .constant(Spec.of(TensorType.INT32), axis).output(spec);
    }

    /** Half a step; scaling up is exact. The source starts at the stored 0: the sum has one more zero point in it. */
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "5, false"})
    void quantizedTensorsAreAddedAsRealOnes(int zero, boolean once) throws ModelFormatException {
        Spec spec = Spec.scaled(TensorType.INT8, 0.1, zero, 200);
        int[][] x = new int[3][];
        for (int k = 0; k < 3; k++) {
            x[k] = random.ints(200, -128, 128).toArray();
        }
        OneOperator operator = addN().input(spec).input(spec).input(spec)
            .output(Spec.scaled(TensorType.INT8, 0.21, -7, 200));
        int[] output = (once ? operator.roundingOnce() : operator).run(x);
        for (int i = 0; i < 200; i++) {
            double exact = 0.1f * (x[0][i] + x[1][i] + x[2][i] - 4 * zero) / 0.21f - 7;
            assertEquals(Math.max(-128, Math.min(127, exact)), output[i], 0.5 + 1e-4, "at " + i);
        }
    }

    @Test
    void wholeAndRealTensorsAreAdded() throws ModelFormatException {
        Spec whole = Spec.of(TensorType.INT32, 2);
        assertArrayEquals(new int[] {111, -3}, addN().input(whole).input(whole).input(whole).output(whole)
            .run(new int[] {1, -1}, new int[] {10, -1}, new int[] {100, -1}));
        Spec real = Spec.of(TensorType.FLOAT32, 2);
        assertArrayEquals(new float[] {1.5f, 0}, addN().input(real).input(real).output(real)
            .runReal(new float[] {1, -1}, new float[] {0.5f, 1}));
    }

    @Test
    void addingRefusesOtherShapesAndScales() {
        Spec two = Spec.scaled(TensorType.INT8, 1, 0, 2);
        String of = "operator 0 (ADD_N): ";
        assertEquals(of + "input 1 must have the shape of the output",
            addN().input(two).input(Spec.scaled(TensorType.INT8, 1, 0, 1)).output(two).refusal());
        assertEquals(of + "inputs must have one scale and one zero point: scales=1.0, 2.0, zero points=0, 0",
            addN().input(two).input(Spec.scaled(TensorType.INT8, 2, 0, 2)).output(two).refusal());
        assertEquals(of + "inputs must have one scale and one zero point: scales=1.0, 1.0, zero points=0, 3",
            addN().input(two).input(Spec.scaled(TensorType.INT8, 1, 3, 2)).output(two).refusal());
        assertEquals(of + "output scale must not be far below that of the input: multiplier=2.0",
            addN().input(two).input(two).output(Spec.scaled(TensorType.INT8, Math.pow(2, -20), 0, 2)).refusal());
        assertEquals(of + "must have 2 to 2147483647 inputs: inputs=1", addN().input(two).output(two).refusal());
    }

    @ParameterizedTest
    @CsvSource({"INT32, 1, false, false, 1 3 6 4 9 15", "INT32, -1, true, false, 0 1 3 0 4 9",
        "INT32, 1, false, true, 6 5 3 15 11 6", "INT32, 1, true, true, 5 3 0 11 6 0",
        "INT32, 0, false, false, 1 2 3 5 7 9",
        "INT32, -2, true, true, 4 5 6 0 0 0", "FLOAT32, 1, false, false, 1 3 6 4 9 15",
        "FLOAT32, -1, true, false, 0 1 3 0 4 9", "INT8, 1, false, false, 1 3 6 4 9 15",
        "INT8, 1, true, true, 5 3 0 11 6 0"})
    void sumsGrowAlongAnAxis(TensorType type, int axis, boolean exclusive, boolean reverse, String expected)
            throws ModelFormatException {
        Spec spec = type == TensorType.INT8 ? Spec.scaled(type, 0.5, 0, 2, 3) : Spec.of(type, 2, 3);
        int[] output = cumsum(spec, axis, exclusive, reverse).run(type == TensorType.FLOAT32 ? floats() : counting());
        for (int i = 0; i < 6; i++) {
            int sum = Integer.parseInt(expected.split(" ")[i]);
            assertEquals(type == TensorType.FLOAT32 ? Float.floatToIntBits(sum) : sum, output[i], "at " + i);
        }
    }

    private static int[] counting() {
        return new int[] {1, 2, 3, 4, 5, 6};
    }

    /** Reals as they are stored. */
    private static int[] floats() {
        int[] bits = counting();
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(bits[i]);
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void sumsOfLongNumbersGrow(boolean exclusive) throws ModelFormatException {
        Spec longs = Spec.of(TensorType.INT64, 2);
        var interpreter = OneOperator.of(OperatorCode.CUMSUM, new Options.Cumsum(exclusive, false))
            .constant(longs, Math.pow(2, 32) + 1, Math.pow(2, 33) + 2).constant(Spec.of(TensorType.INT32), 0)
            .output(longs).prepare();
        interpreter.invoke();
        byte[] bytes = new byte[16];
        interpreter.output(0).read(bytes, 0);
        assertArrayEquals(exclusive ? new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}
            : new byte[] {1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0}, bytes);
    }

    @Test
    void anAxisWithoutNumbersHasNoSums() throws ModelFormatException {
        assertEquals(0, cumsum(Spec.of(TensorType.INT32, 2, 0), 1, false, false).run().length);
    }

    @Test
    void sumsRefuseOtherShapesAndAxes() {
        Spec six = Spec.of(TensorType.INT32, 2, 3);
        String of = "operator 0 (CUMSUM): ";
        assertEquals(of + "axis must be inside the tensor: axis=2, rank=2", cumsum(six, 2, false, false).refusal());
        assertEquals(of + "output must have the shape of the input",
            OneOperator.of(OperatorCode.CUMSUM, new Options.Cumsum(false, false)).input(six)
                .constant(Spec.of(TensorType.INT32), 0).output(Spec.of(TensorType.INT32, 3, 2)).refusal());
        assertEquals(of + "axis must be one number: numbers=2",
            OneOperator.of(OperatorCode.CUMSUM, new Options.Cumsum(false, false)).input(six)
                .constant(Spec.of(TensorType.INT32, 2), 0, 1).output(six).refusal());
    }
}
