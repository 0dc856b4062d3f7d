package dev.pipit.framework.inference.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where the numbers of a tensor lie: a stretch of a byte array, little-endian. An index counts numbers, not bytes. */
public final class Storage {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle FLOATS = view(float[].class);

    private final byte[] bytes;
    private final int offset;
    private final int length;

    /** The bytes {@code offset} to {@code offset + length - 1} of {@code bytes}. */
    public Storage(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new IllegalArgumentException("storage must lie inside its array: offset=" + offset + ", length="
                + length + ", array=" + bytes.length);
        }
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** Memory of its own, zeros. */
    public static Storage of(int length) {
        return new Storage(new byte[length], 0, length);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** The array behind it, of which this is a part. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the first number starts in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** Whether both are the same stretch of the same array. */
    public boolean same(Storage other) {
        return bytes == other.bytes && offset == other.offset && length == other.length;
    }

    public int int8(int i) {
        return bytes[offset + i];
    }

    public int uint8(int i) {
        return bytes[offset + i] & 0xFF;
    }

    public int int16(int i) {
        return (short) SHORTS.get(bytes, offset + 2 * i);
    }

    public int int32(int i) {
        return (int) INTS.get(bytes, offset + 4 * i);
    }

    public long int64(int i) {
        return (long) LONGS.get(bytes, offset + 8 * i);
    }

    public float float32(int i) {
        return (float) FLOATS.get(bytes, offset + 4 * i);
    }

    /** Writes the lower 8 bits, for signed and unsigned numbers alike. */
    public void putInt8(int i, int value) {
        bytes[offset + i] = (byte) value;
    }

    /** Writes the lower 16 bits. */
    public void putInt16(int i, int value) {
        SHORTS.set(bytes, offset + 2 * i, (short) value);
    }

    public void putInt32(int i, int value) {
        INTS.set(bytes, offset + 4 * i, value);
    }

    public void putInt64(int i, long value) {
        LONGS.set(bytes, offset + 8 * i, value);
    }

    public void putFloat32(int i, float value) {
        FLOATS.set(bytes, offset + 4 * i, value);
    }

    /** A copy of {@code count} numbers of 4 bits, which lie two to a byte, the lower bits first: one to a byte. */
    public Storage unpacked(int count) {
        Storage storage = of(count);
        for (int i = 0; i < count; i++) {
            int both = int8(i / 2);
            storage.putInt8(i, i % 2 == 0 ? both << 28 >> 28 : both >> 4);
        }
        return storage;
    }

    /** Copies {@code count} bytes to another place; both are counted in bytes. */
    public void copy(int from, Storage target, int to, int count) {
        System.arraycopy(bytes, offset + from, target.bytes, target.offset + to, count);
    }
}
