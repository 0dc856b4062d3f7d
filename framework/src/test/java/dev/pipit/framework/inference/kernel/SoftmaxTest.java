package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class SoftmaxTest {
    private final Random random = new Random(51);

    private static double[] softmax(float[] x, int from, int depth, double beta) {
        double sum = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < depth; i++) {
            greatest = Math.max(greatest, beta * x[from + i]);
        }
        double[] shares = new double[depth];
        for (int i = 0; i < depth; i++) {
            sum += Math.exp(beta * x[from + i] - greatest);
        }
        for (int i = 0; i < depth; i++) {
            shares[i] = Math.exp(beta * x[from + i] - greatest) / sum;
        }
        return shares;
    }

    /**
     * Steps of the output: half of one for its own rounding, and 1e-6 of all steps, for exp and reciprocal; at 16 bits
     * the sum, which has 19 fractional bits, adds depth × 2⁻²⁰ of all steps.
     */
    @ParameterizedTest
    @CsvSource({"INT8, INT8, 1, 0.05", "INT8, INT16, 1, 0.1", "UINT8, UINT8, 1, 0.2", "INT8, INT8, 0.5, 1.5",
        "INT8, INT8, 3, 30"})
    void sharesAreThoseOfRealNumbers(TensorType from, TensorType to, float beta, double scale)
            throws ModelFormatException {
        int steps = 1 << to.bits();
        int least = to == TensorType.UINT8 ? 0 : -steps / 2;
        for (int depth : new int[] {1, 2, 3, 12, 40}) {
            Spec in = Spec.scaled(from, scale, 3, 2, depth);
            int[] x = random.ints(2L * depth, from == TensorType.UINT8 ? 0 : -128, 128).toArray();
            float[] real = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                real[i] = (float) scale * (x[i] - 3);
            }
            int[] output = OneOperator.of(OperatorCode.SOFTMAX, new Options.Softmax(beta)).input(in)
                .output(Spec.scaled(to, 1.0 / steps, least, 2, depth)).run(x);
            for (int row = 0; row < 2; row++) {
                double[] shares = softmax(real, row * depth, depth, beta);
                for (int i = 0; i < depth; i++) {
                    double exact = Math.min(least + steps - 1, least + shares[i] * steps);
                    assertEquals(exact, output[row * depth + i], 0.51 + steps * (1e-6 + depth / (double) (1 << 20)));
                }
            }
        }
    }

    /** Three roundings to float of numbers of at most 1, and the sum's: (3 + 4) × 2⁻²⁴. */
    @Test
    void sharesOfRealNumbersAreExactToTheirLastBits() throws ModelFormatException {
        float[] x = {0.1f, -3, 2, 0, 1, 1, 1, 1};
        Spec spec = Spec.of(TensorType.FLOAT32, 2, 4);
        float[] output = OneOperator.of(OperatorCode.SOFTMAX, new Options.Softmax(1)).input(spec).output(spec)
            .runReal(x);
        for (int i = 0; i < 8; i++) {
            assertEquals(softmax(x, i / 4 * 4, 4, 1)[i % 4], output[i], 7 / (double) (1 << 24));
        }
    }

    @Test
    void refusesWhatIsNotAShare() {
        Spec in = Spec.scaled(TensorType.INT8, 1, 0, 1, 4);
        assertEquals("operator 0 (SOFTMAX): output must cover 0 to 1: scale=1.0, zeroPoint=0",
            softmax().input(in).output(in).refusal());
        assertEquals("operator 0 (SOFTMAX): output must cover 0 to 1: scale=0.00390625, zeroPoint=0",
            softmax().input(in).output(Spec.scaled(TensorType.INT8, 1 / 256.0, 0, 1, 4)).refusal());
        assertEquals("operator 0 (SOFTMAX): output must have the shape of the input", softmax().input(in)
            .output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 4)).refusal());
        Spec scalar = Spec.scaled(TensorType.INT8, 1 / 256.0, -128);
        assertEquals("operator 0 (SOFTMAX): input must have rows: rank=0", softmax().input(scalar).output(scalar)
            .refusal());
        Spec empty = Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 0);
        assertEquals("operator 0 (SOFTMAX): input must have rows: rank=1", softmax().input(empty).output(empty)
            .refusal());
        assertTrue(softmax().input(Spec.scaled(TensorType.INT8, 1e-10, 0, 1, 4))
            .output(Spec.scaled(TensorType.INT8, 1 / 256.0, -128, 1, 4)).refusal()
            .startsWith("operator 0 (SOFTMAX): beta times input scale must be above 2^-26"));
    }

    private static OneOperator softmax() {
        return OneOperator.of(OperatorCode.SOFTMAX, new Options.Softmax(1));
    }

    /**
     * Steps of the output: one for each of two tables, whose values are rounded, and one for the division. Each number of
     * a row is off by half a step in the sum, and what is below −10 counts as −10, 1.5 steps.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.0005, 1", "1, 0.0005, 40", "2, 0.001, 7", "1, 0.00001, 12"})
    void sharesOf16BitsAreThoseOfRealNumbers(float beta, double scale, int depth) throws ModelFormatException {
        int[] x = random.ints(2L * depth, Short.MIN_VALUE, Short.MAX_VALUE + 1).toArray();
        float[] real = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            real[i] = (float) (scale * x[i]);
        }
        int[] output = OneOperator.of(OperatorCode.SOFTMAX, new Options.Softmax(beta))
            .input(Spec.scaled(TensorType.INT16, scale, 0, 2, depth))
            .output(Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0, 2, depth)).run(x);
        for (int row = 0; row < 2; row++) {
            double[] shares = softmax(real, row * depth, depth, beta);
            for (int i = 0; i < depth; i++) {
                assertEquals(Math.min(32767, shares[i] * 32768), output[row * depth + i], 3 + 2 * depth * shares[i]);
            }
        }
    }

    @Test
    void of16BitsRefusesOtherOutputs() {
        Spec in = Spec.scaled(TensorType.INT16, 1, 0, 1, 2);
        var softmax = new Options.Softmax(1);
        assertEquals("operator 0 (SOFTMAX): output must have scale 2^-15 and zero point 0: scale=1.0, zeroPoint=0",
            OneOperator.of(OperatorCode.SOFTMAX, softmax).input(in).output(in).refusal());
        Spec shifted = Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 5, 1, 2);
        assertEquals("operator 0 (SOFTMAX): output must have scale 2^-15 and zero point 0: scale=3.0517578E-5, "
            + "zeroPoint=5", OneOperator.of(OperatorCode.SOFTMAX, softmax).input(in).output(shifted).refusal());
        int depth = (1 << 16) + 1;
        assertEquals("operator 0 (SOFTMAX): rows must have at most 65536 numbers: numbers=65537",
            OneOperator.of(OperatorCode.SOFTMAX, softmax).input(Spec.scaled(TensorType.INT16, 1, 0, 1, depth))
                .output(Spec.scaled(TensorType.INT16, 1.0 / (1 << 15), 0, 1, depth)).refusal());
    }
}
