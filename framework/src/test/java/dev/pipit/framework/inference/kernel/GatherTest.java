package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** Inputs are 0, 1, 2 …, so that each number says where it came from. */
class GatherTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType INT32 = TensorType.INT32;

    private static int[] counting(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static OneOperator gather(int axis, int batchDimensions, Spec in) {
        return OneOperator.of(OperatorCode.GATHER, new Options.Gather(axis, batchDimensions)).input(in);
    }

    @Test
    void takesWholeRows() throws ModelFormatException {
        assertArrayEquals(new int[] {4, 5, 0, 1, 4, 5}, gather(0, 0, Spec.of(TensorType.INT16, 3, 2))
            .constant(Spec.of(INT32, 3), 2, 0, 2).output(Spec.of(TensorType.INT16, 3, 2)).run(counting(6)));
        // a single index drops the dimension
        assertArrayEquals(new int[] {2, 3}, gather(0, 0, Spec.of(INT8, 3, 2)).constant(Spec.of(INT32), 1)
            .output(Spec.of(INT8, 2)).run(counting(6)));
    }

    /** Number (i, j, k) is 6i + 2j + k; the output has the shape of the indices in place of the axis. */
    @Test
    void takesAlongAnyAxis() throws ModelFormatException {
        int[] expected = {4, 5, 0, 1, 2, 3, 2, 3, 10, 11, 6, 7, 8, 9, 8, 9};
        for (int axis : new int[] {1, -2}) {
            assertArrayEquals(expected, gather(axis, 0, Spec.of(INT8, 2, 3, 2))
                .constant(Spec.of(TensorType.INT64, 2, 2), 2, 0, 1, 1).output(Spec.of(INT8, 2, 2, 2, 2)).run(counting(12)));
        }
    }

    @Test
    void everyBatchHasItsOwnIndices() throws ModelFormatException {
        for (int batch : new int[] {1, -1}) {
            assertArrayEquals(new int[] {2, 0, 4, 5}, gather(1, batch, Spec.of(INT8, 2, 3))
                .constant(Spec.of(INT32, 2, 2), 2, 0, 1, 2).output(Spec.of(INT8, 2, 2)).run(counting(6)));
        }
        // with a dimension between batch and axis: [2, 2, 3] of number 6i + 3j + k
        assertArrayEquals(new int[] {2, 5, 6, 9}, gather(2, 1, Spec.of(INT8, 2, 2, 3))
            .constant(Spec.of(INT32, 2, 1), 2, 0).output(Spec.of(INT8, 2, 2, 1)).run(counting(12)));
    }

    @Test
    void anIndexThatIsComputedIsHeldInside() throws ModelFormatException {
        assertArrayEquals(new int[] {1, 0, 2}, gather(0, 0, Spec.of(INT8, 3)).input(Spec.of(INT32, 3))
            .output(Spec.of(INT8, 3)).run(counting(3), new int[] {1, -7, 99}));
        var wide = gather(0, 0, Spec.of(INT8, 3)).input(Spec.of(TensorType.INT64, 1)).output(Spec.of(INT8, 1)).prepare();
        wide.input(1).write(new byte[] {0, 0, 0, 0, 1, 0, 0, 0}, 0);                  // 2^32
        assertArrayEquals(new int[] {2}, OneOperator.run(wide, counting(3)));
    }

    @Test
    void refusesWhatDoesNotFit() {
        Spec in = Spec.of(INT8, 2, 3);
        String of = "operator 0 (GATHER): ";
        for (int index : new int[] {3, -1}) {
            assertEquals(of + "indices must be inside: index=" + index + ", extent=3", gather(1, 0, in)
                .constant(Spec.of(INT32, 1), index).output(Spec.of(INT8, 2, 1)).refusal());
        }
        assertEquals(of + "output must have the shape [2, 1]: shape=[2]", gather(1, 0, in)
            .constant(Spec.of(INT32, 1), 0).output(Spec.of(INT8, 2)).refusal());
        assertEquals(of + "axis must be inside the tensor: axis=2, rank=2", gather(2, 0, in)
            .constant(Spec.of(INT32, 1), 0).output(Spec.of(INT8, 2, 1)).refusal());
        assertEquals(of + "input and indices must have the same batches: extents=2, 3", gather(1, 1, in)
            .constant(Spec.of(INT32, 3, 1), 0, 0, 0).output(Spec.of(INT8, 2, 1)).refusal());
        String batches = of + "batch dimensions must come before the axis and be among those of the indices: "
            + "batchDimensions=";
        assertEquals(batches + "1, axis=0", gather(0, 1, in).constant(Spec.of(INT32, 2, 1), 0, 0)
            .output(Spec.of(INT8, 2, 1)).refusal());
        assertEquals(batches + "1, axis=1", gather(1, 1, in).constant(Spec.of(INT32), 0).output(Spec.of(INT8, 2)).refusal());
        assertEquals(batches + "-2, axis=1", gather(1, -2, in).constant(Spec.of(INT32, 1), 0)
            .output(Spec.of(INT8, 2, 1)).refusal());
        assertEquals(of + "there must be something to take: extent=0", gather(0, 0, Spec.of(INT8, 0))
            .input(Spec.of(INT32, 1)).output(Spec.of(INT8, 1)).refusal());
    }
}
