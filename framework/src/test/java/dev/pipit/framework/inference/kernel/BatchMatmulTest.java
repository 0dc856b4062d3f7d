package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class BatchMatmulTest {
    /** Left, right and output as they are when nothing is transposed. */
    private static final int[][][] SHAPES = {{{3, 4}, {4, 5}, {3, 5}}, {{2, 3, 4}, {2, 4, 5}, {2, 3, 5}},
        {{2, 3, 4}, {4, 5}, {2, 3, 5}}, {{3, 4}, {2, 4, 5}, {2, 3, 5}}, {{2, 1, 3, 4}, {1, 3, 4, 5}, {2, 3, 3, 5}},
        {{2, 1, 3, 4}, {3, 4, 5}, {2, 3, 3, 5}}, {{1, 1, 4}, {2, 4, 1}, {2, 1, 1}}};

    private final Random random = new Random(81);

    private static int[] transposed(boolean is, int... shape) {
        int[] other = shape.clone();
        if (is) {
            other[shape.length - 1] = shape[shape.length - 2];
            other[shape.length - 2] = shape[shape.length - 1];
        }
        return other;
    }

    /** Index in a tensor of the matrix of an output's batch, at a row and a column of it. */
    private static int index(int[] output, int outputBatch, int[] shape, boolean transposed, int row, int column) {
        int batch = 0;
        int step = 1;
        int rest = outputBatch;
        for (int back = 3; back <= output.length; back++) {
            int extent = output[output.length - back];
            if (back <= shape.length) {
                batch += (shape[shape.length - back] == 1 ? 0 : rest % extent) * step;
                step *= shape[shape.length - back];
            }
            rest /= extent;
        }
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        return batch * rows * columns + (transposed ? column * rows + row : row * columns + column);
    }

    private static OneOperator matmul(boolean left, boolean right, Spec a, Spec b, Spec out) {
        return OneOperator.of(OperatorCode.BATCH_MATMUL, new Options.BatchMatmul(left, right)).input(a).input(b).output(out);
    }

    @ParameterizedTest
    @CsvSource({"INT8, false, false", "INT8, true, false", "INT8, false, true", "INT8, true, true", "INT16, false, false",
        "INT16, true, true"})
    void productsAreScaledOnce(TensorType type, boolean left, boolean right) throws ModelFormatException {
        boolean wide = type == TensorType.INT16;
        int leftZero = wide ? 0 : 3;
        int rightZero = wide ? 0 : -7;
        int outZero = wide ? 0 : 5;
        float leftScale = 0.013f;
        float rightScale = 0.021f;
        double outScale = (float) (wide ? 9 : 0.3);
        var slow = new SlowRescale((double) (leftScale * rightScale) / outScale);
        for (int[][] shapes : SHAPES) {
            Spec a = Spec.scaled(type, leftScale, leftZero, transposed(left, shapes[0]));
            Spec b = Spec.scaled(type, rightScale, rightZero, transposed(right, shapes[1]));
            Spec out = Spec.scaled(type, outScale, outZero, shapes[2]);
            Range range = Range.of(type);
            int[] x = random.ints(a.elements(), range.least(), range.greatest() + 1).toArray();
            int[] y = random.ints(b.elements(), range.least(), range.greatest() + 1).toArray();
            int[] output = matmul(left, right, a, b, out).run(x, y);
            int rows = shapes[2][shapes[2].length - 2];
            int columns = shapes[2][shapes[2].length - 1];
            for (int o = 0; o < output.length; o++) {
                int batch = o / rows / columns;
                long sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += (x[index(shapes[2], batch, shapes[0], left, o / columns % rows, k)] - leftZero)
                        * (long) (y[index(shapes[2], batch, shapes[1], right, k, o % columns)] - rightZero);
                }
                int scaled = wide ? slow.applyWide(sum) : slow.apply(sum);
                assertEquals(range.clamp(scaled + outZero), output[o], Arrays.deepToString(shapes) + " " + o);
            }
        }
    }

    @Test
    void realProductsAreAddedInTheirOrder() throws ModelFormatException {
        Spec a = Spec.of(TensorType.FLOAT32, 2, 3);
        float[] x = {1, 2, 3, 4, 5, 6};
        float[] expected = {0.1f + 2 * 0.2f + 3 * 0.3f, 4 * 0.1f + 5 * 0.2f + 6 * 0.3f};
        assertArrayEquals(expected, matmul(false, false, a, Spec.of(TensorType.FLOAT32, 3, 1),
            Spec.of(TensorType.FLOAT32, 2, 1)).runReal(x, new float[] {0.1f, 0.2f, 0.3f}));
        assertArrayEquals(new float[] {9, 12, 15}, matmul(true, true, a, Spec.of(TensorType.FLOAT32, 1, 2),
            Spec.of(TensorType.FLOAT32, 3, 1)).runReal(x, new float[] {1, 2}));
    }

    /** −6 × 0.125, in steps of 0.5, is −1.5: once halves up, twice away from zero. */
    @Test
    void canRoundOnce() throws ModelFormatException {
        Spec half = Spec.scaled(TensorType.INT8, 0.5, 0, 1, 1);
        Spec quarter = Spec.scaled(TensorType.INT8, 0.25, 0, 1, 1);
        assertArrayEquals(new int[] {-1}, matmul(false, false, half, quarter, half).roundingOnce()
            .run(new int[] {-6}, new int[] {1}));
        assertArrayEquals(new int[] {-2}, matmul(false, false, half, quarter, half).run(new int[] {-6}, new int[] {1}));
    }

    /** Two batches of 3 × 5 numbers, of 4 products each. */
    @Test
    void productsAreCounted() {
        for (boolean left : new boolean[] {false, true}) {
            assertEquals(2 * 3 * 5 * 4, OperatorCost.total(OperatorCost.of(matmul(left, false,
                Spec.of(TensorType.FLOAT32, transposed(left, 2, 3, 4)), Spec.of(TensorType.FLOAT32, 4, 5),
                Spec.of(TensorType.FLOAT32, 2, 3, 5)).model())));
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        Spec a = Spec.scaled(TensorType.INT8, 1, 0, 2, 3);
        Spec b = Spec.scaled(TensorType.INT8, 1, 0, 3, 2);
        Spec out = Spec.scaled(TensorType.INT8, 1, 0, 2, 2);
        String of = "operator 0 (BATCH_MATMUL): ";
        assertEquals(of + "the left one must have as many columns as the right one has rows: 3, 2",
            matmul(false, true, a, b, out).refusal());
        assertEquals(of + "output must have the shape [2, 2]: shape=[2, 3]", matmul(false, false, a, b, a).refusal());
        assertEquals(of + "inputs must be matrices: ranks=1, 2",
            matmul(false, false, Spec.scaled(TensorType.INT8, 1, 0, 3), b, out).refusal());
        assertEquals(of + "inputs must be matrices: ranks=2, 1",
            matmul(false, false, a, Spec.scaled(TensorType.INT8, 1, 0, 3), out).refusal());
        assertEquals(of + "batches must be combinable: extents=2, 3", matmul(false, false,
            Spec.scaled(TensorType.INT8, 1, 0, 2, 2, 3), Spec.scaled(TensorType.INT8, 1, 0, 3, 3, 2), out).refusal());
        int[][] zeros = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int[] zero : zeros) {
            assertEquals(of + "INT16 tensors must have zero points of 0: zeroPoints="
                + String.join(", ", IntStream.of(zero).mapToObj(Integer::toString).toList()),
                matmul(false, false, Spec.scaled(TensorType.INT16, 1, zero[0], 2, 3),
                    Spec.scaled(TensorType.INT16, 1, zero[1], 3, 2),
                    Spec.scaled(TensorType.INT16, 1, zero[2], 2, 2)).refusal());
        }
    }
}
