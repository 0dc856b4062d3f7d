package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class ActivationTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType UINT8 = TensorType.UINT8;
    private static final TensorType INT16 = TensorType.INT16;
    private static final TensorType FLOAT32 = TensorType.FLOAT32;
    private static final int[] ALL_INT8 = IntStream.range(-128, 128).toArray();
    private static final int[] ALL_UINT8 = IntStream.range(0, 256).toArray();
    private static final float[] REALS = {-9, -0.5f, 0, 0.25f, 2.5f, 7};

    private final Random random = new Random(71);

    private static OneOperator of(OperatorCode code, Spec in, Spec out) {
        return OneOperator.of(code, new Options.None()).input(in).output(out);
    }

    /** Steps of 1/128: half of one for the last rounding, and what the fixed-point function errs. */
    @ParameterizedTest
    @CsvSource({"0.1, 3", "0.01, -128", "0.7, 0", "0.0002, 5", "9, 1"})
    void tanhIsThatOfRealNumbers(double scale, int zero) throws ModelFormatException {
        int[] output = of(OperatorCode.TANH, Spec.scaled(INT8, scale, zero, 256), Spec.scaled(INT8, 1 / 128.0, 0, 256))
            .run(ALL_INT8);
        for (int i = 0; i < 256; i++) {
            double exact = 128 * Math.tanh((float) scale * (ALL_INT8[i] - zero));
            // from scale 8 on not even 0 is near enough to be computed: the source takes it for an end
            boolean cutOff = scale >= 8 && ALL_INT8[i] == zero;
            assertEquals(cutOff ? -128 : Math.min(127, exact), output[i], 0.5 + 0.01, "at " + ALL_INT8[i]);
        }
    }

    /**
     * Steps of 2⁻¹⁵: two for the table; 1.4 for an input rounded to 1/12288; 0.9 for a multiplier of which up to one
     * part in 16383 is cut off, as x(1 − tanh²x) is at most 0.45.
     */
    @ParameterizedTest
    @CsvSource({"0.0003", "0.00001", "0.0001220703125", "0.00048828125", "0.000244140625", "0.002", "1.1"})
    void tanhOf16BitsIsThatOfRealNumbers(double scale) throws ModelFormatException {
        int[] x = IntStream.range(Short.MIN_VALUE, Short.MAX_VALUE + 1).toArray();
        int[] output = of(OperatorCode.TANH, Spec.scaled(INT16, scale, 0, x.length),
            Spec.scaled(INT16, Math.pow(2, -15), 0, x.length)).run(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(32768 * Math.tanh((float) scale * x[i]), output[i], 4.3, "at " + x[i]);
        }
    }

    /** Scales of 2⁻¹² and 2⁻¹¹ need no rounding of the input; one that is nearly such a power counts as it. */
    @Test
    void tanhOf16BitsIsFinerForPowersOfTwo() throws ModelFormatException {
        int[] x = {1, 1000, -4097, 12001};
        Spec out = Spec.scaled(INT16, Math.pow(2, -15), 0, 4);
        for (double scale : new double[] {Math.pow(2, -12), Math.pow(2, -11)}) {
            int[] output = of(OperatorCode.TANH, Spec.scaled(INT16, scale, 0, 4), out).run(x);
            for (int i = 0; i < 4; i++) {
                assertEquals(32768 * Math.tanh(scale * x[i]), output[i], 2);
            }
            assertArrayEquals(output, of(OperatorCode.TANH, Spec.scaled(INT16, scale * 1.0005, 0, 4), out).run(x));
        }
    }

    /** Of a double computation, only the rounding to float and the last bits of two libraries can differ. */
    @Test
    void tanhOfRealNumbersIsExact() throws ModelFormatException {
        float[] output = of(OperatorCode.TANH, Spec.of(FLOAT32, 6), Spec.of(FLOAT32, 6)).runReal(REALS);
        for (int i = 0; i < REALS.length; i++) {
            assertEquals(2 / (1 + Math.exp(-2.0 * REALS[i])) - 1, output[i], 1 / (double) (1 << 25) + 1e-12);
        }
    }

    @Test
    void tanhRefusesOtherScales() {
        Spec in = Spec.scaled(INT8, 0.1, 0, 4);
        Spec out = Spec.scaled(INT8, 1 / 128.0, 0, 4);
        String of = "operator 0 (TANH): ";
        assertEquals(of + "output must have scale 2^-7 and zero point 0: scale=0.1, zeroPoint=0",
            of(OperatorCode.TANH, in, in).refusal());
        assertEquals(of + "output must have scale 2^-7 and zero point 0: scale=0.0078125, zeroPoint=1",
            of(OperatorCode.TANH, in, Spec.scaled(INT8, 1 / 128.0, 1, 4)).refusal());
        assertTrue(of(OperatorCode.TANH, Spec.scaled(INT8, 1e-10, 0, 4), out).refusal()
            .startsWith(of + "input scale must be at least 2^-28"));
        assertEquals(of + "output must be as large as the input: numbers=4, 5",
            of(OperatorCode.TANH, in, Spec.scaled(INT8, 1 / 128.0, 0, 5)).refusal());
        Spec out16 = Spec.scaled(INT16, Math.pow(2, -15), 0, 4);
        assertEquals(of + "input must have zero point 0: zeroPoint=1",
            of(OperatorCode.TANH, Spec.scaled(INT16, 0.1, 1, 4), out16).refusal());
        assertEquals(of + "input scale must be at most 32767 / (3 * 2^12): scale=3.0",
            of(OperatorCode.TANH, Spec.scaled(INT16, 3, 0, 4), out16).refusal());
        assertEquals(of + "output must have scale 2^-15 and zero point 0: scale=0.1, zeroPoint=0",
            of(OperatorCode.TANH, Spec.scaled(INT16, 0.1, 0, 4), Spec.scaled(INT16, 0.1, 0, 4)).refusal());
    }

    private static double hardSwish(double x) {
        return x * Math.min(6, Math.max(0, x + 3)) / 6;
    }

    /** The steps as the source writes them, on doubles, which hold all of these numbers exactly. */
    private static int slowHardSwish(int difference, float inScale, float outScale) {
        double fine = difference * 128.0;
        double unscaled = nearest(fine * upperHalf(inScale / 128 / outScale) / 32768);
        int exponent = Math.getExponent(inScale / 128 / (3f / 32768)) + 1;
        double share = exponent > 0 ? int16(fine * Math.pow(2, exponent - 1)) : fine;
        share = nearest(share * upperHalf(inScale / 128 / (3f / 32768)) / 32768);
        share = exponent > 0 ? int16(share * 2) : awayFromZero(share * Math.pow(2, exponent));
        double product = Math.floor((share + 32768) / 2) * unscaled / 32768;
        double whole = product < 0 ? Math.ceil(product) : Math.floor(product);
        return (int) awayFromZero(whole * Math.pow(2, Math.getExponent(inScale / 128 / outScale) + 1));
    }

    private static double nearest(double x) {
        return Math.floor(x + 0.5);
    }

    private static double awayFromZero(double x) {
        return Math.signum(x) * Math.floor(Math.abs(x) + 0.5);
    }

    private static double int16(double x) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, x));
    }

    /** The mantissa of a float has 24 bits, so that 31 are exact; then 15 are kept. */
    private static double upperHalf(float real) {
        double mantissa = real / Math.pow(2, Math.getExponent(real) + 1) * (1L << 31);
        return Math.min(32767, Math.floor((mantissa + 32768) / 65536));
    }

    @ParameterizedTest
    @CsvSource({"INT8, 0.05, 3, 0.04, -5", "INT8, 0.1, -10, 0.09, 0", "UINT8, 0.03, 120, 0.02, 10", "INT8, 0.7, 0, 0.8, 1",
        "INT8, 0.009, 2, 0.01, -3", "UINT8, 0.02353, 128, 0.02353, 17", "INT8, 0.001, 0, 0.001, 0", "INT8, 4, 5, 4, 5"})
    void hardSwishIsThatOfRealNumbers(TensorType type, float inScale, int inZero, float outScale, int outZero)
            throws ModelFormatException {
        int[] x = type == INT8 ? ALL_INT8 : ALL_UINT8;
        int[] output = of(OperatorCode.HARD_SWISH, Spec.scaled(type, inScale, inZero, 256),
            Spec.scaled(type, outScale, outZero, 256)).run(x);
        Range range = Range.of(type);
        for (int i = 0; i < x.length; i++) {
            assertEquals(range.clamp(slowHardSwish(x[i] - inZero, inScale, outScale) + outZero), output[i], "at " + x[i]);
            double exact = hardSwish(inScale * (x[i] - inZero)) / outScale + outZero;
            assertEquals(Math.max(range.least(), Math.min(range.greatest(), exact)), output[i], 1.5, "at " + x[i]);
        }
    }

    @Test
    void hardSwishOfRealNumbers() throws ModelFormatException {
        float[] output = of(OperatorCode.HARD_SWISH, Spec.of(FLOAT32, 6), Spec.of(FLOAT32, 6)).runReal(REALS);
        for (int i = 0; i < REALS.length; i++) {
            assertEquals(hardSwish(REALS[i]), output[i], 3 * Math.ulp(output[i]), "three roundings to float");
        }
    }

    @Test
    void hardSwishRefusesScalesThatAreFarApart() {
        String of = "operator 0 (HARD_SWISH): ";
        assertEquals(of + "output scale must be 2^-7 to 2^9 of the input scale: scales=1.0, 0.001",
            of(OperatorCode.HARD_SWISH, Spec.scaled(INT8, 1, 0, 4), Spec.scaled(INT8, 0.001, 0, 4)).refusal());
        assertEquals(of + "output scale must be 2^-7 to 2^9 of the input scale: scales=0.001, 1.0",
            of(OperatorCode.HARD_SWISH, Spec.scaled(INT8, 0.001, 0, 4), Spec.scaled(INT8, 1, 0, 4)).refusal());
        assertTrue(of(OperatorCode.HARD_SWISH, Spec.scaled(INT8, 1e-8, 0, 4), Spec.scaled(INT8, 1e-8, 0, 4)).refusal()
            .startsWith(of + "input scale must be at least 2^-22"));
        assertEquals(of + "output must be as large as the input: numbers=4, 5",
            of(OperatorCode.HARD_SWISH, Spec.of(FLOAT32, 4), Spec.of(FLOAT32, 5)).refusal());
    }

    @ParameterizedTest
    @CsvSource({"INT8, INT8", "UINT8, UINT8", "INT16, INT8"})
    void preluTakesAPartOfWhatIsNegative(TensorType type, TensorType alphaType) throws ModelFormatException {
        int zero = type == INT16 ? 0 : 50;
        int alphaZero = alphaType == UINT8 ? 100 : -3;
        Range range = Range.of(type);
        Spec in = Spec.scaled(type, 0.1, zero, 2, 5, 3);
        int[] x = random.ints(30, range.least(), range.greatest() + 1).toArray();
        int[] alpha = random.ints(3, 0, 128).toArray();
        double inScale = 0.1f;
        double outScale = 0.07f;
        double alphaScale = 0.011f;
        var prelu = OneOperator.of(OperatorCode.PRELU, new Options.None()).input(in)
            .constant(Spec.scaled(alphaType, alphaScale, alphaZero, 1, 1, 3), IntStream.of(alpha).asDoubleStream().toArray())
            .output(Spec.scaled(type, outScale, zero, 2, 5, 3));
        int[] output = prelu.run(x);
        for (int i = 0; i < x.length; i++) {
            int scaled = x[i] >= zero ? new SlowRescale(inScale / outScale).apply(x[i] - zero)
                : new SlowRescale(inScale * alphaScale / outScale)
                    .apply((x[i] - zero) * (long) (alpha[i % 3] - alphaZero));
            assertEquals(range.clamp(scaled + zero), output[i], "at " + x[i]);
        }
    }

    @Test
    void preluOfRealNumbersTakesAPart() throws ModelFormatException {
        float[] output = OneOperator.of(OperatorCode.PRELU, new Options.None()).input(Spec.of(FLOAT32, 3, 2))
            .constant(Spec.of(FLOAT32, 2), 0.5, -2).output(Spec.of(FLOAT32, 3, 2)).runReal(REALS);
        assertArrayEquals(new float[] {-4.5f, 1, 0, 0.25f, 2.5f, 7}, output);
        assertEquals("operator 0 (PRELU): inputs must be combinable to the output: shapes=[3, 2], [3], [3, 2]",
            OneOperator.of(OperatorCode.PRELU, new Options.None()).input(Spec.of(FLOAT32, 3, 2))
                .constant(Spec.of(FLOAT32, 3), 1, 2, 3).output(Spec.of(FLOAT32, 3, 2)).refusal());
    }

    @ParameterizedTest
    @CsvSource({"RELU_N1_TO_1, INT8", "RELU_0_TO_1, INT8", "RELU_N1_TO_1, UINT8", "RELU_0_TO_1, INT16"})
    void shortRampsCutOffAndScale(OperatorCode code, TensorType type) throws ModelFormatException {
        int zero = type == INT16 ? 0 : 60;
        double least = code == OperatorCode.RELU_0_TO_1 ? 0 : -1;
        int[] x = random.ints(100, type == UINT8 ? 0 : -128, 128).toArray();
        int[] output = of(code, Spec.scaled(type, 0.03, zero, 100), Spec.scaled(type, 0.02, zero, 100)).run(x);
        for (int i = 0; i < x.length; i++) {
            double exact = Math.max(least, Math.min(1, 0.03f * (x[i] - zero))) / 0.02f + zero;
            assertEquals(exact, output[i], 0.5 + 1e-5, "at " + x[i]);      // nearest; scales are floats
        }
    }

    @Test
    void shortRampsOfRealNumbersCutOff() throws ModelFormatException {
        Spec real = Spec.of(FLOAT32, 6);
        assertArrayEquals(new float[] {-1, -0.5f, 0, 0.25f, 1, 1}, of(OperatorCode.RELU_N1_TO_1, real, real)
            .runReal(REALS));
        assertArrayEquals(new float[] {0, 0, 0, 0.25f, 1, 1}, of(OperatorCode.RELU_0_TO_1, real, real).runReal(REALS));
    }
}
