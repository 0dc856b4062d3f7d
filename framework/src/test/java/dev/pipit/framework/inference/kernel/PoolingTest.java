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
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;

class PoolingTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final int CHANNELS = 3;

    private final Random random = new Random(21);

    /** The definition: mean, rounded half away from zero, or maximum, of the pixels that are inside the image. */
    @ParameterizedTest
    @CsvSource({"INT8, AVERAGE_POOL_2D", "UINT8, AVERAGE_POOL_2D", "INT16, AVERAGE_POOL_2D", "FLOAT32, AVERAGE_POOL_2D",
        "INT8, MAX_POOL_2D", "UINT8, MAX_POOL_2D", "INT16, MAX_POOL_2D", "FLOAT32, MAX_POOL_2D", "FLOAT32, L2_POOL_2D"})
    void equalsTheDefinitionOnPixelsInside(TensorType type, OperatorCode code) throws ModelFormatException {
        for (int n = 0; n < 60; n++) {
            Padding padding = n % 2 == 0 ? Padding.SAME : Padding.VALID;
            int taps = 1 + random.nextInt(4);
            int stride = 1 + random.nextInt(3);
            var options = new Options.Pool2d(padding, stride, stride, taps, taps, Activation.RELU);
            int outRows = extent(ROWS, taps, stride, padding);
            int outColumns = extent(COLUMNS, taps, stride, padding);
            float[] x = new float[2 * ROWS * COLUMNS * CHANNELS];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(250) - (type == TensorType.UINT8 ? 0 : 125);
            }
            float[] expected = new float[2 * outRows * outColumns * CHANNELS];
            for (int i = 0; i < expected.length; i++) {
                int oy = i / CHANNELS / outColumns % outRows;
                int ox = i / CHANNELS % outColumns;
                int image = i / CHANNELS / outColumns / outRows;
                int top = oy * stride - before(ROWS, outRows, taps, stride, padding);
                int left = ox * stride - before(COLUMNS, outColumns, taps, stride, padding);
                float value = pooled(x, image, top, left, taps, i % CHANNELS, code, type);
                expected[i] = Math.max(0, value);        // RELU; the zero point is 0
            }
            Spec in = spec(type, 2, ROWS, COLUMNS, CHANNELS);
            Spec out = spec(type, 2, outRows, outColumns, CHANNELS);
            // float means of up to 16 whole numbers: the sum is exact, the division is rounded as here
            assertArrayEquals(expected, OneOperator.of(code, options).input(in).output(out).runReal(x));
        }
    }

    private static Spec spec(TensorType type, int... shape) {
        return type == TensorType.FLOAT32 ? Spec.of(type, shape) : Spec.scaled(type, 1, 0, shape);
    }

    private static int extent(int in, int taps, int stride, Padding padding) {
        return (int) Math.ceil((padding == Padding.SAME ? in : in - taps + 1) / (double) stride);
    }

    private static int before(int in, int out, int taps, int stride, Padding padding) {
        return padding == Padding.SAME ? Math.max(0, (out - 1) * stride + taps - in) / 2 : 0;
    }

    private static float pooled(float[] x, int image, int top, int left, int taps, int c, OperatorCode code,
            TensorType type) {
        float sum = 0;
        float greatest = Float.NEGATIVE_INFINITY;
        int count = 0;
        for (int y = Math.max(0, top); y < Math.min(ROWS, top + taps); y++) {
            for (int xx = Math.max(0, left); xx < Math.min(COLUMNS, left + taps); xx++) {
                float value = x[((image * ROWS + y) * COLUMNS + xx) * CHANNELS + c];
                sum += code == OperatorCode.L2_POOL_2D ? value * value : value;
                greatest = Math.max(greatest, value);
                count++;
            }
        }
        if (code == OperatorCode.MAX_POOL_2D) {
            return greatest;
        }
        float mean = sum / count;
        if (code == OperatorCode.L2_POOL_2D) {
            return (float) Math.sqrt(mean);              // squares of up to 125, added up 16 times, are exact
        }
        return type == TensorType.FLOAT32 ? mean : (float) (Math.signum(mean) * Math.floor(Math.abs(mean) + 0.5));
    }

    /** −1.5 becomes −2, 1.5 becomes 2. */
    @Test
    void meansAreRoundedHalfAwayFromZero() throws ModelFormatException {
        var options = new Options.Pool2d(Padding.VALID, 1, 1, 2, 1, Activation.NONE);
        assertArrayEquals(new int[] {-2, 2}, OneOperator.of(OperatorCode.AVERAGE_POOL_2D, options)
            .input(spec(TensorType.INT8, 1, 1, 2, 2)).output(spec(TensorType.INT8, 1, 1, 1, 2))
            .run(new int[] {-1, 1, -2, 2}));
    }

    @Test
    void refusesWhatIsNotAnImage() {
        var options = new Options.Pool2d(Padding.VALID, 1, 1, 2, 1, Activation.NONE);
        assertEquals("operator 0 (MAX_POOL_2D): input must have rank 4: rank=2", OneOperator
            .of(OperatorCode.MAX_POOL_2D, options).input(spec(TensorType.INT8, 2, 2))
            .output(spec(TensorType.INT8, 2, 2)).refusal());
        assertEquals("operator 0 (MAX_POOL_2D): tensor 1 must have shape [1, 1, 1, 2]: shape=[2, 2]", OneOperator
            .of(OperatorCode.MAX_POOL_2D, options).input(spec(TensorType.INT8, 1, 1, 2, 2))
            .output(spec(TensorType.INT8, 2, 2)).refusal());
    }
}
