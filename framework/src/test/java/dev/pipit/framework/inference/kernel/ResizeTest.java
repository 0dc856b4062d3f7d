package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class ResizeTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 5;

    private final Random random = new Random(101);

    private static OneOperator resize(boolean bilinear, boolean align, boolean half, Spec in, int rows, int columns) {
        return OneOperator.of(bilinear ? OperatorCode.RESIZE_BILINEAR : OperatorCode.RESIZE_NEAREST_NEIGHBOR,
            new Options.Resize(align, half)).input(in).constant(Spec.of(TensorType.INT32, 2), rows, columns);
    }

    /** Where pixel {@code i} of {@code out} lies among {@code in} pixels. */
    private static double place(int i, int in, int out, boolean align, boolean half) {
        return half ? (i + 0.5) * in / out - 0.5 : align && out > 1 ? i * (in - 1.0) / (out - 1) : i * (double) in / out;
    }

    /** Between the two pixels around a place; outside the image the last one goes on. */
    private static double between(double at, int in, IntToDoubleFunction pixel) {
        double held = Math.max(0, Math.min(in - 1, at));
        int first = (int) Math.floor(held);
        int second = Math.min(first + 1, in - 1);
        return pixel.applyAsDouble(first) + (held - first) * (pixel.applyAsDouble(second) - pixel.applyAsDouble(first));
    }

    private static double mean(int[] x, int batch, int channel, double row, double column) {
        return between(row, ROWS, r -> between(column, COLUMNS, c ->
            x[((batch * ROWS + r) * COLUMNS + c) * 2 + channel]));
    }

    /**
     * Half a step of a whole number; scales are rounded to 2⁻¹¹ for INT8 and INT16, which makes 12 pixels on 12 × 2⁻¹¹
     * of a difference of up to 255 (INT16: 255 too), in two directions. Real numbers: a few 2⁻²⁴ of it.
     */
    @ParameterizedTest
    @CsvSource({"INT8, false, false, 6, 7", "INT8, true, false, 7, 12", "INT8, false, true, 2, 3",
        "INT8, true, false, 1, 1", "INT16, false, true, 7, 9", "UINT8, false, false, 6, 7", "UINT8, true, false, 7, 12",
        "FLOAT32, false, false, 6, 7", "FLOAT32, true, false, 7, 12", "FLOAT32, false, true, 9, 11", "FLOAT32, true, false, 1, 1"})
    void weighsTheFourPixelsAround(TensorType type, boolean align, boolean half, int rows, int columns)
            throws ModelFormatException {
        Spec in = Spec.of(type, 2, ROWS, COLUMNS, 2);
        Spec out = Spec.of(type, 2, rows, columns, 2);
        int low = type == TensorType.UINT8 ? 0 : -128;
        int[] x = random.ints(in.elements(), low, low + 256).toArray();
        float[] reals = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            reals[i] = x[i];
        }
        float[] output = resize(true, align, half, in, rows, columns).output(out).runReal(reals);
        double off = type == TensorType.FLOAT32 ? 20 * 255 * Math.scalb(1.0, -24)
            : 0.5 + (type == TensorType.UINT8 ? 1e-4 : 2 * 12 / 2048.0 * 255);
        for (int i = 0; i < output.length; i++) {
            double row = place(i / 2 / columns % rows, ROWS, rows, align, half);
            double column = place(i / 2 % columns, COLUMNS, columns, align, half);
            assertEquals(mean(x, i / 2 / columns / rows, i % 2, row, column), output[i], off, "at " + i);
        }
    }

    /** Twice as many pixels need no rounded scale: means of two are exact, halves go away from zero, or up. */
    @Test
    void roundsHalvesAwayFromZero() throws ModelFormatException {
        Spec in = Spec.of(TensorType.INT8, 1, 1, 3, 1);
        Spec out = Spec.of(TensorType.INT8, 1, 1, 6, 1);
        int[] x = {-3, -2, 5};
        assertArrayEquals(new int[] {-3, -3, -2, 2, 5, 5},
            resize(true, false, false, in, 1, 6).output(out).run(x));
        assertArrayEquals(new int[] {-3, -2, -2, 2, 5, 5},
            resize(true, false, false, in, 1, 6).output(out).roundingOnce().run(x));
        Spec unsigned = Spec.of(TensorType.UINT8, 1, 1, 2, 1);
        assertArrayEquals(new int[] {1, 2, 2, 2}, resize(true, false, false, unsigned, 1, 4)
            .output(Spec.of(TensorType.UINT8, 1, 1, 4, 1)).run(new int[] {1, 2}));
    }

    @ParameterizedTest
    @CsvSource({"false, false, 4, 6, 0 0 1 1 2 2 | 0 0 1 1 2 2 | 3 3 4 4 5 5 | 3 3 4 4 5 5",
        "true, false, 3, 5, 0 1 1 2 2 | 3 4 4 5 5 | 3 4 4 5 5", "false, true, 1, 2, 3 5", "true, true, 1, 1, 5",
        "false, false, 1, 2, 0 1"})
    void takesTheNearestPixel(boolean align, boolean half, int rows, int columns, String expected)
            throws ModelFormatException {
        int[] pixels = Arrays.stream(expected.replace("| ", "").split(" "))
            .mapToInt(Integer::parseInt).toArray();
        for (TensorType type : new TensorType[] {TensorType.INT8, TensorType.INT16, TensorType.INT32}) {
            assertArrayEquals(pixels, resize(false, align, half, Spec.of(type, 1, 2, 3, 1), rows, columns)
                .output(Spec.of(type, 1, rows, columns, 1)).run(new int[] {0, 1, 2, 3, 4, 5}));
        }
    }

    @Test
    void refusesOtherSizes() {
        Spec in = Spec.of(TensorType.INT8, 1, 2, 3, 1);
        String of = "operator 0 (RESIZE_BILINEAR): ";
        for (int[] shape : new int[][] {{1, 4, 5, 1}, {1, 5, 6, 1}, {2, 4, 6, 1}, {1, 4, 6, 2}}) {
            assertEquals(of + "output must have the rows and columns given, batches and channels of the input",
                resize(true, false, false, in, 4, 6).output(Spec.of(TensorType.INT8, shape)).refusal());
        }
        assertEquals(of + "input and output must have rank 4: ranks=3, 4",
            resize(true, false, false, Spec.of(TensorType.INT8, 2, 3, 1), 4, 6).output(in).refusal());
        assertEquals(of + "input and output must have rank 4: ranks=4, 3",
            resize(true, false, false, in, 4, 6).output(Spec.of(TensorType.INT8, 2, 3, 1)).refusal());
        assertEquals(of + "must not both align corners and have half-pixel centers",
            resize(true, true, true, in, 2, 3).output(in).refusal());
        assertEquals(of + "input must not be empty", resize(true, false, false, Spec.of(TensorType.INT8, 1, 0, 3, 1), 2, 3)
            .output(in).refusal());
        assertEquals(of + "input and output must have fewer than 2^20 rows and columns: extents=1048576, 1",
            resize(true, false, false, Spec.of(TensorType.INT8, 1, 1, 1 << 20, 1), 1, 1)
                .output(Spec.of(TensorType.INT8, 1, 1, 1, 1)).refusal());
        assertEquals("operator 0 (RESIZE_NEAREST_NEIGHBOR): output must have the rows and columns given, batches and "
            + "channels of the input", OneOperator.of(OperatorCode.RESIZE_NEAREST_NEIGHBOR,
            new Options.Resize(false, false)).input(in).constant(Spec.of(TensorType.INT32, 1), 2).output(in).refusal());
    }
}
