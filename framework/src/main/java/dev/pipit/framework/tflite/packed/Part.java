package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/**
 * A run of bytes of the file that was packed, in a form that is shorter.
 *
 * @param skip   bytes of the rest that lie before it in the file
 * @param coding how it is stored
 * @param bytes  its size in the file
 * @param stored what is stored; read only
 */
public record Part(int skip, Coding coding, int bytes, ByteBuffer stored) {
    public Part {
        if (skip < 0 || bytes < 1 || !stored.hasRemaining()) {
            throw new IllegalArgumentException("skip must be at least 0, bytes and stored above 0: skip=" + skip + ", bytes="
                + bytes + ", stored=" + stored.remaining());
        }
        stored = stored.asReadOnlyBuffer();
    }

    void expand(byte[] into, int from) throws PackedFormatException {
        expand(coding, new PackedInput(stored), new PackedOutput(into, from, bytes, 1, 0));
    }

    static void expand(Coding coding, PackedInput in, PackedOutput out) throws PackedFormatException {
        coding.expansion().expand(in, out);
        if (!out.full() || in.remaining() > 0) {
            throw new PackedFormatException("is damaged: holds " + (out.full() ? "more" : "less") + " than it says");
        }
    }
}
