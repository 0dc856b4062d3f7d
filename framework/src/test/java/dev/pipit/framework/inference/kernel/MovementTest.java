package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorType;

/** Operators that only move numbers: inputs are 0, 1, 2 …, so that each number says where it came from. */
class MovementTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final Spec TWO = Spec.of(TensorType.INT32, 2);

    private static int[] counting(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static OneOperator concatenation(int axis) {
        return OneOperator.of(OperatorCode.CONCATENATION, new Options.Concatenation(axis, Activation.NONE));
    }

    @Test
    void concatenationPutsOneBehindTheOther() throws ModelFormatException {
        assertArrayEquals(new int[] {0, 1, 10, 2, 3, 11}, concatenation(1).input(Spec.of(INT8, 2, 2))
            .input(Spec.of(INT8, 2, 1)).output(Spec.of(INT8, 2, 3)).run(counting(4), new int[] {10, 11}));
        assertArrayEquals(new int[] {0, 1, 2, 3, 10, 11}, concatenation(-2).input(Spec.of(TensorType.INT16, 2, 2))
            .input(Spec.of(TensorType.INT16, 1, 2)).output(Spec.of(TensorType.INT16, 3, 2))
            .run(counting(4), new int[] {10, 11}));
    }

    @Test
    void concatenationRefusesWhatDoesNotFillTheOutput() {
        Spec two = Spec.of(INT8, 2, 2);
        assertEquals("operator 0 (CONCATENATION): inputs must fill the output along axis 1: sum=4, output=3",
            concatenation(1).input(two).input(two).output(Spec.of(INT8, 2, 3)).refusal());
        assertEquals("operator 0 (CONCATENATION): input 1 must have the shape of the output but along axis 1",
            concatenation(1).input(two).input(Spec.of(INT8, 3, 2)).output(Spec.of(INT8, 2, 4)).refusal());
        assertEquals("operator 0 (CONCATENATION): input 0 must have the shape of the output but along axis 0",
            concatenation(0).input(two).output(Spec.of(INT8, 2)).refusal());
        assertEquals("operator 0 (CONCATENATION): axis must be inside the tensor: axis=2, rank=2",
            concatenation(2).input(two).input(two).output(two).refusal());
        assertEquals("operator 0 (CONCATENATION): axis must be inside the tensor: axis=-3, rank=2",
            concatenation(-3).input(two).input(two).output(two).refusal());
        assertEquals("operator 0 (CONCATENATION): must have no fused activation: activation=RELU",
            OneOperator.of(OperatorCode.CONCATENATION, new Options.Concatenation(0, Activation.RELU)).input(two)
                .output(two).refusal());
    }

    private static OneOperator split(int axis, double... sizes) {
        return OneOperator.of(OperatorCode.SPLIT_V, new Options.Split(2)).input(Spec.of(INT8, 2, 5))
            .constant(Spec.of(TensorType.INT32, sizes.length), sizes).constant(Spec.of(TensorType.INT32), axis);
    }

    @Test
    void splitCutsIntoPieces() throws ModelFormatException {
        for (double last : new double[] {3, -1}) {
            var interpreter = split(-1, 2, last).output(Spec.of(INT8, 2, 2)).output(Spec.of(INT8, 2, 3)).prepare();
            assertArrayEquals(new int[] {0, 1, 5, 6}, OneOperator.run(interpreter, counting(10)));
            assertArrayEquals(new int[] {2, 3, 4, 7, 8, 9}, OneOperator.whole(interpreter.output(1)));
        }
    }

    @Test
    void splitRefusesPiecesThatDoNotAddUp() {
        Spec two = Spec.of(INT8, 2, 2);
        Spec three = Spec.of(INT8, 2, 3);
        String of = "operator 0 (SPLIT_V): ";
        assertEquals(of + "output 1 must have the size that is given: size=4, output=3",
            split(1, 2, 4).output(two).output(three).refusal());
        assertEquals(of + "outputs must use up the input: sum=4, input=5", split(1, 2, 2).output(two).output(two)
            .refusal());
        assertEquals(of + "only one size may be open: open=2", split(1, -1, -1).output(two).output(three).refusal());
        assertEquals(of + "there must be a size for each output: sizes=3, outputs=2",
            split(1, 2, 2, 1).output(two).output(three).refusal());
        assertEquals(of + "output 0 must have the shape of the input but along axis 1",
            split(1, 2, 3).output(Spec.of(INT8, 1, 2)).output(three).refusal());
        assertEquals(of + "must have 2 outputs: outputs=1", split(1, 2, 3).output(two).refusal());
        assertEquals(of + "axis must be one number: numbers=2", OneOperator
            .of(OperatorCode.SPLIT_V, new Options.Split(1)).input(two).constant(Spec.of(TensorType.INT32, 1), 2)
            .constant(TWO, 0, 0).output(two).refusal());
        assertEquals(of + "tensor 1 must be constant", OneOperator.of(OperatorCode.SPLIT_V, new Options.Split(1))
            .input(two).input(Spec.of(TensorType.INT32, 1)).constant(Spec.of(TensorType.INT32), 0).output(two)
            .refusal());
        assertEquals(of + "tensor 1 must hold numbers of 32 bits: value=4294967296", OneOperator
            .of(OperatorCode.SPLIT_V, new Options.Split(1)).input(two)
            .constant(Spec.of(TensorType.INT64, 1), 4294967296.0).constant(Spec.of(TensorType.INT32), 0).output(two)
            .refusal());
    }

    private static OneOperator slice(int beginMask, int endMask, int dropped, boolean offset, Spec input,
            int[]... bounds) {
        var options = new Options.StridedSlice(beginMask, endMask, 0, 0, dropped, offset);
        var operator = OneOperator.of(OperatorCode.STRIDED_SLICE, options).input(input);
        for (int[] numbers : bounds) {
            operator.constant(Spec.of(TensorType.INT32, numbers.length), IntStream.of(numbers).asDoubleStream()
                .toArray());
        }
        return operator;
    }

    /** Python's slices, by hand: range(begin, end, stride) on each axis. */
    @Test
    void stridedSliceTakesWhatPythonWould() throws ModelFormatException {
        Spec line = Spec.of(INT8, 10);
        assertArrayEquals(new int[] {2, 5, 8}, slice(0, 0, 0, false, line, new int[] {2}, new int[] {9}, new int[] {3})
            .output(Spec.of(INT8, 3)).run(counting(10)));
        assertArrayEquals(new int[] {9, 7, 5}, slice(0, 0, 0, false, line, new int[] {-1}, new int[] {4},
            new int[] {-2}).output(Spec.of(INT8, 3)).run(counting(10)));
        assertArrayEquals(new int[] {9, 6, 3, 0}, slice(1, 1, 0, false, line, new int[] {4}, new int[] {4},
            new int[] {-3}).output(Spec.of(INT8, 4)).run(counting(10)));
        assertArrayEquals(new int[] {0, 1}, slice(1, 0, 0, false, line, new int[] {5}, new int[] {-8}, new int[] {1})
            .output(Spec.of(INT8, 2)).run(counting(10)));
        assertArrayEquals(new int[] {8, 9}, slice(0, 1, 0, false, line, new int[] {8}, new int[] {0}, new int[] {1})
            .output(Spec.of(INT8, 2)).run(counting(10)));
        assertArrayEquals(new int[] {8, 9}, slice(0, 0, 0, false, line, new int[] {8}, new int[] {99}, new int[] {1})
            .output(Spec.of(INT8, 2)).run(counting(10)));
        assertArrayEquals(new int[] {3, 4}, slice(0, 0, 0, true, line, new int[] {3}, new int[] {2}, new int[] {1})
            .output(Spec.of(INT8, 2)).run(counting(10)));
        assertArrayEquals(new int[0], slice(0, 0, 0, false, line, new int[] {5}, new int[] {5}, new int[] {1})
            .output(Spec.of(INT8, 0)).run(counting(10)));
    }

    @Test
    void stridedSliceWorksOnSeveralAxesAndDropsSome() throws ModelFormatException {
        Spec cube = Spec.of(TensorType.INT16, 2, 3, 4);
        // [1, 0:3:2, 1:3] of a cube whose number at (i, j, k) is 12i + 4j + k
        assertArrayEquals(new int[] {13, 14, 21, 22}, slice(0, 0, 1, false, cube, new int[] {1, 0, 1},
            new int[] {0, 3, 3}, new int[] {1, 2, 1}).output(Spec.of(TensorType.INT16, 2, 2)).run(counting(24)));
        // [:, 1]: later axes are taken whole
        assertArrayEquals(new int[] {4, 5, 6, 7, 16, 17, 18, 19}, slice(1, 1, 2, false, cube, new int[] {0, 1},
            new int[] {0, 2}, new int[] {1, 1}).output(Spec.of(TensorType.INT16, 2, 4)).run(counting(24)));
    }

    @Test
    void stridedSliceRefusesWhatDoesNotFit() {
        Spec line = Spec.of(INT8, 10);
        String of = "operator 0 (STRIDED_SLICE): ";
        int[] zero = {0};
        int[] one = {1};
        assertEquals(of + "strides must not be 0: stride=0", slice(0, 0, 0, false, line, zero, one, zero)
            .output(line).refusal());
        assertEquals(of + "output must hold 1 of dimension 0 of the input", slice(0, 0, 0, false, line, zero, one, one)
            .output(line).refusal());
        assertEquals(of + "output must hold 1 of dimension 0 of the input", slice(0, 0, 0, false, line, zero, one, one)
            .output(Spec.of(INT8)).refusal());
        assertEquals(of + "output must have rank 0: rank=1", slice(0, 0, 1, false, line, zero, one, one)
            .output(Spec.of(INT8, 1)).refusal());
        assertEquals(of + "a dropped dimension must have stride 1 and an index inside: stride=2, begin=0, extent=10",
            slice(0, 0, 1, false, line, zero, one, new int[] {2}).output(Spec.of(INT8)).refusal());
        assertEquals(of + "a dropped dimension must have stride 1 and an index inside: stride=1, begin=10, extent=10",
            slice(0, 0, 1, false, line, new int[] {10}, one, one).output(Spec.of(INT8)).refusal());
        assertEquals(of + "begin, end and strides must have at most 1 numbers each: numbers=2, 1, 1",
            slice(0, 0, 0, false, line, new int[2], one, one).output(line).refusal());
        assertEquals(of + "begin, end and strides must have at most 1 numbers each: numbers=1, 0, 1",
            slice(0, 0, 0, false, line, one, new int[0], one).output(line).refusal());
        assertEquals(of + "begin, end and strides must have at most 1 numbers each: numbers=1, 1, 0",
            slice(0, 0, 0, false, line, one, one, new int[0]).output(line).refusal());
        for (int[] masks : new int[][] {{1, 0}, {0, 1}}) {
            var options = new Options.StridedSlice(0, 0, masks[0], masks[1], 0, false);
            assertEquals(of + "must have no ellipsis and no new axis: ellipsisMask=" + masks[0] + ", newAxisMask="
                + masks[1], OneOperator.of(OperatorCode.STRIDED_SLICE, options).input(line)
                .constant(Spec.of(TensorType.INT32, 1), 0).constant(Spec.of(TensorType.INT32, 1), 1)
                .constant(Spec.of(TensorType.INT32, 1), 1).output(line).refusal());
        }
    }

    private static OneOperator pad(OperatorCode code, Spec input, double... paddings) {
        return OneOperator.of(code, new Options.None()).input(input)
            .constant(Spec.of(TensorType.INT32, paddings.length / 2, 2), paddings);
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32"})
    void padPutsRealZeroAround(TensorType type) throws ModelFormatException {
        int zero = type == TensorType.INT16 ? -300 : 5;
        int[] output = pad(OperatorCode.PAD, Spec.scaled(type, 1, zero, 2, 2), 1, 0, 0, 1)
            .output(Spec.scaled(type, 1, zero, 3, 3)).run(counting(4));
        assertArrayEquals(new int[] {zero, zero, zero, 0, 1, zero, 2, 3, zero}, output);
    }

    @Test
    void padOfRealNumbersAndWithAGivenBorder() throws ModelFormatException {
        assertArrayEquals(new float[] {0, 7, 0}, pad(OperatorCode.PAD, Spec.of(TensorType.FLOAT32, 1), 1, 1)
            .output(Spec.of(TensorType.FLOAT32, 3)).runReal(new float[] {7}));
        assertArrayEquals(new int[] {9, 0, 1}, pad(OperatorCode.PADV2, Spec.scaled(INT8, 1, 0, 2), 1, 0)
            .constant(Spec.scaled(INT8, 1, 0), 9).output(Spec.scaled(INT8, 1, 0, 3)).run(counting(2)));
    }

    @Test
    void padRefusesWhatDoesNotFit() {
        Spec two = Spec.of(INT8, 2);
        String of = "operator 0 (PAD): ";
        assertEquals(of + "paddings must not be negative: paddings=-1, 1", pad(OperatorCode.PAD, two, -1, 1)
            .output(two).refusal());
        assertEquals(of + "paddings must not be negative: paddings=1, -1", pad(OperatorCode.PAD, two, 1, -1)
            .output(two).refusal());
        assertEquals(of + "output must hold input and paddings along axis 0: 1 + 2 + 1, output=2",
            pad(OperatorCode.PAD, two, 1, 1).output(two).refusal());
        assertEquals(of + "there must be two paddings for each of 1 dimensions: paddings=4, output rank=1",
            pad(OperatorCode.PAD, two, 1, 1, 1, 1).output(two).refusal());
        assertEquals(of + "there must be two paddings for each of 1 dimensions: paddings=2, output rank=2",
            pad(OperatorCode.PAD, two, 1, 1).output(Spec.of(INT8, 1, 2)).refusal());
        assertEquals("operator 0 (PADV2): the border must be one number: numbers=2", pad(OperatorCode.PADV2, two, 1, 1)
            .constant(two, 1, 2).output(Spec.of(INT8, 4)).refusal());
    }

    @Test
    void reshapeKeepsNumbersInTheirOrder() throws ModelFormatException {
        for (boolean keeps : new boolean[] {false, true}) {
            var reshape = OneOperator.of(OperatorCode.RESHAPE, new Options.Reshape(List.of(3, 2)))
                .input(Spec.of(INT8, 2, 3)).output(Spec.of(INT8, 3, 2));
            assertArrayEquals(counting(6), (keeps ? reshape.keepingAllTensors() : reshape).run(counting(6)));
        }
        assertEquals("operator 0 (RESHAPE): output must be as large as the input: bytes=6, 7", OneOperator
            .of(OperatorCode.RESHAPE, new Options.Reshape(List.of())).input(Spec.of(INT8, 2, 3))
            .output(Spec.of(INT8, 7)).refusal());
    }

    @Test
    void everyTypeThatIsMovedCanBe() throws ModelFormatException {
        for (TensorType type : List.of(INT8, TensorType.UINT8, TensorType.INT16, TensorType.INT32, TensorType.INT64,
            TensorType.FLOAT32, TensorType.BOOL)) {
            List<Byte> bytes = new ArrayList<>();
            var interpreter = concatenation(0).input(Spec.of(type, 1)).input(Spec.of(type, 1))
                .output(Spec.of(type, 2)).prepare();
            int size = interpreter.input(0).bytes();
            for (int k = 0; k < 2; k++) {
                byte[] number = new byte[size];
                for (int b = 0; b < size; b++) {
                    number[b] = (byte) (1 + 10 * k + b);
                    bytes.add(number[b]);
                }
                interpreter.input(k).write(number, 0);
            }
            interpreter.invoke();
            byte[] output = new byte[2 * size];
            interpreter.output(0).read(output, 0);
            for (int b = 0; b < output.length; b++) {
                assertEquals(bytes.get(b), output[b], type + " byte " + b);
            }
        }
    }
}
