package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
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

/** Operators that move or repeat numbers: inputs are 1, 2, 3 …, so that each number says where it came from. */
class RearrangementTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType INT16 = TensorType.INT16;
    private static final TensorType INT32 = TensorType.INT32;
    private static final TensorType INT64 = TensorType.INT64;
    private static final Options NONE = new Options.None();

    private static int[] counting(int count) {
        return IntStream.rangeClosed(1, count).toArray();
    }

    private static OneOperator of(OperatorCode code) {
        return OneOperator.of(code, NONE);
    }

    private static OneOperator toSpace(int block) {
        return OneOperator.of(OperatorCode.DEPTH_TO_SPACE, new Options.DepthToSpace(block));
    }

    private static OneOperator toDepth(int block) {
        return OneOperator.of(OperatorCode.SPACE_TO_DEPTH, new Options.SpaceToDepth(block));
    }

    /** As TensorFlow documents the two: the channels of a pixel are the pixels of a square, row by row. */
    @Test
    void channelsBecomePixelsAndBack() throws ModelFormatException {
        int[] wide = {1, 2, 5, 6, 3, 4, 7, 8, 9, 10, 13, 14, 11, 12, 15, 16};
        assertArrayEquals(wide, toSpace(2).input(Spec.of(INT8, 1, 2, 2, 4)).output(Spec.of(INT8, 1, 4, 4, 1))
            .run(counting(16)));
        assertArrayEquals(counting(16), toDepth(2).input(Spec.of(INT8, 1, 4, 4, 1))
            .output(Spec.of(INT8, 1, 2, 2, 4)).run(wide));
        // two batches, two channels, one row
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
            toSpace(2).input(Spec.of(INT16, 2, 1, 1, 8)).output(Spec.of(INT16, 2, 2, 2, 2)).run(counting(16)));
    }

    @Test
    void channelsAndPixelsMustFit() {
        String of = "operator 0 (DEPTH_TO_SPACE): ";
        String fit = "rows and columns must be 2 times as many where channels are 4 times as few";
        Spec deep = Spec.of(INT8, 1, 2, 2, 4);
        for (int[] shape : new int[][] {{2, 4, 4, 1}, {1, 2, 4, 1}, {1, 4, 2, 1}, {1, 4, 4, 2}}) {
            assertEquals(of + fit, toSpace(2).input(deep).output(Spec.of(INT8, shape)).refusal());
        }
        assertEquals("operator 0 (SPACE_TO_DEPTH): " + fit,
            toDepth(2).input(deep).output(Spec.of(INT8, 1, 4, 4, 1)).refusal());
        assertEquals(of + "input and output must have rank 4: ranks=3, 4",
            toSpace(2).input(Spec.of(INT8, 2, 2, 4)).output(Spec.of(INT8, 1, 4, 4, 1)).refusal());
        assertEquals(of + "input and output must have rank 4: ranks=4, 3",
            toSpace(2).input(deep).output(Spec.of(INT8, 4, 4, 1)).refusal());
    }

    private static OneOperator blocks(OperatorCode code, Spec in, double[] block, double... borders) {
        return of(code).input(in).constant(Spec.of(INT32, block.length), block)
            .constant(Spec.of(INT32, borders.length / 2, 2), borders);
    }

    /** By coordinates: part (i, j) of the blocks holds every pixel (y, x) with y = i and x = j modulo the block. */
    @Test
    void placesInBlocksBecomeBatchesAndBack() throws ModelFormatException {
        Spec image = Spec.scaled(INT8, 0.5, -9, 2, 3, 5, 2);
        Spec parts = Spec.scaled(INT8, 0.5, -9, 12, 2, 3, 2);
        double[] block = {2, 3};
        double[] borders = {1, 0, 2, 2};
        int[] x = counting(60);
        int[] expected = new int[144];
        Arrays.fill(expected, -9);                                     // real zero around the image
        for (int i = 0; i < 60; i++) {
            int c = i % 2;
            int column = i / 2 % 5 + 2;
            int row = i / 10 % 3 + 1;
            int part = (row % 2 * 3 + column % 3) * 2 + i / 30;
            expected[((part * 2 + row / 2) * 3 + column / 3) * 2 + c] = x[i];
        }
        int[] output = blocks(OperatorCode.SPACE_TO_BATCH_ND, image, block, borders).output(parts).run(x);
        assertArrayEquals(expected, output);
        assertArrayEquals(x, blocks(OperatorCode.BATCH_TO_SPACE_ND, parts, block, borders).output(image).run(output));
    }

    @Test
    void linesHaveBlocksToo() throws ModelFormatException {
        assertArrayEquals(new int[] {0, 2, 4, 1, 3, 0}, blocks(OperatorCode.SPACE_TO_BATCH_ND, Spec.of(INT16, 1, 4, 1),
            new double[] {2}, 1, 1).output(Spec.of(INT16, 2, 3, 1)).run(counting(4)));
        assertArrayEquals(new int[] {4, 2, 5, 3}, blocks(OperatorCode.BATCH_TO_SPACE_ND, Spec.of(INT16, 2, 3, 1),
            new double[] {2}, 1, 1).output(Spec.of(INT16, 1, 4, 1)).run(counting(6)));
        // a border as large as a block
        assertArrayEquals(new int[] {0, 1, 0, 2}, blocks(OperatorCode.SPACE_TO_BATCH_ND, Spec.of(INT16, 1, 2, 1),
            new double[] {2}, 2, 0).output(Spec.of(INT16, 2, 2, 1)).run(counting(2)));
    }

    @Test
    void blocksMustFillTheImage() {
        Spec in = Spec.of(INT8, 1, 4, 1);
        String of = "operator 0 (SPACE_TO_BATCH_ND): ";
        OperatorCode code = OperatorCode.SPACE_TO_BATCH_ND;
        double[] two = {2};
        assertEquals(of + "blocks must fill the image with its borders along axis 1: 0 + 4 + 1, parts=2",
            blocks(code, in, two, 0, 1).output(Spec.of(INT8, 2, 2, 1)).refusal());
        assertEquals(of + "there must be a batch for each place in a block, of as many channels: batches=1, 3, "
            + "channels=1, 1", blocks(code, in, two, 0, 0).output(Spec.of(INT8, 3, 2, 1)).refusal());
        assertEquals(of + "there must be a batch for each place in a block, of as many channels: batches=1, 2, "
            + "channels=1, 2", blocks(code, in, two, 0, 0).output(Spec.of(INT8, 2, 2, 2)).refusal());
        for (double[] wrong : new double[][] {{0, 0, 0}, {2, -1, 1}, {2, 1, -1}}) {
            assertEquals(of + "block extents must be positive and borders not negative: block=" + (int) wrong[0]
                + ", borders=" + (int) wrong[1] + ", " + (int) wrong[2], blocks(code, in, new double[] {wrong[0]},
                wrong[1], wrong[2]).output(Spec.of(INT8, 2, 2, 1)).refusal());
        }
        assertEquals(of + "must have 1 or 2 block extents and two borders for each: numbers=3, 6",
            blocks(code, in, new double[3], 0, 0, 0, 0, 0, 0).output(in).refusal());
        assertEquals(of + "must have 1 or 2 block extents and two borders for each: numbers=2, 2",
            blocks(code, in, new double[2], 0, 0).output(in).refusal());
        assertEquals(of + "input and output must have rank 3: ranks=2, 3",
            blocks(code, Spec.of(INT8, 4, 1), two, 0, 0).output(in).refusal());
        assertEquals(of + "input and output must have rank 3: ranks=3, 2",
            blocks(code, in, two, 0, 0).output(Spec.of(INT8, 4, 1)).refusal());
    }

    private static OneOperator reversed(Spec in, double... axes) {
        return of(OperatorCode.REVERSE_V2).input(in).constant(Spec.of(INT32, axes.length), axes);
    }

    @Test
    void turnsRoundAlongAxes() throws ModelFormatException {
        Spec six = Spec.of(INT16, 2, 3);
        assertArrayEquals(new int[] {3, 2, 1, 6, 5, 4}, reversed(six, -1).output(six).run(counting(6)));
        assertArrayEquals(new int[] {4, 5, 6, 1, 2, 3}, reversed(six, 0).output(six).run(counting(6)));
        assertArrayEquals(new int[] {6, 5, 4, 3, 2, 1}, reversed(six, 1, 0).output(six).run(counting(6)));
        Spec empty = Spec.of(INT16, 0, 3);
        assertEquals(0, reversed(empty, 0).output(empty).run().length);
        assertEquals("operator 0 (REVERSE_V2): axes must be different: axis=1", reversed(six, 1, -1).output(six)
            .refusal());
        assertEquals("operator 0 (REVERSE_V2): axis must be inside the tensor: axis=2, rank=2",
            reversed(six, 2).output(six).refusal());
        assertEquals("operator 0 (REVERSE_V2): output must have the shape of the input",
            reversed(six, 1).output(Spec.of(INT16, 3, 2)).refusal());
    }

    private static OneOperator tiled(Spec in, double... times) {
        return of(OperatorCode.TILE).input(in).constant(Spec.of(INT64, times.length), times);
    }

    @Test
    void repeatsAlongAxes() throws ModelFormatException {
        Spec four = Spec.of(INT16, 2, 2);
        assertArrayEquals(new int[] {1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4},
            tiled(four, 1, 3).output(Spec.of(INT16, 2, 6)).run(counting(4)));
        assertArrayEquals(new int[] {1, 2, 3, 4, 1, 2, 3, 4}, tiled(four, 2, 1).output(Spec.of(INT16, 4, 2))
            .run(counting(4)));
        assertEquals(0, tiled(four, 0, 1).output(Spec.of(INT16, 0, 2)).run(counting(4)).length);
        assertEquals("operator 0 (TILE): output must hold all repetitions along axis 1: 2 x 2, output=3",
            tiled(four, 1, 2).output(Spec.of(INT16, 2, 3)).refusal());
        assertEquals("operator 0 (TILE): output must hold all repetitions along axis 0: -1 x 2, output=2",
            tiled(four, -1, 2).output(Spec.of(INT16, 2, 3)).refusal());
        assertEquals("operator 0 (TILE): there must be a number of repetitions for each of 2 dimensions: numbers=1, "
            + "output rank=2", tiled(four, 1).output(four).refusal());
        assertEquals("operator 0 (TILE): there must be a number of repetitions for each of 2 dimensions: numbers=2, "
            + "output rank=1", tiled(four, 1, 1).output(Spec.of(INT16, 4)).refusal());
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "INT16", "INT32"})
    void spreadsOverAShape(TensorType type) throws ModelFormatException {
        assertArrayEquals(new int[] {1, 1, 2, 2, 1, 1, 2, 2}, of(OperatorCode.BROADCAST_TO).input(Spec.of(type, 2, 1))
            .constant(Spec.of(INT32, 3), 2, 2, 2).output(Spec.of(type, 2, 2, 2)).run(counting(2)));
        assertArrayEquals(new int[] {1, 1, 2, 2}, of(OperatorCode.BROADCAST_TO).input(Spec.of(type, 2, 1))
            .input(Spec.of(INT64, 2)).output(Spec.of(type, 2, 2)).run(counting(2)));
        assertEquals("operator 0 (BROADCAST_TO): output must have the shape given: shapes=[2, 3], [2, 2]",
            of(OperatorCode.BROADCAST_TO).input(Spec.of(type, 2, 1)).constant(Spec.of(INT32, 2), 2, 3)
                .output(Spec.of(type, 2, 2)).refusal());
    }

    @Test
    void shapesAreSpreadOverEachOther() throws ModelFormatException {
        assertArrayEquals(new int[] {5, 3, 4}, of(OperatorCode.BROADCAST_ARGS).input(Spec.of(INT32, 3))
            .input(Spec.of(INT32, 2)).output(Spec.of(INT32, 3)).run(new int[] {5, 1, 4}, new int[] {3, 4}));
        assertArrayEquals(new int[] {5, 3, 4}, of(OperatorCode.BROADCAST_ARGS).input(Spec.of(INT32, 2))
            .input(Spec.of(INT32, 3)).output(Spec.of(INT32, 3)).run(new int[] {3, 4}, new int[] {5, 1, 4}));
        Interpreter longs = of(OperatorCode.BROADCAST_ARGS).constant(Spec.of(INT64, 2), 1, 7)
            .constant(Spec.of(INT64, 2), 6, 1).output(Spec.of(INT64, 2)).prepare();
        longs.invoke();
        byte[] bytes = new byte[16];
        longs.output(0).read(bytes, 0);
        assertArrayEquals(new byte[] {6, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0}, bytes);
        assertEquals("operator 0 (BROADCAST_ARGS): output must be as long as the longer shape: numbers=2, 3, 2",
            of(OperatorCode.BROADCAST_ARGS).input(Spec.of(INT32, 2)).input(Spec.of(INT32, 3))
                .output(Spec.of(INT32, 2)).refusal());
        for (int wrong = 0; wrong < 3; wrong++) {
            int[] ranks = {1, 1, 1};
            ranks[wrong] = 0;
            Spec[] specs = {Spec.of(INT32, 1), Spec.of(INT32, 1), Spec.of(INT32, 1)};
            specs[wrong] = Spec.of(INT32);
            assertEquals("operator 0 (BROADCAST_ARGS): shapes must have rank 1: ranks=" + ranks[0] + ", " + ranks[1]
                + ", " + ranks[2], of(OperatorCode.BROADCAST_ARGS).input(specs[0]).input(specs[1]).output(specs[2])
                .refusal());
        }
    }

    @Test
    void fillsWithOneNumber() throws ModelFormatException {
        assertArrayEquals(new int[] {-300, -300, -300}, of(OperatorCode.FILL).constant(Spec.of(INT32, 1), 3)
            .input(Spec.of(INT16)).output(Spec.of(INT16, 3)).run(new int[] {-300}));
        // the stored 0 is not real zero here; so it is in the source
        assertArrayEquals(new int[] {0, 0}, of(OperatorCode.ZEROS_LIKE).input(Spec.scaled(INT8, 1, 5, 2))
            .output(Spec.scaled(INT8, 1, 5, 2)).run(counting(2)));
        assertEquals("operator 0 (FILL): must be filled with one number: numbers=2",
            of(OperatorCode.FILL).constant(Spec.of(INT32, 1), 3).input(Spec.of(INT16, 2)).output(Spec.of(INT16, 3))
                .refusal());
        assertEquals("operator 0 (FILL): output must have the shape given: shapes=[3], [2]",
            of(OperatorCode.FILL).constant(Spec.of(INT64, 1), 3).input(Spec.of(INT16)).output(Spec.of(INT16, 2))
                .refusal());
    }

    private static OneOperator range(TensorType type, double start, double limit, double delta, int count) {
        return of(OperatorCode.RANGE).constant(Spec.of(type), start).constant(Spec.of(type), limit)
            .constant(Spec.of(type), delta).output(Spec.of(type, count));
    }

    @Test
    void countsFromAStartToALimit() throws ModelFormatException {
        assertArrayEquals(new int[] {2, 5, 8}, range(INT32, 2, 9, 3, 3).run());
        assertArrayEquals(new int[] {4, 2}, range(INT32, 4, 0, -2, 2).run());
        assertEquals(0, range(INT32, 4, 0, 2, 0).run().length);
        assertArrayEquals(new float[] {0.5f, 0.75f}, range(TensorType.FLOAT32, 0.5, 1, 0.25, 2).runReal());
        Interpreter longs = range(INT64, -1, 1, 1, 2).prepare();
        longs.invoke();
        byte[] bytes = new byte[16];
        longs.output(0).read(bytes, 0);
        assertArrayEquals(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0}, bytes);
        assertEquals("operator 0 (RANGE): output must hold all numbers from 2.0 to 9.0 in steps of 3.0: numbers=3.0, "
            + "output=2", range(INT32, 2, 9, 3, 2).refusal());
        assertEquals("operator 0 (RANGE): delta must not be 0", range(TensorType.FLOAT32, 2, 9, 0, 2).refusal());
        assertEquals("operator 0 (RANGE): input 0 must be a constant of one number",
            of(OperatorCode.RANGE).input(Spec.of(INT32)).input(Spec.of(INT32)).input(Spec.of(INT32))
                .output(Spec.of(INT32, 3)).refusal());
        assertEquals("operator 0 (RANGE): input 1 must be a constant of one number",
            of(OperatorCode.RANGE).constant(Spec.of(INT32), 1).constant(Spec.of(INT32, 2), 1, 2)
                .constant(Spec.of(INT32), 1).output(Spec.of(INT32, 3)).refusal());
    }

    @Test
    void looksUpRows() throws ModelFormatException {
        Spec table = Spec.of(INT16, 3, 2);
        assertArrayEquals(new int[] {5, 6, 1, 2, 0, 0, 0, 0}, of(OperatorCode.EMBEDDING_LOOKUP).input(Spec.of(INT32, 4))
            .input(table).output(Spec.of(INT16, 4, 2)).run(new int[] {2, 0, 3, -1}, counting(6)));
        float[] output = of(OperatorCode.EMBEDDING_LOOKUP).constant(Spec.of(INT32, 3), 1, 9, 0)
            .input(Spec.scaled(INT8, 0.5, 0, 2, 2)).output(Spec.of(TensorType.FLOAT32, 3, 2))
            .runReal(new float[] {1, 2, -0.5f, 4});
        assertArrayEquals(new float[] {-0.5f, 4, 0, 0, 1, 2}, output);
    }

    @Test
    void lookingUpRefusesOtherShapes() {
        Spec two = Spec.of(INT32, 2);
        String of = "operator 0 (EMBEDDING_LOOKUP): ";
        assertEquals(of + "output must have the shape [2, 3]: shape=[2, 2]", of(OperatorCode.EMBEDDING_LOOKUP)
            .input(two).input(Spec.of(INT8, 4, 3)).output(Spec.of(INT8, 2, 2)).refusal());
        assertEquals(of + "indices must have rank 1 and the table at least 2: ranks=1, 1",
            of(OperatorCode.EMBEDDING_LOOKUP).input(two).input(Spec.of(INT8, 4)).output(Spec.of(INT8, 2)).refusal());
        assertEquals(of + "indices must have rank 1 and the table at least 2: ranks=0, 2",
            of(OperatorCode.EMBEDDING_LOOKUP).input(Spec.of(INT32)).input(Spec.of(INT8, 4, 1))
                .output(Spec.of(INT8, 1)).refusal());
        assertEquals(of + "zero point of the table must be 0: zeroPoint=3", of(OperatorCode.EMBEDDING_LOOKUP)
            .input(two).input(Spec.scaled(INT8, 1, 3, 4, 3)).output(Spec.of(TensorType.FLOAT32, 2, 3)).refusal());
    }

    @Test
    void gathersByNestedIndices() throws ModelFormatException {
        Spec table = Spec.of(INT16, 2, 2, 2);
        assertArrayEquals(new int[] {7, 8, 3, 4, 0, 0}, of(OperatorCode.GATHER_ND).input(table)
            .input(Spec.of(INT32, 3, 2)).output(Spec.of(INT16, 3, 2)).run(counting(8), new int[] {1, 1, 0, 1, 0, 2}));
        assertArrayEquals(new int[] {6, 1}, of(OperatorCode.GATHER_ND).input(table)
            .constant(Spec.of(INT64, 1, 2, 3), 1, 0, 1, 0, 0, 0).output(Spec.of(INT16, 1, 2)).run(counting(8)));
        assertEquals(0, of(OperatorCode.GATHER_ND).input(Spec.of(INT16, 2, 0)).constant(Spec.of(INT32, 1, 1), 0)
            .output(Spec.of(INT16, 1, 0)).run().length);
        assertEquals("operator 0 (GATHER_ND): the last dimension of the indices must be at most the rank of the table: "
            + "rank=1", of(OperatorCode.GATHER_ND).input(Spec.of(INT16, 4)).input(Spec.of(INT32, 1, 2))
            .output(Spec.of(INT16, 1)).refusal());
        assertEquals("operator 0 (GATHER_ND): the last dimension of the indices must be at most the rank of the table: "
            + "rank=1", of(OperatorCode.GATHER_ND).input(Spec.of(INT16, 4)).input(Spec.of(INT32))
            .output(Spec.of(INT16)).refusal());
        assertEquals("operator 0 (GATHER_ND): output must have the shape [3, 2]: shape=[2, 3]",
            of(OperatorCode.GATHER_ND).input(table).input(Spec.of(INT32, 3, 2)).output(Spec.of(INT16, 2, 3)).refusal());
    }

    private static OneOperator updated(Spec whole, Spec update, Spec starts) {
        return of(OperatorCode.DYNAMIC_UPDATE_SLICE).input(whole).input(update).input(starts);
    }

    @Test
    void replacesAPart() throws ModelFormatException {
        Spec whole = Spec.of(INT16, 3, 3);
        Spec update = Spec.of(INT16, 2, 1);
        int[] with = {-1, -2};
        assertArrayEquals(new int[] {1, 2, 3, 4, -1, 6, 7, -2, 9},
            updated(whole, update, Spec.of(INT32, 2)).output(whole).run(counting(9), with, new int[] {1, 1}));
        // moved inside
        assertArrayEquals(new int[] {1, 2, 3, -1, 5, 6, -2, 8, 9},
            updated(whole, update, Spec.of(INT32, 2)).output(whole).run(counting(9), with, new int[] {7, -3}));
        assertArrayEquals(new int[] {1, 2, -1, 4, 5, -2, 7, 8, 9}, of(OperatorCode.DYNAMIC_UPDATE_SLICE).input(whole)
            .input(update).constant(Spec.of(INT64, 2), 0, Math.pow(2, 40)).output(whole).run(counting(9), with));
    }

    @Test
    void aPartMustFit() {
        Spec whole = Spec.of(INT16, 3, 3);
        String of = "operator 0 (DYNAMIC_UPDATE_SLICE): ";
        assertEquals(of + "update must not be larger along axis 1: extents=4, 3",
            updated(whole, Spec.of(INT16, 1, 4), Spec.of(INT32, 2)).output(whole).refusal());
        assertEquals(of + "output must have the shape of the first input",
            updated(whole, whole, Spec.of(INT32, 2)).output(Spec.of(INT16, 9)).refusal());
        assertEquals(of + "update must have rank 2 and start as many numbers: rank=1, numbers=2",
            updated(whole, Spec.of(INT16, 3), Spec.of(INT32, 2)).output(whole).refusal());
        assertEquals(of + "update must have rank 2 and start as many numbers: rank=2, numbers=3",
            updated(whole, whole, Spec.of(INT32, 3)).output(whole).refusal());
        assertEquals(of + "update must have rank 2 and start as many numbers: rank=2, numbers=2",
            updated(whole, whole, Spec.of(INT32, 1, 2)).output(whole).refusal());
    }
}
