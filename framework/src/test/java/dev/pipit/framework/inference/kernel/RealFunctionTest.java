package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class RealFunctionTest {
    private static final int[] ALL_INT8 = IntStream.range(-128, 128).toArray();
    private static final int[] ALL_UINT8 = IntStream.range(0, 256).toArray();
    private static final float[] REALS = {-4.5f, -2.5f, -1, -0.5f, -0.25f, 0, 0.25f, 0.5f, 0.75f, 1, 1.5f, 2.5f, 9};

    private static OneOperator of(OperatorCode code) {
        return OneOperator.of(code, code == OperatorCode.GELU ? new Options.Gelu(false) : new Options.None());
    }

    private static float[] real(OperatorCode code, float... x) throws ModelFormatException {
        return real(of(code), x);
    }

    private static float[] real(OneOperator operator, float... x) throws ModelFormatException {
        Spec spec = Spec.of(TensorType.FLOAT32, x.length);
        return operator.input(spec).output(spec).runReal(x);
    }

    /** Φ(x) = (1 + erf(x/√2))/2 by the trapezoidal rule, which for a bell is right to far more digits than needed. */
    private static double shareOfBellBelow(double x) {
        double step = 1e-3;
        double sum = 0;
        for (double t = x; t > x - 20; t -= step) {
            sum += (t == x ? 0.5 : 1) * Math.exp(-t * t / 2);
        }
        double end = -x / 12 * Math.exp(-x * x / 2) * step;           // first term of Euler and Maclaurin
        return (sum * step + end * step) / Math.sqrt(2 * Math.PI);
    }

    private static double function(OperatorCode code, double x) {
        return switch (code) {
            case COS -> Math.sin(x + Math.PI / 2);
            case ELU -> x < 0 ? 2 * Math.sinh(x / 2) * Math.pow(Math.E, x / 2) : x;
            case EXP -> Math.pow(Math.E, x);
            case GELU -> x * shareOfBellBelow(x);
            case LOG -> 2.302585092994046 * Math.log10(x);
            case RSQRT -> Math.pow(x, -0.5);
            case SIN -> Math.cos(x - Math.PI / 2);
            case SQRT -> Math.pow(x, 0.5);
            default -> throw new IllegalArgumentException(code.name());
        };
    }

    /** One bit of a float, 2⁻²³, for the function, another for what it is made of; as much absolutely near zeros. */
    @ParameterizedTest
    @CsvSource({"COS", "ELU", "EXP", "LOG", "RSQRT", "SIN", "SQRT"})
    void functionsOfRealNumbersAreRight(OperatorCode code) throws ModelFormatException {
        boolean positive = code == OperatorCode.LOG || code == OperatorCode.RSQRT || code == OperatorCode.SQRT;
        float[] output = real(code, REALS);
        for (int i = positive ? 6 : 0; i < REALS.length; i++) {
            double exact = function(code, REALS[i]);
            assertEquals(exact, output[i], Math.scalb(2.0, -23) * Math.max(0.5, Math.abs(exact)), "at " + REALS[i]);
        }
    }

    /** √½ and its product with x are floats: 2⁻²⁴ each, which counts x² times in e^(−x²/2), so 2 × 4.5² at most. */
    @Test
    void geluIsXTimesTheShareOfTheBellBelowX() throws ModelFormatException {
        float[] output = real(OperatorCode.GELU, REALS);
        for (int i = 0; i < REALS.length; i++) {
            double exact = function(OperatorCode.GELU, REALS[i]);
            assertEquals(exact, output[i], 45 * Math.scalb(1.0, -24) * Math.abs(exact) + 1e-12, "at " + REALS[i]);
        }
    }

    /** The formula with tanh is within 5e-4 of the exact one: the bound of Hendrycks and Gimpel's approximation. */
    @Test
    void geluCanBeApproximated() throws ModelFormatException {
        float[] output = real(OneOperator.of(OperatorCode.GELU, new Options.Gelu(true)), REALS);
        boolean differs = false;
        for (int i = 0; i < REALS.length; i++) {
            double exact = function(OperatorCode.GELU, REALS[i]);
            assertEquals(exact, output[i], 5e-4, "at " + REALS[i]);
            differs |= Math.abs(exact - output[i]) > 1e-5;
        }
        assertEquals(true, differs);
    }

    @Test
    void wholeNumbersNearbyAreExact() throws ModelFormatException {
        float[] x = {-2.5f, -1.5f, -0.7f, -0.5f, -0.3f, 0.5f, 1.5f, 2.5f, 2.6f, 16777218f, Float.NEGATIVE_INFINITY};
        assertArrayEquals(new float[] {-3, -2, -1, -1, -1, 0, 1, 2, 2, 16777218f, Float.NEGATIVE_INFINITY},
            real(OperatorCode.FLOOR, x));
        assertArrayEquals(new float[] {-2, -1, -0f, -0f, -0f, 1, 2, 3, 3, 16777218f, Float.NEGATIVE_INFINITY},
            real(OperatorCode.CEIL, x));
        // halves to even; 0 has no sign, as in the source
        assertArrayEquals(new float[] {-2, -2, -1, 0, 0, 0, 2, 2, 3, 16777218f, Float.NEGATIVE_INFINITY},
            real(OperatorCode.ROUND, x));
        assertArrayEquals(new float[] {Float.NaN}, real(OperatorCode.ROUND, Float.NaN));
    }

    @Test
    void signAndSquareAreExact() throws ModelFormatException {
        assertArrayEquals(new float[] {4.5f, 0, 3}, real(OperatorCode.ABS, -4.5f, -0f, 3));
        assertArrayEquals(new float[] {4.5f, -0f, -3}, real(OperatorCode.NEG, -4.5f, 0, 3));
        assertArrayEquals(new float[] {20.25f, 0, 9}, real(OperatorCode.SQUARE, -4.5f, 0, 3));
    }

    /** Nearest, halves either way: the table is filled in float. */
    @ParameterizedTest
    @CsvSource({"ELU, INT8, 0.05, 3, 0.04, -10", "EXP, INT8, 0.03, 0, 0.2, -128", "EXP, INT8, 1, 0, 1, 0",
        "GELU, INT8, 0.05, -3, 0.03, -100", "GELU, UINT8, 0.05, 120, 0.03, 10"})
    void quantizedFunctionsAreThoseOfRealNumbers(OperatorCode code, TensorType type, double scale, int zero,
            double outScale, int outZero) throws ModelFormatException {
        int[] x = type == TensorType.INT8 ? ALL_INT8 : ALL_UINT8;
        int[] output = of(code).input(Spec.scaled(type, scale, zero, 256))
            .output(Spec.scaled(type, outScale, outZero, 256)).run(x);
        for (int i = 0; i < 256; i++) {
            double exact = function(code, (float) scale * (x[i] - zero)) / (float) outScale + outZero;
            double held = Math.max(Range.of(type).least(), Math.min(Range.of(type).greatest(), exact));
            assertEquals(held, output[i], 0.5 + 1e-4, "at " + x[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, 0.1, 5, 0.1, -128", "INT8, 0.1, 5, 0.07, -100", "INT16, 0.5, 0, 0.3, 0"})
    void absoluteValuesAreScaled(TensorType type, double scale, int zero, double outScale, int outZero)
            throws ModelFormatException {
        int[] output = of(OperatorCode.ABS).input(Spec.scaled(type, scale, zero, 256))
            .output(Spec.scaled(type, outScale, outZero, 256)).run(ALL_INT8);
        var rescale = new SlowRescale((float) scale / (double) (float) outScale);
        for (int i = 0; i < 256; i++) {
            int expected = rescale.apply(Math.abs(ALL_INT8[i] - zero)) + outZero;
            assertEquals(Math.min(Range.of(type).greatest(), expected), output[i], "at " + ALL_INT8[i]);
        }
    }

    @Test
    void wholeNumbersWithoutAScaleKeepTheirValue() throws ModelFormatException {
        Spec words = Spec.of(TensorType.INT32, 3);
        Spec shorts = Spec.of(TensorType.INT16, 3);
        assertArrayEquals(new int[] {7, 0, Integer.MIN_VALUE}, of(OperatorCode.ABS).input(words).output(words)
            .run(new int[] {-7, 0, Integer.MIN_VALUE}));
        assertArrayEquals(new int[] {7, 0, Short.MIN_VALUE}, of(OperatorCode.ABS).input(shorts).output(shorts)
            .run(new int[] {-7, 0, Short.MIN_VALUE}));
        assertArrayEquals(new int[] {7, 0, Integer.MIN_VALUE}, of(OperatorCode.NEG).input(words).output(words)
            .run(new int[] {-7, 0, Integer.MIN_VALUE}));
        Interpreter negated = of(OperatorCode.NEG).input(Spec.of(TensorType.INT64, 1))
            .output(Spec.of(TensorType.INT64, 1)).prepare();
        negated.input(0).write(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}, 0);
        negated.invoke();
        byte[] result = new byte[8];
        negated.output(0).read(result, 0);
        assertArrayEquals(new byte[] {-1, -1, -1, -1, -2, -1, -1, -1}, result);
    }

    /** Half a step for the last rounding; the root before it has 20 bits right of the point, and 1/√x 30. */
    @ParameterizedTest
    @CsvSource({"0.1, -128, 0.05, -128, false", "0.5, 3, 0.01, 0, false", "0.1, -128, 0.05, -128, true"})
    void reciprocalRootsAreThoseOfRealNumbers(double scale, int zero, double outScale, int outZero, boolean once)
            throws ModelFormatException {
        OneOperator operator = of(OperatorCode.RSQRT).input(Spec.scaled(TensorType.INT8, scale, zero, 256))
            .output(Spec.scaled(TensorType.INT8, outScale, outZero, 256));
        int[] output = (once ? operator.roundingOnce() : operator).run(ALL_INT8);
        for (int i = 0; i < 256; i++) {
            double exact = 1 / Math.sqrt((float) scale * (ALL_INT8[i] - zero)) / (float) outScale + outZero;
            double expected = ALL_INT8[i] <= zero ? 127 : Math.min(127, exact);
            assertEquals(expected, output[i], 0.5 + 0.01, "at " + ALL_INT8[i]);
        }
    }

    @Test
    void refusesWhatItCannotScale() {
        Spec in = Spec.scaled(TensorType.INT8, 0.1, 0, 4);
        assertEquals("operator 0 (RSQRT): scales must ask for a multiplier of at least 2^-12: multiplier=1.0E-9",
            of(OperatorCode.RSQRT).input(Spec.scaled(TensorType.INT8, 1, 0, 4))
                .output(Spec.scaled(TensorType.INT8, 1e9, 0, 4)).refusal());
        assertEquals("operator 0 (ABS): zero points of INT16 tensors must be 0: zero points=1, 0",
            of(OperatorCode.ABS).input(Spec.scaled(TensorType.INT16, 1, 1, 4))
                .output(Spec.scaled(TensorType.INT16, 1, 0, 4)).refusal());
        assertEquals("operator 0 (ABS): zero points of INT16 tensors must be 0: zero points=0, 2",
            of(OperatorCode.ABS).input(Spec.scaled(TensorType.INT16, 1, 0, 4))
                .output(Spec.scaled(TensorType.INT16, 1, 2, 4)).refusal());
        assertEquals("operator 0 (ELU): tensor 0 has no quantization",
            of(OperatorCode.ELU).input(Spec.of(TensorType.INT8, 4)).output(in).refusal());
        for (OperatorCode code : new OperatorCode[] {OperatorCode.ABS, OperatorCode.ELU, OperatorCode.RSQRT}) {
            assertEquals("operator 0 (" + code + "): output must be as large as the input: numbers=4, 5",
                of(code).input(in).output(Spec.scaled(TensorType.INT8, 0.1, 0, 5)).refusal());
        }
    }
}
