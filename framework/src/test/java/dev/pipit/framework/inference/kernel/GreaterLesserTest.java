package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class GreaterLesserTest {
    private static OneOperator of(OperatorCode code, Spec left, Spec right, Spec out) {
        return OneOperator.of(code, new Options.None()).input(left).input(right).output(out);
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32"})
    void takesOneOfTwo(TensorType type) throws ModelFormatException {
        Range range = Range.of(type);
        Spec rows = Spec.scaled(type, 1, 3, 2, 3);
        int[] a = {range.least(), 5, range.greatest(), 7, 8, 9};
        int[] b = {8, 7, 6};
        assertArrayEquals(new int[] {8, 7, range.greatest(), 8, 8, 9},
            of(OperatorCode.MAXIMUM, rows, Spec.scaled(type, 1, 3, 3), rows).run(a, b));
        assertArrayEquals(new int[] {range.least(), 5, 6, 7, 7, 6},
            of(OperatorCode.MINIMUM, rows, Spec.scaled(type, 1, 3, 3), rows).run(a, b));
        assertArrayEquals(new int[] {4, 5, 6, 4, 7, 6}, of(OperatorCode.MINIMUM, Spec.scaled(type, 1, 3, 2, 1),
            rows, rows).run(new int[] {6, 7}, new int[] {4, 5, 9, 4, 8, 6}));
    }

    @Test
    void takesTheSecondWhereOneIsNotANumber() throws ModelFormatException {
        Spec spec = Spec.of(TensorType.FLOAT32, 4);
        float[] a = {1.5f, Float.NaN, 2, -3};
        float[] b = {2, 1, Float.NaN, -4};
        assertArrayEquals(new float[] {2, 1, Float.NaN, -3}, of(OperatorCode.MAXIMUM, spec, spec, spec).runReal(a, b));
        assertArrayEquals(new float[] {1.5f, 1, Float.NaN, -4}, of(OperatorCode.MINIMUM, spec, spec, spec).runReal(a, b));
    }

    @Test
    void takesOneOfTwoIn64Bits() throws ModelFormatException {
        Spec spec = Spec.of(TensorType.INT64, 1);
        for (OperatorCode code : new OperatorCode[] {OperatorCode.MAXIMUM, OperatorCode.MINIMUM}) {
            Interpreter interpreter = of(code, spec, spec, spec).prepare();
            interpreter.input(0).write(new byte[] {1, 0, 0, 0, 2, 0, 0, 0}, 0);
            interpreter.input(1).write(new byte[] {2, 0, 0, 0, 1, 0, 0, 0}, 0);
            interpreter.invoke();
            byte[] output = new byte[8];
            interpreter.output(0).read(output, 0);
            assertEquals(code == OperatorCode.MAXIMUM ? 2 : 1, output[4]);
        }
    }

    @Test
    void refusesOtherScalesAndShapes() {
        Spec one = Spec.scaled(TensorType.INT8, 1, 0, 2);
        Spec other = Spec.scaled(TensorType.INT8, 1, 4, 2);
        String of = "operator 0 (MAXIMUM): ";
        String quantization = of + "output must have the scale and zero point of the input: scales=1.0, 1.0, zeroPoints=";
        assertEquals(quantization + "4, 0", of(OperatorCode.MAXIMUM, other, one, one).refusal());
        assertEquals(quantization + "4, 0", of(OperatorCode.MAXIMUM, one, other, one).refusal());
        assertEquals(of + "inputs must be combinable to the output: shapes=[2], [2], [3]",
            of(OperatorCode.MAXIMUM, one, one, Spec.scaled(TensorType.INT8, 1, 0, 3)).refusal());
    }
}
