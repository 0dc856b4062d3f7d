package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Spec;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class CastTest {
    private static final TensorType INT8 = TensorType.INT8;
    private static final TensorType UINT8 = TensorType.UINT8;
    private static final TensorType INT16 = TensorType.INT16;
    private static final TensorType INT32 = TensorType.INT32;
    private static final TensorType UINT32 = TensorType.UINT32;
    private static final TensorType INT64 = TensorType.INT64;
    private static final TensorType BOOL = TensorType.BOOL;
    private static final TensorType FLOAT32 = TensorType.FLOAT32;

    private static Interpreter cast(TensorType from, TensorType to, int count) throws ModelFormatException {
        return OneOperator.of(OperatorCode.CAST, new Options.Cast(from, to)).input(Spec.of(from, count))
            .output(Spec.of(to, count)).prepare();
    }

    private static int[] whole(TensorType from, TensorType to, int... x) throws ModelFormatException {
        return OneOperator.run(cast(from, to, x.length), x);
    }

    private static int[] real(TensorType to, float... x) throws ModelFormatException {
        Interpreter cast = cast(FLOAT32, to, x.length);
        cast.input(0).writeReals(x, 0);
        return OneOperator.run(cast);
    }

    /** One number, as bytes. */
    private static long wide(TensorType from, TensorType to, long x) throws ModelFormatException {
        Interpreter cast = cast(from, to, 1);
        cast.input(0).write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(x).array(), 0);
        cast.invoke();
        byte[] output = new byte[8];
        cast.output(0).read(output, 0);
        return ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Test
    void wholeNumbersKeepTheirValueWhereItFits() throws ModelFormatException {
        assertArrayEquals(new int[] {-128, 5}, whole(INT8, INT16, -128, 5));
        assertArrayEquals(new int[] {-128, 5}, whole(INT8, INT32, -128, 5));
        assertArrayEquals(new int[] {255, 5}, whole(UINT8, INT32, 255, 5));
        assertArrayEquals(new int[] {-128, 5}, whole(INT32, INT8, -128, 5));
        assertEquals(-2, wide(INT8, INT64, 0xFE));
        assertEquals(0xFFFFFFFFL, wide(UINT32, INT64, 0xFFFFFFFFL));
        assertEquals(0xFFFFFFFEL, wide(INT64, UINT32, -2));
        assertEquals(1 << 20, wide(INT64, INT32, 1 << 20));
    }

    @Test
    void wholeNumbersLoseTheirUpperBitsWhereItDoesNotFit() throws ModelFormatException {
        assertArrayEquals(new int[] {-128, 44, -1}, whole(INT32, INT8, 128, 300, 0xFFFF));
        assertArrayEquals(new int[] {128, 44, 255}, whole(INT32, UINT8, 128, 300, -1));
        assertArrayEquals(new int[] {-32768}, whole(INT32, INT16, 1 << 15));
    }

    @Test
    void truthIsEverythingButZero() throws ModelFormatException {
        assertArrayEquals(new int[] {1, 0, 1}, whole(INT32, BOOL, 256, 0, -1));
        assertArrayEquals(new int[] {1, 0}, whole(BOOL, INT8, 3, 0));
        assertArrayEquals(new int[] {1, 0, 0, 1}, real(BOOL, 0.1f, 0, -0f, Float.NaN));
        assertEquals(1, wide(INT64, BOOL, 1L << 40));
    }

    @Test
    void realNumbersLoseTheirFractionAndAreHeldAtTheEnds() throws ModelFormatException {
        float[] x = {1.9f, -1.9f, 1e30f, -1e30f, Float.NaN, Float.POSITIVE_INFINITY};
        assertArrayEquals(new int[] {1, -1, 127, -128, 0, 127}, real(INT8, x));
        assertArrayEquals(new int[] {1, 0, 255, 0, 0, 255}, real(UINT8, x));
        assertArrayEquals(new int[] {1, -1, 32767, -32768, 0, 32767}, real(INT16, x));
        assertArrayEquals(new int[] {1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, Integer.MAX_VALUE}, real(INT32, x));
        assertArrayEquals(new int[] {1, 0, -1, 0, 0, -1}, real(UINT32, x));              // 2^32 − 1
        assertEquals(1L << 62, wide(FLOAT32, INT64, Float.floatToIntBits(0x1p62f)));
        assertEquals(3_000_000_000L, wide(FLOAT32, UINT32, Float.floatToIntBits(3e9f)));
    }

    @Test
    void wholeNumbersBecomeReal() throws ModelFormatException {
        for (TensorType from : new TensorType[] {INT8, INT16, INT32}) {
            Interpreter cast = cast(from, FLOAT32, 2);
            OneOperator.run(cast, new int[] {-100, 7});
            assertEquals(-100, cast.output(0).real(0));
            assertEquals(7, cast.output(0).real(1));
        }
        assertEquals(Float.floatToIntBits(0x1p32f), wide(UINT32, FLOAT32, 0xFFFFFFFFL));
        assertEquals(Float.floatToIntBits(-0x1p40f), (int) wide(INT64, FLOAT32, -(1L << 40)));
        assertEquals(Float.floatToIntBits(0.3f), wide(FLOAT32, FLOAT32, Float.floatToIntBits(0.3f)));
    }

    @Test
    void refusesAnotherSize() {
        assertEquals("operator 0 (CAST): output must be as large as the input: numbers=2, 3", OneOperator
            .of(OperatorCode.CAST, new Options.Cast(INT8, INT16)).input(Spec.of(INT8, 2)).output(Spec.of(INT16, 3))
            .refusal());
    }
}
