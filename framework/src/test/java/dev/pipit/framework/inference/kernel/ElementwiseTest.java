package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class ElementwiseTest {
    private static final int[] ALL_INT8 = IntStream.range(-128, 128).toArray();
    private static final float[] REALS = {-9, -0.5f, 0, 0.25f, 5.5f, 7};

    private final Random random = new Random(41);

    private static OneOperator of(OperatorCode code) {
        return OneOperator.of(code, new Options.None());
    }

    /** One step of 1/256: the fixed-point function is right to 1e-6, so only its last rounding can differ from here. */
    @ParameterizedTest
    @CsvSource({"0.1, 3", "0.01, -128", "0.7, 0", "9, 1", "40, 0"})
    void logisticIsThatOfRealNumbers(double scale, int zero) throws ModelFormatException {
        int[] output = of(OperatorCode.LOGISTIC).input(Spec.scaled(TensorType.INT8, scale, zero, 256))
            .output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 256)).run(ALL_INT8);
        for (int i = 0; i < 256; i++) {
            double exact = 256 / (1 + Math.exp(-(float) scale * (ALL_INT8[i] - zero))) - 128;
            // from scale 8 on not even 0 is near enough to be computed: the source takes it for an end
            boolean cutOff = scale >= 8 && ALL_INT8[i] == zero;
            assertEquals(cutOff ? -128 : Math.min(127, exact), output[i], 0.5 + 0.01, "at " + ALL_INT8[i]);
        }
    }

    /** Two steps of the table, and what is lost when the input is scaled: 2⁻¹⁵ of itself, at most at the steepest. */
    @ParameterizedTest
    @CsvSource({"0.000244140625, 2", "0.0001, 3", "0.003, 3", "2.6, 3"})
    void logisticOf16BitsIsThatOfRealNumbers(double scale, double steps) throws ModelFormatException {
        int[] x = {-32768, -20000, -1234, -100, -1, 0, 1, 77, 5000, 12345, 32767};
        int[] output = of(OperatorCode.LOGISTIC).input(Spec.scaled(TensorType.INT16, scale, 0, x.length))
            .output(Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0, x.length)).run(x);
        for (int i = 0; i < x.length; i++) {
            double exact = 32768 / (1 + Math.exp(-scale * x[i]));
            assertEquals(Math.min(32767, exact), output[i], steps, "at " + x[i]);
        }
    }

    @Test
    void logisticOf16BitsRefusesOtherScales() {
        Spec out = Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0, 4);
        assertEquals("operator 0 (LOGISTIC): output must have scale 2^-15 and zero point 0: scale=0.5, zeroPoint=0",
            of(OperatorCode.LOGISTIC).input(out).output(Spec.scaled(TensorType.INT16, 0.5, 0, 4)).refusal());
        assertEquals("operator 0 (LOGISTIC): output must have scale 2^-15 and zero point 0: scale=3.0517578E-5, "
            + "zeroPoint=1", of(OperatorCode.LOGISTIC).input(out)
            .output(Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 1, 4)).refusal());
        assertEquals("operator 0 (LOGISTIC): input must have zero point 0: zeroPoint=1", of(OperatorCode.LOGISTIC)
            .input(Spec.scaled(TensorType.INT16, 1, 1, 4)).output(out).refusal());
        assertEquals("operator 0 (LOGISTIC): input scale must be at most 32767 / (3 * 2^12): scale=3.0",
            of(OperatorCode.LOGISTIC).input(Spec.scaled(TensorType.INT16, 3, 0, 4)).output(out).refusal());
    }

    /** The float result of a double computation is off by at most half a bit: 2⁻²⁵ for numbers below 1. */
    @Test
    void logisticOfRealNumbersIsExact() throws ModelFormatException {
        float[] output = of(OperatorCode.LOGISTIC).input(Spec.of(TensorType.FLOAT32, 6))
            .output(Spec.of(TensorType.FLOAT32, 6)).runReal(REALS);
        for (int i = 0; i < REALS.length; i++) {
            assertEquals(0.5 + 0.5 * Math.tanh(REALS[i] / 2.0), output[i], 1 / (double) (1 << 25) + 1e-12);
        }
    }

    @Test
    void logisticRefusesOtherScales() {
        Spec in = Spec.scaled(TensorType.INT8, 0.1, 0, 4);
        assertEquals("operator 0 (LOGISTIC): output must have scale 1/256 and zero point -128: scale=0.1, zeroPoint=0",
            of(OperatorCode.LOGISTIC).input(in).output(in).refusal());
        assertEquals("operator 0 (LOGISTIC): output must have scale 1/256 and zero point -128: scale=0.00390625, "
            + "zeroPoint=0", of(OperatorCode.LOGISTIC).input(in)
            .output(Spec.scaled(TensorType.INT8, 1 / 256.0, 0, 4)).refusal());
        assertTrue(of(OperatorCode.LOGISTIC).input(Spec.scaled(TensorType.INT8, 1e-10, 0, 4))
            .output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 4)).refusal()
            .startsWith("operator 0 (LOGISTIC): input scale must be at least 2^-28"));
        assertEquals("operator 0 (LOGISTIC): output must be as large as the input: numbers=4, 5",
            of(OperatorCode.LOGISTIC).input(in).output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 5)).refusal());
    }

    @ParameterizedTest
    @CsvSource({"RELU, INT8", "RELU6, INT8", "RELU, UINT8", "RELU6, INT16"})
    void reluCutsOffAndScales(OperatorCode code, TensorType type) throws ModelFormatException {
        int zero = type == TensorType.INT16 ? 0 : 7;
        int[] x = random.ints(100, type == TensorType.UINT8 ? 0 : -128, 128).toArray();
        int[] output = of(code).input(Spec.scaled(type, 0.1, zero, 100)).output(Spec.scaled(type, 0.06, zero, 100))
            .run(x);
        for (int i = 0; i < x.length; i++) {
            double real = Math.max(0, 0.1f * (x[i] - zero));
            double cut = code == OperatorCode.RELU6 ? Math.min(6, real) : real;
            double exact = Math.min(Range.of(type).greatest(), cut / 0.06f + zero);
            assertEquals(exact, output[i], 0.5 + 1e-5, "at " + x[i]);      // nearest; scales are floats
        }
    }

    @Test
    void reluOfRealNumbersCutsOff() throws ModelFormatException {
        Spec real = Spec.of(TensorType.FLOAT32, 6);
        assertArrayEquals(new float[] {0, 0, 0, 0.25f, 5.5f, 7}, of(OperatorCode.RELU).input(real).output(real)
            .runReal(REALS));
        assertArrayEquals(new float[] {0, 0, 0, 0.25f, 5.5f, 6}, of(OperatorCode.RELU6).input(real).output(real)
            .runReal(REALS));
        assertEquals("operator 0 (RELU): output must be as large as the input: numbers=6, 5",
            of(OperatorCode.RELU).input(real).output(Spec.of(TensorType.FLOAT32, 5)).refusal());
    }

    @ParameterizedTest
    @CsvSource({"INT8", "UINT8", "INT16"})
    void leakyReluTakesAPartOfWhatIsNegative(TensorType type) throws ModelFormatException {
        int zero = type == TensorType.INT16 ? 0 : 50;
        int[] x = random.ints(100, type == TensorType.UINT8 ? 0 : -128, 128).toArray();
        int[] output = leaky().input(Spec.scaled(type, 0.1, zero, 100)).output(Spec.scaled(type, 0.07, zero, 100)).run(x);
        for (int i = 0; i < x.length; i++) {
            int scaled = new SlowRescale(x[i] < zero ? 0.1f * 0.25f / 0.07f : 0.1f / 0.07f).apply(x[i] - zero);
            assertEquals(Range.of(type).clamp(scaled + zero), output[i], "at " + x[i]);
        }
    }

    @Test
    void leakyReluOfRealNumbersTakesAPart() throws ModelFormatException {
        Spec real = Spec.of(TensorType.FLOAT32, 6);
        assertArrayEquals(new float[] {-2.25f, -0.125f, 0, 0.25f, 5.5f, 7},
            leaky().input(real).output(real).runReal(REALS));
        assertEquals("operator 0 (LEAKY_RELU): output must be as large as the input: numbers=6, 5",
            leaky().input(real).output(Spec.of(TensorType.FLOAT32, 5)).refusal());
    }

    private static OneOperator leaky() {
        return OneOperator.of(OperatorCode.LEAKY_RELU, new Options.LeakyRelu(0.25f));
    }

    /** Equal scales: an int8 number q is the uint8 number q + 128 of the same real value. */
    @Test
    void quantizingFromOneTypeToAnotherKeepsRealNumbers() throws ModelFormatException {
        int[] expected = Arrays.stream(ALL_INT8).map(q -> q + 128).toArray();
        assertArrayEquals(expected, of(OperatorCode.QUANTIZE).input(Spec.scaled(TensorType.INT8, 0.1, -128, 256))
            .output(Spec.scaled(TensorType.UINT8, 0.1, 0, 256)).run(ALL_INT8));
        assertArrayEquals(new int[] {-300, 256, 4}, of(OperatorCode.QUANTIZE)
            .input(Spec.scaled(TensorType.INT16, 0.1, 0, 3)).output(Spec.scaled(TensorType.INT32, 0.05, 0, 3))
            .run(new int[] {-150, 128, 2}));
    }

    /** Halves away from zero; what does not fit is held at the ends. */
    @Test
    void quantizesRealNumbersToTheNearest() throws ModelFormatException {
        float[] x = {0.25f, -0.25f, 0.2f, 1e30f, -1e30f, Float.NaN};
        assertArrayEquals(new int[] {11, 9, 10, 127, -128, 10}, wholeOf(TensorType.INT8, 0.5, 10, x));
        assertArrayEquals(new int[] {1, -1, 0, 32767, -32768, 0}, wholeOf(TensorType.INT16, 0.5, 0, x));
        assertArrayEquals(new int[] {11, 9, 10, 255, 0, 10}, wholeOf(TensorType.UINT8, 0.5, 10, x));
        assertArrayEquals(new int[] {1, -1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 0},
            wholeOf(TensorType.INT32, 0.5, 0, x));
    }

    private static int[] wholeOf(TensorType type, double scale, int zero, float[] x) throws ModelFormatException {
        var interpreter = of(OperatorCode.QUANTIZE).input(Spec.of(TensorType.FLOAT32, x.length))
            .output(Spec.scaled(type, scale, zero, x.length)).prepare();
        interpreter.input(0).writeReals(x, 0);
        interpreter.invoke();
        return OneOperator.whole(interpreter.output(0));
    }

    @Test
    void quantizingRefusesAnotherSize() {
        assertEquals("operator 0 (QUANTIZE): output must be as large as the input: numbers=2, 3",
            of(OperatorCode.QUANTIZE).input(Spec.of(TensorType.FLOAT32, 2))
                .output(Spec.scaled(TensorType.INT8, 1, 0, 3)).refusal());
        assertEquals("operator 0 (DEQUANTIZE): output must be as large as the input: numbers=3, 2",
            of(OperatorCode.DEQUANTIZE).input(Spec.scaled(TensorType.INT8, 1, 0, 3))
                .output(Spec.of(TensorType.FLOAT32, 2)).refusal());
    }

    @Test
    void dequantizesByScaleAndZeroPoint() throws ModelFormatException {
        float[] output = of(OperatorCode.DEQUANTIZE).input(Spec.scaled(TensorType.INT8, 0.5, 10, 3))
            .output(Spec.of(TensorType.FLOAT32, 3)).runReal(new float[] {-69, 0, 58.5f});
        assertArrayEquals(new float[] {-69, 0, 58.5f}, output);
    }
}
