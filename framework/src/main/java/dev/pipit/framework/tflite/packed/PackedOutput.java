package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/** Where a part goes: bytes at equal distances. What does not fit is refused. */
final class PackedOutput {
    private final byte[] into;
    private final int from;
    private final int bytes;
    private final int stride;
    private final int phase;
    private int written;

    /**
     * @param bytes  how many are to be written
     * @param stride from one to the next
     * @param phase  of the first
     */
    PackedOutput(byte[] into, int from, int bytes, int stride, int phase) {
        this.into = into;
        this.from = from;
        this.bytes = bytes;
        this.stride = stride;
        this.phase = phase;
    }

    int bytes() {
        return bytes;
    }

    boolean full() {
        return written == bytes;
    }

    /** One of the streams of which the whole is made. */
    PackedOutput plane(int plane, int planes) {
        return new PackedOutput(into, from, bytes / planes, planes, plane);
    }

    /** Writes the lowest bytes of a value, the lowest first, so many times. */
    void write(int value, int width, int times) throws PackedFormatException {
        if (times > (bytes - written) / width) {
            throw new PackedFormatException("is damaged: holds more than it says");
        }
        for (int t = 0; t < times; t++) {
            for (int k = 0; k < width; k++) {
                into[from + phase + stride * written++] = (byte) (value >> Byte.SIZE * k);
            }
        }
    }

    void copy(PackedInput in, int length) throws PackedFormatException {
        ByteBuffer view = in.view(length);
        while (view.hasRemaining()) {
            write(view.get(), 1, 1);
        }
    }

    /** Where bytes in one piece may be written by another, who then tells how many they were. */
    ByteBuffer piece() {
        return ByteBuffer.wrap(into, from + phase, bytes).slice();
    }

    void wrote(int count) {
        written += count;
    }
}
