package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorType;

/** Operators on two tensors, number by number: division, squared difference, comparison, logic, selection. */
class PairTest {
    private final Random random = new Random(81);

    private static OneOperator of(OperatorCode code) {
        return OneOperator.of(code,
            code == OperatorCode.DIV ? new Options.Arithmetic(Activation.NONE, false) : new Options.None());
    }

    private static Spec whole(int... shape) {
        return Spec.of(TensorType.INT32, shape);
    }

    private static Spec real(int... shape) {
        return Spec.of(TensorType.FLOAT32, shape);
    }

    private static Spec truth(int... shape) {
        return Spec.of(TensorType.BOOL, shape);
    }

    /** All pairs of a column of all numbers and a row of all numbers. */
    private static int[] all(TensorType type) {
        int[] all = new int[256];
        for (int i = 0; i < 256; i++) {
            all[i] = Range.of(type).least() + i;
        }
        return all;
    }

    /** Half a step: everything before the last rounding has 31 bits, which is 1e-8 of results of up to 255. */
    @ParameterizedTest
    @CsvSource({"INT8, 0.1, 3, 0.02, -5, 0.05, 7, false", "UINT8, 0.1, 100, 0.02, 128, 0.05, 120, false",
        "INT8, 2, -128, 0.01, -128, 3, 0, false", "INT8, 0.1, 3, 0.02, -5, 0.05, 7, true",
        "INT8, 0.001, 0, 1, 127, 0.0001, 0, false", "INT8, 1e-30, 0, 1, 0, 1, 0, false"})
    void quantizedQuotientsAreThoseOfRealNumbers(TensorType type, double scale, int zero, double rightScale,
            int rightZero, double outScale, int outZero, boolean once) throws ModelFormatException {
        OneOperator operator = of(OperatorCode.DIV).input(Spec.scaled(type, scale, zero, 256, 1))
            .input(Spec.scaled(type, rightScale, rightZero, 256))
            .output(Spec.scaled(type, outScale, outZero, 256, 256));
        int[] output = (once ? operator.roundingOnce() : operator).run(all(type), all(type));
        Range range = Range.of(type);
        for (int i = 0; i < output.length; i++) {
            int x = all(type)[i / 256] - zero;
            int y = all(type)[i % 256] - rightZero;
            double exact = x == 0 ? outZero
                : (float) scale * x / ((float) rightScale * y) / (float) outScale + outZero;   // ± infinity for y = 0
            double held = Math.max(range.least(), Math.min(range.greatest(), exact));
            assertEquals(held, output[i], 0.5 + 1e-4, x + " / " + y);
        }
    }

    @Test
    void quotientsCanBeCutOff() throws ModelFormatException {
        var options = new Options.Arithmetic(Activation.RELU6, false);
        Spec one = Spec.scaled(TensorType.INT8, 1, 0, 3);
        assertArrayEquals(new int[] {0, 3, 6}, OneOperator.of(OperatorCode.DIV, options).input(one).input(one)
            .output(one).run(new int[] {-8, 6, 21}, new int[] {2, 2, 3}));
        assertArrayEquals(new float[] {0, 2.5f, 6}, OneOperator.of(OperatorCode.DIV, options).input(real(3))
            .input(real(3)).output(real(3)).runReal(new float[] {-8, 5, 21}, new float[] {2, 2, 3}));
        assertEquals("operator 0 (DIV): INT32 tensors must have no fused activation: activation=RELU6",
            OneOperator.of(OperatorCode.DIV, options).input(whole(3)).input(whole(3)).output(whole(3)).refusal());
    }

    @Test
    void wholeNumbersAreDividedTowardsZero() throws ModelFormatException {
        int[] x = {7, -7, 7, -7, Integer.MIN_VALUE, 5, -5, 0};
        int[] y = {2, 2, -2, -2, -1, 0, 0, 0};
        int high = Integer.MAX_VALUE;
        int low = Integer.MIN_VALUE;
        assertArrayEquals(new int[] {3, -3, -3, 3, low, high, low, 0},
            of(OperatorCode.DIV).input(whole(8)).input(whole(8)).output(whole(8)).run(x, y));
        assertArrayEquals(new int[] {3, -4, -4, 3, high, high, low, 0},
            of(OperatorCode.FLOOR_DIV).input(whole(8)).input(whole(8)).output(whole(8)).run(x, y));
        assertArrayEquals(new int[] {1, 1, -1, -1, 0, 0, 0, 0},
            of(OperatorCode.FLOOR_MOD).input(whole(8)).input(whole(8)).output(whole(8)).run(x, y));
    }

    @Test
    void realNumbersAreDividedByTheRulesOfFloat() throws ModelFormatException {
        float[] x = {7, -7, 7.5f, -7.5f, 6, 1};
        float[] y = {2, 2, -2, -2, -3, 0};
        assertArrayEquals(new float[] {3.5f, -3.5f, -3.75f, 3.75f, -2, Float.POSITIVE_INFINITY},
            of(OperatorCode.DIV).input(real(6)).input(real(6)).output(real(6)).runReal(x, y));
        assertArrayEquals(new float[] {3, -4, -4, 3, -2, Float.POSITIVE_INFINITY},
            of(OperatorCode.FLOOR_DIV).input(real(6)).input(real(6)).output(real(6)).runReal(x, y));
        assertArrayEquals(new float[] {1, 1, -0.5f, -1.5f, 0, Float.NaN},
            of(OperatorCode.FLOOR_MOD).input(real(6)).input(real(6)).output(real(6)).runReal(x, y));
    }

    @Test
    void divisionRefusesScalesThatAreFarApart() {
        assertEquals("operator 0 (DIV): scales must ask for a multiplier below 2^22: multiplier=6.7108864E7",
            of(OperatorCode.DIV).input(Spec.scaled(TensorType.INT8, 1, 0, 2))
                .input(Spec.scaled(TensorType.INT8, 0x1p-13, 0, 2)).output(Spec.scaled(TensorType.INT8, 0x1p-13, 0, 2))
                .refusal());
        for (OperatorCode code : new OperatorCode[] {OperatorCode.DIV, OperatorCode.FLOOR_DIV,
            OperatorCode.SQUARED_DIFFERENCE, OperatorCode.LESS, OperatorCode.LOGICAL_OR}) {
            Spec two = code == OperatorCode.LOGICAL_OR ? truth(2) : real(2);
            Spec out = code == OperatorCode.LESS || code == OperatorCode.LOGICAL_OR ? truth(3) : real(3);
            assertEquals("operator 0 (" + code + "): inputs must be combinable to the output: shapes=[2], [2], [3]",
                of(code).input(two).input(two).output(out).refusal());
        }
    }

    /** Each step as the source defines it, in slow arithmetic. */
    @ParameterizedTest
    @CsvSource({"INT8, 0.1, 3, 0.07, -5, 0.9, -128, false", "INT8, 0.1, 3, 0.1, -5, 0.9, -128, true",
        "INT16, 0.1, 0, 0.3, 0, 99, 0, false", "INT8, 0.02, 0, 0.5, 0, 0.01, 0, false"})
    void quantizedDifferencesAreSquaredAsRealOnes(TensorType type, double scale, int zero, double rightScale,
            int rightZero, double outScale, int outZero, boolean once) throws ModelFormatException {
        int[] x = random.ints(500, Range.of(type).least(), Range.of(type).greatest()).toArray();
        int[] y = random.ints(500, Range.of(type).least(), Range.of(type).greatest()).toArray();
        OneOperator operator = of(OperatorCode.SQUARED_DIFFERENCE).input(Spec.scaled(type, scale, zero, 500))
            .input(Spec.scaled(type, rightScale, rightZero, 500)).output(Spec.scaled(type, outScale, outZero, 500));
        int[] output = (once ? operator.roundingOnce() : operator).run(x, y);
        boolean wide = type == TensorType.INT16;
        for (int i = 0; i < output.length; i++) {
            double a = (float) scale * (x[i] - zero) - (float) rightScale * (y[i] - rightZero);
            double exact = a * a / (float) outScale + outZero;
            double held = Math.max(Range.of(type).least(), Math.min(Range.of(type).greatest(), exact));
            // half a step, and both inputs rounded to 1/128 (INT16: 1) of twice the greater scale before the square
            double off = 2 * Math.max(scale, rightScale) / (wide ? 1 : 128);
            assertEquals(held, output[i], 0.51 + (2 * Math.abs(a) * off + off * off) / outScale, "at " + i);
        }
    }

    @Test
    void squaredDifferenceOfWholeAndRealNumbersIsExact() throws ModelFormatException {
        assertArrayEquals(new int[] {25, 1, 4, 36}, of(OperatorCode.SQUARED_DIFFERENCE).input(whole(2, 1))
            .input(whole(2)).output(whole(2, 2)).run(new int[] {-2, 5}, new int[] {3, -1}));
        assertArrayEquals(new float[] {30.25f, 4}, of(OperatorCode.SQUARED_DIFFERENCE).input(real(2))
            .input(real()).output(real(2)).runReal(new float[] {-2.5f, 5}, new float[] {3}));
    }

    @Test
    void comparesWholeAndRealNumbers() throws ModelFormatException {
        float[] x = {1, 2, 3, Float.NaN, -0f};
        float[] y = {2, 2, 2, Float.NaN, 0};
        int[][] expected = {{0, 1, 0, 0, 1}, {1, 0, 1, 1, 0}, {0, 0, 1, 0, 0}, {0, 1, 1, 0, 1}, {1, 0, 0, 0, 0},
            {1, 1, 0, 0, 1}};
        for (Comparison.Relation relation : Comparison.Relation.values()) {
            OperatorCode code = OperatorCode.valueOf(relation.name());
            Interpreter interpreter = of(code).input(real(5)).input(real(5)).output(truth(5)).prepare();
            interpreter.input(0).writeReals(x, 0);
            interpreter.input(1).writeReals(y, 0);
            interpreter.invoke();
            assertArrayEquals(expected[relation.ordinal()], OneOperator.whole(interpreter.output(0)), code.name());
            int[] whole = of(code).input(whole(2, 1)).input(whole(2)).output(truth(2, 2))
                .run(new int[] {5, -7}, new int[] {5, -7});
            assertArrayEquals(new int[] {expected[relation.ordinal()][1], expected[relation.ordinal()][2],
                expected[relation.ordinal()][0], expected[relation.ordinal()][1]}, whole, code.name());
        }
    }

    /** Numbers that only differ in their upper halves. */
    @Test
    void comparesLongNumbers() throws ModelFormatException {
        Spec longs = Spec.of(TensorType.INT64, 3);
        double high = Math.pow(2, 40);
        for (OperatorCode code : new OperatorCode[] {OperatorCode.GREATER, OperatorCode.EQUAL}) {
            int[] output = of(code).constant(longs, high + 1, 1, -high).constant(longs, 1, 1, 1).output(truth(3)).run();
            assertArrayEquals(code == OperatorCode.EQUAL ? new int[] {0, 1, 0} : new int[] {1, 0, 0}, output);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, 3, -5", "UINT8, 100, 130", "INT16, 0, 0"})
    void comparesQuantizedNumbersAsRealOnes(TensorType type, int zero, int rightZero) throws ModelFormatException {
        int[] x = random.ints(300, Math.max(-300, Range.of(type).least()), Math.min(300, Range.of(type).greatest()))
            .toArray();
        int[] y = random.ints(300, Math.max(-300, Range.of(type).least()), Math.min(300, Range.of(type).greatest()))
            .toArray();
        x[0] = zero + 10;
        y[0] = rightZero + 5;                                   // the same real number
        int[][] output = new int[2][];
        for (int k = 0; k < 2; k++) {
            output[k] = of(k == 0 ? OperatorCode.LESS : OperatorCode.GREATER_EQUAL)
                .input(Spec.scaled(type, 0.25, zero, 300)).input(Spec.scaled(type, 0.5, rightZero, 300))
                .output(truth(300)).run(x, y);
        }
        for (int i = 0; i < 300; i++) {
            boolean less = 0.25 * (x[i] - zero) < 0.5 * (y[i] - rightZero);       // scales without rounding
            assertEquals(less ? 1 : 0, output[0][i], "at " + i);
            assertEquals(less ? 0 : 1, output[1][i], "at " + i);
        }
        assertEquals("operator 0 (LESS): scales must be below 1: scale=1.0", of(OperatorCode.LESS)
            .input(Spec.scaled(type, 1, zero, 3)).input(Spec.scaled(type, 0.5, rightZero, 3)).output(truth(3))
            .refusal());
    }

    @Test
    void truthsAreCombined() throws ModelFormatException {
        int[] x = {0, 1};
        assertArrayEquals(new int[] {0, 0, 0, 1}, of(OperatorCode.LOGICAL_AND).input(truth(2, 1)).input(truth(2))
            .output(truth(2, 2)).run(x, x));
        assertArrayEquals(new int[] {0, 1, 1, 1}, of(OperatorCode.LOGICAL_OR).input(truth(2, 1)).input(truth(2))
            .output(truth(2, 2)).run(x, x));
        assertArrayEquals(new int[] {1, 0, 0, 1}, of(OperatorCode.EQUAL).input(truth(2, 1)).input(truth(2))
            .output(truth(2, 2)).run(x, x));
        assertArrayEquals(new int[] {0, 1, 1, 0}, of(OperatorCode.NOT_EQUAL).input(truth(2, 1)).input(truth(2))
            .output(truth(2, 2)).run(x, x));
        assertArrayEquals(new int[] {1, 0}, of(OperatorCode.LOGICAL_NOT).input(truth(2)).output(truth(2)).run(x));
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32", "FLOAT32", "BOOL"})
    void selectsByTruth(TensorType type) throws ModelFormatException {
        int[] yes = {1, 2, 3, 4};
        int[] no = {11, 12, 13, 14};
        Spec four = Spec.of(type, 2, 2);
        for (OperatorCode code : new OperatorCode[] {OperatorCode.SELECT, OperatorCode.SELECT_V2}) {
            assertArrayEquals(new int[] {1, 12, 13, 4}, of(code).input(truth(2, 2)).input(four).input(four).output(four)
                .run(new int[] {1, 0, 0, 1}, yes, no));
            assertArrayEquals(yes, of(code).input(truth()).input(four).input(four).output(four)
                .run(new int[] {1}, yes, no));
        }
        // SELECT takes one truth for each row, SELECT_V2 aligns it with the columns
        assertArrayEquals(new int[] {1, 2, 13, 14}, of(OperatorCode.SELECT).input(truth(2)).input(four).input(four)
            .output(four).run(new int[] {1, 0}, yes, no));
        assertArrayEquals(new int[] {1, 12, 3, 14}, of(OperatorCode.SELECT_V2).input(truth(2)).input(four).input(four)
            .output(four).run(new int[] {1, 0}, yes, no));
        assertArrayEquals(new int[] {1, 11, 1, 12}, of(OperatorCode.SELECT_V2).input(truth(2)).input(Spec.of(type))
            .input(Spec.of(type, 2, 1)).output(four).run(new int[] {1, 0}, new int[] {1}, new int[] {11, 12}));
    }

    @Test
    void selectionRefusesOtherShapes() {
        Spec four = whole(2, 2);
        assertEquals("operator 0 (SELECT): second and third input must have the shape of the output",
            of(OperatorCode.SELECT).input(truth()).input(four).input(whole(2)).output(four).refusal());
        assertEquals("operator 0 (SELECT): second and third input must have the shape of the output",
            of(OperatorCode.SELECT).input(truth()).input(whole(2)).input(four).output(four).refusal());
        for (int[] shape : new int[][] {{3}, {1, 2}}) {
            assertEquals("operator 0 (SELECT): condition must be one truth, one for each index along the first axis, or "
                + "one for each number", of(OperatorCode.SELECT).input(truth(shape)).input(four).input(four)
                .output(four).refusal());
        }
        assertEquals("operator 0 (SELECT): condition must be one truth, one for each index along the first axis, or "
            + "one for each number", of(OperatorCode.SELECT).input(truth(1)).input(whole()).input(whole())
            .output(whole()).refusal());
        assertEquals("operator 0 (SELECT_V2): tensor 1 must be spread over the output: shapes=[3, 2], [2, 2]",
            of(OperatorCode.SELECT_V2).input(truth()).input(whole(3, 2)).input(four).output(four).refusal());
        assertEquals("operator 0 (SELECT_V2): tensor 1 must be spread over the output: shapes=[1, 2, 2], [2, 2]",
            of(OperatorCode.SELECT_V2).input(truth()).input(whole(1, 2, 2)).input(four).output(four).refusal());
        assertEquals("operator 0 (SELECT_V2): output must not be larger than all inputs: axis=0, extent=2",
            of(OperatorCode.SELECT_V2).input(truth()).input(whole(2)).input(whole(2)).output(four).refusal());
        assertTrue(of(OperatorCode.SQUARED_DIFFERENCE).input(Spec.scaled(TensorType.INT16, 1, 3, 2))
            .input(Spec.scaled(TensorType.INT16, 1, 0, 2)).output(Spec.scaled(TensorType.INT16, 1, 0, 2)).refusal()
            .endsWith("zero points of INT16 tensors must be 0: zero points=3, 0, 0"));
        assertTrue(of(OperatorCode.SQUARED_DIFFERENCE).input(Spec.scaled(TensorType.INT16, 1, 0, 2))
            .input(Spec.scaled(TensorType.INT16, 1, 3, 2)).output(Spec.scaled(TensorType.INT16, 1, 0, 2)).refusal()
            .endsWith("zero points of INT16 tensors must be 0: zero points=0, 3, 0"));
        assertTrue(of(OperatorCode.SQUARED_DIFFERENCE).input(Spec.scaled(TensorType.INT16, 1, 0, 2))
            .input(Spec.scaled(TensorType.INT16, 1, 0, 2)).output(Spec.scaled(TensorType.INT16, 1, 3, 2)).refusal()
            .endsWith("zero points of INT16 tensors must be 0: zero points=0, 0, 3"));
    }
}
