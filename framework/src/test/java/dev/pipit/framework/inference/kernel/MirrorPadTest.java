package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class MirrorPadTest {
    private static OneOperator pad(boolean symmetric, Spec in, double... paddings) {
        return OneOperator.of(OperatorCode.MIRROR_PAD, new Options.MirrorPad(symmetric)).input(in)
            .constant(Spec.of(TensorType.INT64, paddings.length / 2, 2), paddings);
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"INT8", "UINT8", "INT16", "INT32"})
    void mirrorsARow(TensorType type) throws ModelFormatException {
        Spec in = Spec.of(type, 3);
        int[] x = {1, 2, 3};
        assertArrayEquals(new int[] {3, 2, 1, 2, 3, 2}, pad(false, in, 2, 1).output(Spec.of(type, 6)).run(x));
        assertArrayEquals(new int[] {3, 2, 1, 1, 2, 3, 3, 2}, pad(true, in, 3, 2).output(Spec.of(type, 8)).run(x));
        assertArrayEquals(x, pad(true, in, 0, 0).output(in).run(x));
    }

    /** TensorFlow's own example of tf.pad: both dimensions of [[1, 2, 3], [4, 5, 6]]. */
    @Test
    void mirrorsRowsAndColumns() throws ModelFormatException {
        Spec in = Spec.of(TensorType.INT8, 2, 3);
        int[] x = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(new int[] {6, 5, 4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 2, 1, 6, 5, 4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 2, 1},
            pad(false, in, 1, 1, 2, 2).output(Spec.of(TensorType.INT8, 4, 7)).run(x));
        assertArrayEquals(new int[] {2, 1, 1, 2, 3, 3, 2, 2, 1, 1, 2, 3, 3, 2, 5, 4, 4, 5, 6, 6, 5, 5, 4, 4, 5, 6, 6, 5},
            pad(true, in, 1, 1, 2, 2).output(Spec.of(TensorType.INT8, 4, 7)).run(x));
    }

    @Test
    void refusesMoreThanThereIsToMirror() {
        Spec in = Spec.of(TensorType.INT8, 3);
        String of = "operator 0 (MIRROR_PAD): ";
        assertEquals(of + "paddings must be at most what there is to mirror: paddings=3, 0, most=2",
            pad(false, in, 3, 0).output(Spec.of(TensorType.INT8, 6)).refusal());
        assertEquals(of + "paddings must be at most what there is to mirror: paddings=0, 4, most=3",
            pad(true, in, 0, 4).output(Spec.of(TensorType.INT8, 7)).refusal());
        assertEquals(of + "paddings must be at most what there is to mirror: paddings=-1, 1, most=3",
            pad(true, in, -1, 1).output(in).refusal());
        assertEquals(of + "paddings must be at most what there is to mirror: paddings=1, -1, most=3",
            pad(true, in, 1, -1).output(in).refusal());
        assertEquals(of + "output must hold input and paddings along axis 0: 1 + 3 + 1, output=4",
            pad(true, in, 1, 1).output(Spec.of(TensorType.INT8, 4)).refusal());
        assertEquals(of + "there must be two paddings for each of 1 dimensions: paddings=4, output rank=1",
            pad(true, in, 1, 1, 0, 0).output(in).refusal());
        assertEquals(of + "there must be two paddings for each of 1 dimensions: paddings=2, output rank=2",
            pad(true, in, 1, 1).output(Spec.of(TensorType.INT8, 1, 5)).refusal());
    }
}
