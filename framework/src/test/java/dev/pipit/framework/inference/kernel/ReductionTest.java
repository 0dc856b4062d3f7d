package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class ReductionTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType INT32 = TensorType.INT32;
    private static final TensorType FLOAT32 = TensorType.FLOAT32;
    private static final int[] SHAPE = {2, 3, 4, 5};
    private static final int[][] AXES = {{1, 2}, {2, 1}, {0}, {-1}, {3, 1}, {0, 1, 2, 3}, {-2, 2}, {}};

    private final Random random = new Random(61);

    private static OneOperator reduce(OperatorCode code, boolean keeps, Spec in, int... axes) {
        return OneOperator.of(code, new Options.Reduce(keeps)).input(in)
            .constant(Spec.of(INT32, axes.length), IntStream.of(axes).asDoubleStream().toArray());
    }

    private static boolean isReduced(int axis, int[] axes) {
        return IntStream.of(axes).anyMatch(a -> Math.floorMod(a, SHAPE.length) == axis);
    }

    private static int[] reducedShape(boolean keeps, int... axes) {
        return IntStream.range(0, SHAPE.length).filter(axis -> keeps || !isReduced(axis, axes))
            .map(axis -> isReduced(axis, axes) ? 1 : SHAPE[axis]).toArray();
    }

    /** Which output an input goes into, by coordinates. */
    private static int target(int i, int... axes) {
        int target = 0;
        int step = 1;
        int rest = i;
        for (int axis = SHAPE.length - 1; axis >= 0; axis--) {
            if (!isReduced(axis, axes)) {
                target += rest % SHAPE[axis] * step;
                step *= SHAPE[axis];
            }
            rest /= SHAPE[axis];
        }
        return target;
    }

    private static int count(int... axes) {
        return IntStream.range(0, SHAPE.length).filter(axis -> isReduced(axis, axes)).map(axis -> SHAPE[axis])
            .reduce(1, (a, b) -> a * b);
    }

    /** Against arithmetic of any size on the sums, for every choice of axes, both ways to round. */
    @ParameterizedTest
    @CsvSource({"MEAN, INT8", "MEAN, UINT8", "MEAN, INT16", "SUM, INT8", "SUM, UINT8", "SUM, INT16"})
    void quantizedNumbersAreAddedAndScaledOnce(OperatorCode code, TensorType type) throws ModelFormatException {
        int zero = type == TensorType.UINT8 ? 120 : type == INT8 ? -7 : 3;
        Range range = Range.of(type);
        double inScale = (float) 0.11;
        double outScale = (float) (code == OperatorCode.MEAN ? 0.071 : 1.3);
        Spec in = Spec.scaled(type, inScale, zero, SHAPE);
        for (int[] axes : AXES) {
            for (boolean keeps : new boolean[] {false, true}) {
                Spec out = Spec.scaled(type, outScale, 2, reducedShape(keeps, axes));
                int[] x = random.ints(in.elements(), range.least(), range.greatest() + 1).toArray();
                long[] sums = new long[out.elements()];
                for (int i = 0; i < x.length; i++) {
                    sums[target(i, axes)] += x[i] - zero;
                }
                var slow = new SlowRescale(inScale / outScale).dividedBy(code == OperatorCode.MEAN ? count(axes) : 1);
                int[] twice = reduce(code, keeps, in, axes).output(out).run(x);
                int[] once = reduce(code, keeps, in, axes).roundingOnce().output(out).run(x);
                for (int o = 0; o < sums.length; o++) {
                    String where = code + " " + Arrays.toString(axes) + " " + o;
                    assertEquals(range.clamp(slow.apply(sums[o]) + 2), twice[o], where);
                    assertEquals(range.clamp(slow.applyOnce(sums[o]) + 2), once[o], where);
                }
            }
        }
    }

    /** What it means: half a step for the rounding, and 2⁻³⁰ of the multiplier that is cut off. */
    @Test
    void aMeanIsTheNearestToTheRealOne() throws ModelFormatException {
        int[] x = random.ints(49, -128, 128).toArray();
        int output = reduce(OperatorCode.MEAN, true, Spec.scaled(INT8, 0.05, -128, 1, 7, 7, 1), 1, 2)
            .output(Spec.scaled(INT8, 0.03, -128, 1, 1, 1, 1)).run(x)[0];
        double exact = (IntStream.of(x).average().orElseThrow() + 128) * 0.05f / 0.03f - 128;
        assertEquals(Math.min(127, exact), output, 0.5 + 1e-6);
    }

    /** Equal scales do not make it a division of whole numbers: the mean of −1, −2 and −2 is −1.67, so −2. */
    @Test
    void aMeanIsRoundedWhereScalesAreEqual() throws ModelFormatException {
        Spec in = Spec.scaled(INT8, 1, 0, 2, 3);
        assertArrayEquals(new int[] {-2, 2}, reduce(OperatorCode.MEAN, false, in, 1).output(Spec.scaled(INT8, 1, 0, 2))
            .run(new int[] {-1, -2, -2, 1, 2, 2}));
    }

    /** A multiplier so small that its exponent has no room for the bits of the count. */
    @Test
    void aMeanOfVerySmallNumbersKeepsItsExponent() throws ModelFormatException {
        Spec in = Spec.scaled(INT8, Math.pow(2, -31), 0, 1, 64);
        int[] x = new int[64];
        Arrays.fill(x, 127);
        assertArrayEquals(new int[] {0}, reduce(OperatorCode.MEAN, false, in, 1).output(Spec.scaled(INT8, 1, 0, 1)).run(x));
    }

    @Test
    void realNumbersAreAddedInTheirOrder() throws ModelFormatException {
        Spec in = Spec.of(FLOAT32, SHAPE);
        float[] x = new float[in.elements()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        for (int[] axes : AXES) {
            Spec out = Spec.of(FLOAT32, reducedShape(true, axes));
            float[] sums = new float[out.elements()];
            for (int i = 0; i < x.length; i++) {
                sums[target(i, axes)] += x[i];
            }
            assertArrayEquals(sums, reduce(OperatorCode.SUM, true, in, axes).output(out).runReal(x));
            for (int o = 0; o < sums.length; o++) {
                sums[o] /= count(axes);
            }
            assertArrayEquals(sums, reduce(OperatorCode.MEAN, true, in, axes).output(out).runReal(x));
        }
    }

    @Test
    void wholeNumbersAreAddedIn64Bits() throws ModelFormatException {
        int most = Integer.MAX_VALUE;
        Spec in = Spec.of(INT32, 2, 3);
        int[] x = {most, most, most, -5, -4, 1};
        assertArrayEquals(new int[] {most, -2}, reduce(OperatorCode.MEAN, false, in, 1).output(Spec.of(INT32, 2)).run(x));
        assertArrayEquals(new int[] {most - 2, -8}, reduce(OperatorCode.SUM, false, in, 1).output(Spec.of(INT32, 2))
            .run(x));
        assertEquals(List.of(10_000_000_000L, -7L), longs(OperatorCode.SUM, 4_000_000_000L, 6_000_000_000L, -3, -4));
        assertEquals(List.of(5_000_000_000L, -3L), longs(OperatorCode.MEAN, 4_000_000_000L, 6_000_000_000L, -3, -4));
        assertEquals(List.of(6_000_000_000L, -3L), longs(OperatorCode.REDUCE_MAX, 4_000_000_000L, 6_000_000_000L, -3, -4));
        assertEquals(List.of(4_000_000_000L, -4L), longs(OperatorCode.REDUCE_MIN, 4_000_000_000L, 6_000_000_000L, -3, -4));
    }

    /** Over the second axis of a [2, 2] tensor. */
    private static List<Long> longs(OperatorCode code, long... x) throws ModelFormatException {
        var interpreter = reduce(code, false, Spec.of(TensorType.INT64, 2, 2), 1).output(Spec.of(TensorType.INT64, 2))
            .prepare();
        ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (long each : x) {
            bytes.putLong(each);
        }
        interpreter.input(0).write(bytes.array(), 0);
        interpreter.invoke();
        interpreter.output(0).read(bytes.array(), 0);
        return List.of(bytes.getLong(0), bytes.getLong(8));
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32"})
    void extremesAreThoseOfAllNumbers(TensorType type) throws ModelFormatException {
        Range range = Range.of(type);
        for (int[] axes : AXES) {
            Spec in = Spec.scaled(type, 1, 5, SHAPE);
            Spec out = Spec.scaled(type, 1, 5, reducedShape(false, axes));
            int[] x = random.ints(in.elements(), range.least(), range.greatest()).toArray();
            int[] greatest = new int[out.elements()];
            int[] least = new int[out.elements()];
            Arrays.fill(greatest, range.least());
            Arrays.fill(least, range.greatest());
            for (int i = 0; i < x.length; i++) {
                int o = target(i, axes);
                greatest[o] = Math.max(greatest[o], x[i]);
                least[o] = Math.min(least[o], x[i]);
            }
            assertArrayEquals(greatest, reduce(OperatorCode.REDUCE_MAX, false, in, axes).output(out).run(x));
            assertArrayEquals(least, reduce(OperatorCode.REDUCE_MIN, false, in, axes).output(out).run(x));
        }
    }

    @Test
    void extremesOfRealNumbersPassOverNaN() throws ModelFormatException {
        Spec in = Spec.of(FLOAT32, 2, 3);
        Spec out = Spec.of(FLOAT32, 2);
        float[] x = {Float.NaN, -3, 2, 5, Float.NaN, 4.5f};
        assertArrayEquals(new float[] {2, 5}, reduce(OperatorCode.REDUCE_MAX, false, in, 1).output(out).runReal(x));
        assertArrayEquals(new float[] {-3, 4.5f}, reduce(OperatorCode.REDUCE_MIN, false, in, 1).output(out).runReal(x));
    }

    @Test
    void overNothingItIsTheNeutralNumber() throws ModelFormatException {
        Spec none = Spec.scaled(INT8, 1, 9, 2, 0);
        Spec two = Spec.scaled(INT8, 1, 9, 2);
        assertArrayEquals(new int[] {0, 0}, reduce(OperatorCode.MEAN, false, none, 1).output(two).run());
        assertArrayEquals(new int[] {-128, -128}, reduce(OperatorCode.REDUCE_MAX, false, none, 1).output(two).run());
        assertArrayEquals(new int[] {127, 127}, reduce(OperatorCode.REDUCE_MIN, false, none, 1).output(two).run());
        assertArrayEquals(new float[] {0}, reduce(OperatorCode.MEAN, false, Spec.of(FLOAT32, 0), 0)
            .output(Spec.of(FLOAT32)).runReal());
        assertArrayEquals(new int[] {0}, truths(OperatorCode.REDUCE_ANY, 1, 0));
        assertArrayEquals(new int[] {1}, truths(OperatorCode.REDUCE_ALL, 1, 0));
    }

    /** Over the last axis. */
    private static int[] truths(OperatorCode code, int rows, int columns, int... x) throws ModelFormatException {
        return reduce(code, false, Spec.of(TensorType.BOOL, rows, columns), -1).output(Spec.of(TensorType.BOOL, rows))
            .run(x);
    }

    @Test
    void truthsAreCombined() throws ModelFormatException {
        int[] x = {0, 0, 0, 1, 1, 1};
        assertArrayEquals(new int[] {0, 1, 1}, truths(OperatorCode.REDUCE_ANY, 3, 2, x));
        assertArrayEquals(new int[] {0, 0, 1}, truths(OperatorCode.REDUCE_ALL, 3, 2, x));
    }

    /** A single number has no axes; whatever is named does not matter. */
    @Test
    void aSingleNumberIsItsOwnMean() throws ModelFormatException {
        assertArrayEquals(new float[] {4}, reduce(OperatorCode.MEAN, false, Spec.of(FLOAT32), 0)
            .output(Spec.of(FLOAT32)).runReal(new float[] {4}));
    }

    @Test
    void refusesWhatDoesNotFit() {
        Spec in = Spec.scaled(INT8, 1, 0, 2, 3);
        Spec two = Spec.scaled(INT8, 1, 0, 2);
        String of = "operator 0 (MEAN): ";
        assertEquals(of + "axis must be inside the tensor: axis=2, rank=2", reduce(OperatorCode.MEAN, false, in, 2)
            .output(two).refusal());
        assertEquals(of + "output must have the shape [2, 1]: shape=[2]", reduce(OperatorCode.MEAN, true, in, 1)
            .output(two).refusal());
        assertEquals(of + "output must have the shape [3]: shape=[2]", reduce(OperatorCode.MEAN, false, in, 0)
            .output(two).refusal());
        assertEquals(of + "tensor 1 must be constant", OneOperator.of(OperatorCode.MEAN, new Options.Reduce(false))
            .input(in).input(Spec.of(INT32, 1)).output(two).refusal());
        assertEquals(of + "must have Reduce settings: settings=None[]", OneOperator
            .of(OperatorCode.MEAN, new Options.None()).input(in).constant(Spec.of(INT32, 1), 1).output(two).refusal());
        assertEquals(of + "tensor 2 has no quantization", reduce(OperatorCode.MEAN, false, in, 1)
            .output(Spec.of(INT8, 2)).refusal());
        assertEquals("operator 0 (REDUCE_MAX): output must have the scale and zero point of the input: scales=1.0, 2.0, "
            + "zeroPoints=0, 0", reduce(OperatorCode.REDUCE_MAX, false, in, 1).output(Spec.scaled(INT8, 2, 0, 2)).refusal());
    }

    private static OneOperator positions(OperatorCode code, Spec in, int axis, Spec out) {
        return OneOperator.of(code, new Options.ArgExtreme(out.type())).input(in).constant(Spec.of(INT32), axis).output(out);
    }

    @Test
    void theFirstOfEqualExtremesIsNamed() throws ModelFormatException {
        int[] x = {1, 5, 5, 0, 0, 3};
        Spec in = Spec.of(INT8, 2, 3);
        assertArrayEquals(new int[] {1, 2}, positions(OperatorCode.ARG_MAX, in, 1, Spec.of(INT32, 2)).run(x));
        assertArrayEquals(new int[] {0, 0}, positions(OperatorCode.ARG_MIN, in, -1, Spec.of(INT32, 2)).run(x));
        assertArrayEquals(new int[] {0, 0, 0}, positions(OperatorCode.ARG_MAX, in, 0, Spec.of(INT32, 3)).run(x));
        assertArrayEquals(new int[] {1, 1, 1}, positions(OperatorCode.ARG_MIN, in, 0, Spec.of(INT32, 3)).run(x));
        for (TensorType type : List.of(TensorType.UINT8, TensorType.INT16, INT32)) {
            assertArrayEquals(new int[] {1, 2}, positions(OperatorCode.ARG_MAX, Spec.of(type, 2, 3), 1, Spec.of(INT32, 2))
                .run(x));
        }
    }

    @Test
    void extremesOfRealNumbersAreNamedIn64Bits() throws ModelFormatException {
        float[] x = {0.5f, -1, 7, Float.NaN, 9, Float.POSITIVE_INFINITY};
        for (OperatorCode code : List.of(OperatorCode.ARG_MAX, OperatorCode.ARG_MIN)) {
            var interpreter = positions(code, Spec.of(FLOAT32, 2, 3), 1, Spec.of(TensorType.INT64, 2)).prepare();
            interpreter.input(0).writeReals(x, 0);
            interpreter.invoke();
            byte[] bytes = new byte[16];
            interpreter.output(0).read(bytes, 0);
            assertEquals(code == OperatorCode.ARG_MAX ? 2 : 1, bytes[0]);
            assertEquals(0, bytes[8], "nothing compares to NaN");
        }
    }

    @Test
    void positionsRefuseWhatDoesNotFit() {
        Spec in = Spec.of(INT8, 2, 3);
        String of = "operator 0 (ARG_MAX): ";
        assertEquals(of + "axis must be inside the tensor: axis=-3, rank=2",
            positions(OperatorCode.ARG_MAX, in, -3, Spec.of(INT32, 2)).refusal());
        assertEquals(of + "output must have the shape [2]: shape=[3]",
            positions(OperatorCode.ARG_MAX, in, 1, Spec.of(INT32, 3)).refusal());
        assertEquals(of + "there must be something to compare: extent=0",
            positions(OperatorCode.ARG_MAX, Spec.of(INT8, 2, 0), 1, Spec.of(INT32, 2)).refusal());
        assertEquals(of + "axis must be one number: numbers=2", OneOperator
            .of(OperatorCode.ARG_MAX, new Options.ArgExtreme(INT32)).input(in).constant(Spec.of(INT32, 2), 0, 1)
            .output(Spec.of(INT32, 2)).refusal());
    }
}
