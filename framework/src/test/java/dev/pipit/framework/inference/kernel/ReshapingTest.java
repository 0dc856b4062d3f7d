package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** Operators that move numbers to another shape: inputs are 0, 1, 2 …, so that each number says where it came from. */
class ReshapingTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType INT32 = TensorType.INT32;
    private static final Spec SCALAR = Spec.of(INT32);

    private static int[] counting(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static double[] doubles(int... numbers) {
        return IntStream.of(numbers).asDoubleStream().toArray();
    }

    private static OneOperator transpose(Spec in, int... order) {
        return OneOperator.of(OperatorCode.TRANSPOSE, new Options.None()).input(in)
            .constant(Spec.of(INT32, order.length), doubles(order));
    }

    @Test
    void transposeExchangesRowsAndColumns() throws ModelFormatException {
        assertArrayEquals(new int[] {0, 3, 1, 4, 2, 5}, transpose(Spec.of(INT8, 2, 3), 1, 0).output(Spec.of(INT8, 3, 2))
            .run(counting(6)));
        assertArrayEquals(new int[] {0, 3, 1, 4, 2, 5}, transpose(Spec.of(INT8, 2, 3), -1, -2)
            .output(Spec.of(INT8, 3, 2)).run(counting(6)));
        assertArrayEquals(new int[] {7}, transpose(Spec.of(INT8)).output(Spec.of(INT8)).run(new int[] {7}));
    }

    /** Dimension d of the output is dimension order[d] of the input: [a][b][c] comes from [b][c][a]. */
    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32"})
    void transposeFollowsTheOrder(TensorType type) throws ModelFormatException {
        int[] output = transpose(Spec.of(type, 2, 3, 4), 2, 0, 1).output(Spec.of(type, 4, 2, 3)).run(counting(24));
        for (int i = 0; i < 24; i++) {
            int a = i / 6;
            int b = i / 3 % 2;
            int c = i % 3;
            assertEquals((b * 3 + c) * 4 + a, output[i]);
        }
    }

    @Test
    void transposeRefusesWhatDoesNotFit() {
        Spec in = Spec.of(INT8, 2, 3);
        String of = "operator 0 (TRANSPOSE): ";
        assertEquals(of + "order must name each dimension once: dimension=0",
            transpose(in, 0, 0).output(Spec.of(INT8, 2, 2)).refusal());
        assertEquals(of + "order must name each of 2 dimensions: numbers=1, output rank=2",
            transpose(in, 0).output(in).refusal());
        assertEquals(of + "order must name each of 2 dimensions: numbers=2, output rank=1",
            transpose(in, 1, 0).output(Spec.of(INT8, 6)).refusal());
        assertEquals(of + "axis must be inside the tensor: axis=2, rank=2", transpose(in, 1, 2)
            .output(Spec.of(INT8, 3, 2)).refusal());
        assertEquals(of + "dimension 0 of the output must be dimension 1 of the input: extents=2, 3",
            transpose(in, 1, 0).output(in).refusal());
    }

    private static OneOperator squeeze(Spec in, Integer... dimensions) {
        return OneOperator.of(OperatorCode.SQUEEZE, new Options.Squeeze(List.of(dimensions))).input(in);
    }

    private static OneOperator expand(Spec in, int axis) {
        return OneOperator.of(OperatorCode.EXPAND_DIMS, new Options.None()).input(in).constant(SCALAR, axis);
    }

    @Test
    void squeezeAndExpandKeepNumbersInTheirOrder() throws ModelFormatException {
        Spec in = Spec.of(INT8, 1, 2, 1, 3);
        for (boolean keeps : new boolean[] {false, true}) {
            for (OneOperator operator : List.of(squeeze(in).output(Spec.of(INT8, 2, 3)),
                squeeze(in, 2).output(Spec.of(INT8, 1, 2, 3)), squeeze(in, -2, 0, 0).output(Spec.of(INT8, 2, 3)),
                expand(in, 0).output(Spec.of(INT8, 1, 1, 2, 1, 3)), expand(in, 4).output(Spec.of(INT8, 1, 2, 1, 3, 1)),
                expand(in, -1).output(Spec.of(INT8, 1, 2, 1, 3, 1)),
                expand(in, -4).output(Spec.of(INT8, 1, 1, 2, 1, 3)))) {
                assertArrayEquals(counting(6), (keeps ? operator.keepingAllTensors() : operator).run(counting(6)));
            }
        }
    }

    @Test
    void squeezeAndExpandUseTheMemoryOfTheirInput() throws ModelFormatException {
        assertEquals(16, squeeze(Spec.of(INT8, 1, 16)).output(Spec.of(INT8, 16)).prepare().memory().arenaBytes());
        assertEquals(16, expand(Spec.of(INT8, 16), 0).output(Spec.of(INT8, 1, 16)).prepare().memory().arenaBytes());
    }

    @Test
    void squeezeAndExpandRefuseOtherShapes() {
        Spec in = Spec.of(INT8, 1, 2);
        assertEquals("operator 0 (SQUEEZE): a dropped dimension must have extent 1: axis=1, extent=2",
            squeeze(in, 1).output(Spec.of(INT8, 1)).refusal());
        assertEquals("operator 0 (SQUEEZE): axis must be inside the tensor: axis=2, rank=2",
            squeeze(in, 2).output(Spec.of(INT8, 2)).refusal());
        assertEquals("operator 0 (SQUEEZE): output must have the shape [2]: shape=[2, 1]",
            squeeze(in).output(Spec.of(INT8, 2, 1)).refusal());
        assertEquals("operator 0 (EXPAND_DIMS): output must have the shape [1, 1, 2]: shape=[1, 2, 1]",
            expand(in, 1).output(Spec.of(INT8, 1, 2, 1)).refusal());
        assertEquals("operator 0 (EXPAND_DIMS): axis must be inside the tensor: axis=3, rank=3",
            expand(in, 3).output(Spec.of(INT8, 1, 2, 1)).refusal());
        assertEquals("operator 0 (EXPAND_DIMS): axis must be one number: numbers=2", OneOperator
            .of(OperatorCode.EXPAND_DIMS, new Options.None()).input(in).constant(Spec.of(INT32, 2), 0, 1)
            .output(Spec.of(INT8, 1, 1, 2)).refusal());
    }

    @Test
    void shapeSaysTheExtents() throws ModelFormatException {
        Spec in = Spec.of(INT8, 2, 1, 300);
        assertArrayEquals(new int[] {2, 1, 300}, OneOperator.of(OperatorCode.SHAPE, new Options.Shape(INT32)).input(in)
            .output(Spec.of(INT32, 3)).run());
        Interpreter wide = OneOperator.of(OperatorCode.SHAPE, new Options.Shape(TensorType.INT64)).input(in)
            .output(Spec.of(TensorType.INT64, 3)).prepare();
        wide.invoke();
        byte[] bytes = new byte[24];
        wide.output(0).read(bytes, 0);
        assertArrayEquals(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, 0, 0, 0, 0, 0}, bytes);
        assertEquals("operator 0 (SHAPE): output must have the shape [3]: shape=[4]", OneOperator
            .of(OperatorCode.SHAPE, new Options.Shape(INT32)).input(in).output(Spec.of(INT32, 4)).refusal());
    }

    private static OneOperator pack(int values, int axis) {
        return OneOperator.of(OperatorCode.PACK, new Options.Pack(values, axis));
    }

    private static OneOperator unpack(int values, int axis, Spec in) {
        return OneOperator.of(OperatorCode.UNPACK, new Options.Unpack(values, axis)).input(in);
    }

    @Test
    void packPutsTensorsAlongANewAxisAndUnpackTakesThemApart() throws ModelFormatException {
        Spec two = Spec.of(TensorType.INT16, 2);
        int[] left = {1, 2};
        int[] right = {3, 4};
        for (int axis : new int[] {0, -2}) {
            assertArrayEquals(new int[] {1, 2, 3, 4}, pack(2, axis).input(two).input(two)
                .output(Spec.of(TensorType.INT16, 2, 2)).run(left, right));
            var apart = unpack(2, axis, Spec.of(TensorType.INT16, 2, 2)).output(two).output(two).prepare();
            assertArrayEquals(left, OneOperator.run(apart, new int[] {1, 2, 3, 4}));
            assertArrayEquals(right, OneOperator.whole(apart.output(1)));
        }
        for (int axis : new int[] {1, -1}) {
            assertArrayEquals(new int[] {1, 3, 2, 4}, pack(2, axis).input(two).input(two)
                .output(Spec.of(TensorType.INT16, 2, 2)).run(left, right));
            var apart = unpack(2, axis, Spec.of(TensorType.INT16, 2, 2)).output(two).output(two).prepare();
            assertArrayEquals(left, OneOperator.run(apart, new int[] {1, 3, 2, 4}));
            assertArrayEquals(right, OneOperator.whole(apart.output(1)));
        }
    }

    @Test
    void packAndUnpackRefuseOtherShapes() {
        Spec two = Spec.of(INT8, 2);
        Spec square = Spec.of(INT8, 2, 2);
        Spec wide = Spec.of(INT8, 2, 3);
        assertEquals("operator 0 (PACK): output must have one index for each input: extent=3, inputs=2",
            pack(2, 1).input(two).input(two).output(wide).refusal());
        assertEquals("operator 0 (PACK): input 0 must have the shape of the output without axis 0",
            pack(2, 0).input(two).input(two).output(wide).refusal());
        assertEquals("operator 0 (PACK): input 0 must have the shape of the output without axis 0",
            pack(2, 0).input(square).input(square).output(square).refusal());
        assertEquals("operator 0 (PACK): must have 2 to 2 inputs: inputs=1", pack(2, 0).input(two).output(square).refusal());
        assertEquals("operator 0 (UNPACK): input must have one index for each output: extent=2, outputs=1",
            unpack(1, 0, square).output(two).refusal());
        assertEquals("operator 0 (UNPACK): output 1 must have the shape of the input without axis 0",
            unpack(2, 0, wide).output(Spec.of(INT8, 3)).output(two).refusal());
    }

    private static OneOperator split(int parts, int axis, Spec in) {
        return OneOperator.of(OperatorCode.SPLIT, new Options.Split(parts)).constant(SCALAR, axis).input(in);
    }

    @Test
    void splitCutsIntoEqualPieces() throws ModelFormatException {
        Spec half = Spec.of(INT8, 2, 2);
        var columns = split(2, -1, Spec.of(INT8, 2, 4)).output(half).output(half).prepare();
        assertArrayEquals(new int[] {0, 1, 4, 5}, OneOperator.run(columns, counting(8)));
        assertArrayEquals(new int[] {2, 3, 6, 7}, OneOperator.whole(columns.output(1)));
        var rows = split(2, 0, Spec.of(INT8, 4, 2)).output(half).output(half).prepare();
        assertArrayEquals(new int[] {0, 1, 2, 3}, OneOperator.run(rows, counting(8)));
        assertArrayEquals(new int[] {4, 5, 6, 7}, OneOperator.whole(rows.output(1)));
        assertEquals("operator 0 (SPLIT): input must be divisible: extent=3, parts=2",
            split(2, 0, Spec.of(INT8, 3)).output(half).output(half).refusal());
        String part = "operator 0 (SPLIT): output 0 must be one of 2 parts of the input along axis 0";
        assertEquals(part, split(2, 0, Spec.of(INT8, 4, 2)).output(Spec.of(INT8, 1, 2)).output(half).refusal());
        assertEquals(part, split(2, 0, Spec.of(INT8, 4, 2)).output(Spec.of(INT8, 2, 1)).output(half).refusal());
        assertEquals("operator 0 (SPLIT): must have 2 outputs: outputs=1",
            split(2, 0, Spec.of(INT8, 4, 2)).output(half).refusal());
        assertEquals("operator 0 (SPLIT): axis must be one number: numbers=2", OneOperator
            .of(OperatorCode.SPLIT, new Options.Split(1)).constant(Spec.of(INT32, 2), 0, 0).input(half).output(half)
            .refusal());
    }

    private static OneOperator slice(Spec in, TensorType type, int[] begins, int[] sizes) {
        return OneOperator.of(OperatorCode.SLICE, new Options.None()).input(in)
            .constant(Spec.of(type, begins.length), doubles(begins)).constant(Spec.of(type, sizes.length), doubles(sizes));
    }

    @Test
    void sliceTakesNeighbours() throws ModelFormatException {
        Spec in = Spec.of(INT8, 2, 3, 4);
        for (TensorType type : List.of(INT32, TensorType.INT64)) {
            // [1, 1:3, 2:] of a tensor whose number at (i, j, k) is 12i + 4j + k
            assertArrayEquals(new int[] {18, 19, 22, 23}, slice(in, type, new int[] {1, 1, 2}, new int[] {1, 2, -1})
                .output(Spec.of(INT8, 1, 2, 2)).run(counting(24)));
        }
        assertArrayEquals(new int[0], slice(Spec.of(INT8, 3), INT32, new int[] {3}, new int[] {-1})
            .output(Spec.of(INT8, 0)).run(counting(3)));
    }

    @Test
    void sliceRefusesWhatIsOutside() {
        Spec in = Spec.of(INT8, 4);
        Spec two = Spec.of(INT8, 2);
        String of = "operator 0 (SLICE): ";
        for (int begin : new int[] {-1, 5}) {
            assertEquals(of + "begin must be inside: begin=" + begin + ", extent=4",
                slice(in, INT32, new int[] {begin}, new int[] {2}).output(two).refusal());
        }
        for (int size : new int[] {-2, 2}) {
            assertEquals(of + "size must be inside: begin=3, size=" + size + ", extent=4",
                slice(in, INT32, new int[] {3}, new int[] {size}).output(two).refusal());
        }
        assertEquals(of + "output must hold 3 of dimension 0 of the input: extent=2",
            slice(in, INT32, new int[] {1}, new int[] {3}).output(two).refusal());
        String each = of + "there must be a begin and a size for each of 1 dimensions: numbers=";
        assertEquals(each + "2, 1, output rank=1", slice(in, INT32, new int[2], new int[1]).output(two).refusal());
        assertEquals(each + "1, 2, output rank=1", slice(in, INT32, new int[1], new int[2]).output(two).refusal());
        assertEquals(each + "1, 1, output rank=2", slice(in, INT32, new int[1], new int[1])
            .output(Spec.of(INT8, 1, 2)).refusal());
        assertTrue(slice(in, INT8, new int[1], new int[1]).output(two).refusal().contains("SLICE with "));
    }
}
