package dev.pipit.framework.tflite.packed;

import java.io.ByteArrayOutputStream;

/** Writes numbers as they are read. */
public final class PackedNumbers {
    private PackedNumbers() {
    }

    /** 7 bits a byte, the lowest first; the highest bit says that there are more. */
    public static void size(ByteArrayOutputStream out, int size) {
        int left = size;
        while (left >= 0x80) {
            out.write(left & 0x7F | 0x80);
            left >>= 7;
        }
        out.write(left);
    }

    /** Little-endian. */
    public static void int32(ByteArrayOutputStream out, int value) {
        for (int k = 0; k < Integer.BYTES; k++) {
            out.write(value >> Byte.SIZE * k);
        }
    }
}
