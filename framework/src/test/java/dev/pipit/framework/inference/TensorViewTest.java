package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.TensorType;

class TensorViewTest {
    private static TensorView view(Spec spec) {
        var info = spec.info(0, Optional.empty(), false);
        return new TensorView(new Operand(info, Storage.of(info.bytes())));
    }

    @Test
    void translatesRealNumbersByScaleAndZeroPoint() {
        var view = view(Spec.scaled(TensorType.INT8, 0.5, 10, 4));
        view.writeReals(new float[] {0, 1.25f, -1.25f, 1000}, 0);
        assertArrayEquals(new int[] {10, 13, 7, 127}, OneOperator.whole(view));     // halves away from zero
        float[] reals = new float[5];
        view.readReals(reals, 1);
        assertArrayEquals(new float[] {0, 0, 1.5f, -1.5f, 58.5f}, reals);
    }

    @Test
    void holdsRealNumbersAtTheEndsOfEveryType() {
        assertEnds(Spec.scaled(TensorType.UINT8, 1, 0, 2), 0, 255);
        assertEnds(Spec.scaled(TensorType.INT16, 1, 0, 2), -32768, 32767);
        assertEnds(Spec.of(TensorType.INT32, 2), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static void assertEnds(Spec spec, int least, int greatest) {
        var view = view(spec);
        view.writeReals(new float[] {-1e20f, 1e20f}, 0);
        assertArrayEquals(new int[] {least, greatest}, OneOperator.whole(view));
    }

    @Test
    void leavesRealNumbersAsTheyAreWhereTheTensorHoldsThem() {
        var view = view(Spec.of(TensorType.FLOAT32, 1));
        view.setReal(0, 0.3f);
        assertEquals(0.3f, view.real(0));
    }

    @Test
    void bytesAreLittleEndian() {
        var view = view(Spec.of(TensorType.INT16, 2));
        view.write(new byte[] {9, 1, 2, (byte) 0xFF, (byte) 0xFF}, 1);
        assertEquals(0x201, view.get(0));
        assertEquals(-1, view.get(1));
        byte[] bytes = new byte[4];
        view.read(bytes, 0);
        assertArrayEquals(new byte[] {1, 2, -1, -1}, bytes);
        assertEquals(4, view.bytes());
    }

    @Test
    void anIndexMustBeInside() {
        var view = view(Spec.of(TensorType.INT8, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> view.get(-1));
        var e = assertThrows(IndexOutOfBoundsException.class, () -> view.set(2, 0));
        assertEquals("index must be 0 to 1: index=2", e.getMessage());
    }
}
