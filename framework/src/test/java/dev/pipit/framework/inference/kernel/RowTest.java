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

/** Operators on the rows of a tensor: LOG_SOFTMAX and L2_NORMALIZATION. */
class RowTest {
    private static final Spec LOGARITHMS = Spec.scaled(TensorType.INT8, 1 / 16.0, 127, 50, 9);

    private final Random random = new Random(71);

    private static OneOperator logSoftmax() {
        return OneOperator.of(OperatorCode.LOG_SOFTMAX, new Options.None());
    }

    private static OneOperator normalization() {
        return OneOperator.of(OperatorCode.L2_NORMALIZATION, new Options.L2Normalization(Activation.NONE));
    }

    private static double logOfShare(double[] row, int i) {
        double sum = 0;
        for (double x : row) {
            sum += Math.exp(x - row[i]);
        }
        return -Math.log(sum);
    }

    private static double[] row(int[] x, int row, int depth, double scale, int zero) {
        double[] reals = new double[depth];
        for (int c = 0; c < depth; c++) {
            reals[c] = scale * (x[row * depth + c] - zero);
        }
        return reals;
    }

    /** Half a step; exp and log are right to 1e-6, far less than a hundredth of a step of 1/16. */
    @ParameterizedTest
    @CsvSource({"0.1, false", "0.01, false", "0.9, false", "0.0001, false", "20, false", "0.1, true"})
    void logSoftmaxIsThatOfRealNumbers(double scale, boolean once) throws ModelFormatException {
        int[] x = random.ints(450, -128, 128).toArray();
        OneOperator operator = logSoftmax().input(Spec.scaled(TensorType.INT8, scale, 7, 50, 9)).output(LOGARITHMS);
        int[] output = (once ? operator.roundingOnce() : operator).run(x);
        for (int i = 0; i < x.length; i++) {
            double exact = 16 * logOfShare(row(x, i / 9, 9, (float) scale, 7), i % 9) + 127;
            assertEquals(Math.max(-128, exact), output[i], 0.5 + 0.01, "at " + i);
        }
    }

    @Test
    void logSoftmaxOfOneNumberIsZeroAndOfFarNumbersTheLeast() throws ModelFormatException {
        Spec in = Spec.scaled(TensorType.INT8, 1, 0, 1, 2);
        Spec out = Spec.scaled(TensorType.INT8, 1 / 16.0, 127, 1, 2);
        assertArrayEquals(new int[] {-128, 127}, logSoftmax().input(in).output(out).run(new int[] {-128, 127}));
    }

    /** Sums of floats: a few times 2⁻²⁴ of the largest number on the way, which is below 16. */
    @Test
    void logSoftmaxOfRealNumbersIsRight() throws ModelFormatException {
        Spec spec = Spec.of(TensorType.FLOAT32, 2, 3);
        float[] x = {1, 2, 3, -5, 0, 5};
        float[] output = logSoftmax().input(spec).output(spec).runReal(x);
        for (int i = 0; i < 6; i++) {
            double[] row = {x[i / 3 * 3], x[i / 3 * 3 + 1], x[i / 3 * 3 + 2]};
            assertEquals(logOfShare(row, i % 3), output[i], 4 * 16 * Math.scalb(1.0, -24));
        }
    }

    @Test
    void logSoftmaxRefusesOtherScales() {
        Spec in = Spec.scaled(TensorType.INT8, 0.1, 0, 1, 2);
        String of = "operator 0 (LOG_SOFTMAX): ";
        assertEquals(of + "output must have scale 1/16 and zero point 127: scale=0.1, zeroPoint=0",
            logSoftmax().input(in).output(in).refusal());
        assertEquals(of + "output must have scale 1/16 and zero point 127: scale=0.0625, zeroPoint=0",
            logSoftmax().input(in).output(Spec.scaled(TensorType.INT8, 1 / 16.0, 0, 1, 2)).refusal());
        assertEquals(of + "input scale must be above 2^-26: scale=1.0E-9",
            logSoftmax().input(Spec.scaled(TensorType.INT8, 1e-9, 0, 1, 2))
                .output(Spec.scaled(TensorType.INT8, 1 / 16.0, 127, 1, 2)).refusal());
        assertEquals(of + "output must have the shape of the input",
            logSoftmax().input(in).output(Spec.scaled(TensorType.INT8, 1 / 16.0, 127, 2)).refusal());
        assertEquals(of + "input must have rows: rank=0", logSoftmax().input(Spec.scaled(TensorType.INT8, 1, 0))
            .output(Spec.scaled(TensorType.INT8, 1 / 16.0, 127)).refusal());
        assertEquals(of + "input must have rows: rank=2", logSoftmax().input(Spec.scaled(TensorType.INT8, 1, 0, 2, 0))
            .output(Spec.scaled(TensorType.INT8, 1 / 16.0, 127, 2, 0)).refusal());
    }

    /** Half a step, half of 2⁻⁴ where UINT8 is rounded before the last 4 bits or more go, and 1e-6 of 1/√x. */
    @ParameterizedTest
    @CsvSource({"INT8, 3, 0, false", "UINT8, 130, 128, false", "INT8, -20, 0, true", "UINT8, 100, 128, true"})
    void rowsAreDividedByTheirLength(TensorType type, int zero, int outZero, boolean once)
            throws ModelFormatException {
        int[] x = random.ints(450, Range.of(type).least(), Range.of(type).greatest() + 1).toArray();
        OneOperator operator = normalization().input(Spec.scaled(type, 0.1, zero, 50, 9))
            .output(Spec.scaled(type, 1 / 128.0, outZero, 50, 9));
        int[] output = (once ? operator.roundingOnce() : operator).run(x);
        for (int i = 0; i < x.length; i++) {
            double[] row = row(x, i / 9, 9, 1, zero);
            double sum = 0;
            for (double number : row) {
                sum += number * number;
            }
            double exact = 128 * row[i % 9] / Math.sqrt(sum) + outZero;
            assertEquals(Math.min(Range.of(type).greatest(), exact), output[i], 0.5 + 1 / 32.0 + 0.001, "at " + i);
        }
    }

    @Test
    void aRowOfZerosStaysOne() throws ModelFormatException {
        assertArrayEquals(new int[] {0, 0}, normalization().input(Spec.scaled(TensorType.INT8, 0.1, 3, 2))
            .output(Spec.scaled(TensorType.INT8, 1 / 128.0, 0, 2)).run(new int[] {3, 3}));
        Spec real = Spec.of(TensorType.FLOAT32, 3, 2);
        assertArrayEquals(new float[] {0.6f, -0.8f, 0, 0, 0.5f, 0},
            normalization().input(real).output(real).runReal(new float[] {3, -4, 0, 0, 5e-7f, 0}));
    }

    @Test
    void normalizationRefusesOtherScales() {
        Spec in = Spec.scaled(TensorType.INT8, 0.1, 0, 1, 2);
        String of = "operator 0 (L2_NORMALIZATION): ";
        assertEquals(of + "output must have scale 1/128 and zero point 0: scale=0.1, zeroPoint=0",
            normalization().input(in).output(in).refusal());
        assertEquals(of + "output must have scale 1/128 and zero point 128: scale=0.0078125, zeroPoint=0",
            normalization().input(Spec.scaled(TensorType.UINT8, 0.1, 0, 2))
                .output(Spec.scaled(TensorType.UINT8, 1 / 128.0, 0, 2)).refusal());
        assertEquals(of + "must have no fused activation: activation=RELU",
            OneOperator.of(OperatorCode.L2_NORMALIZATION, new Options.L2Normalization(Activation.RELU)).input(in)
                .output(in).refusal());
        assertEquals(of + "input must have rows: rank=0", normalization().input(Spec.of(TensorType.FLOAT32))
            .output(Spec.of(TensorType.FLOAT32)).refusal());
        assertEquals(of + "output must be as large as the input: numbers=2, 3", normalization().input(in)
            .output(Spec.scaled(TensorType.INT8, 1 / 128.0, 0, 3)).refusal());
    }
}
