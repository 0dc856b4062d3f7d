package dev.pipit.framework.compression.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

import dev.pipit.framework.tflite.packed.Coding;
import dev.pipit.framework.tflite.packed.PackedNumbers;

/** Writes numbers as {@code Planes}. */
final class PlaneCoding {
    private PlaneCoding() {
    }

    /** @param width bytes of a number, 2 to 8 */
    static byte[] of(ByteBuffer bytes, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(width);
        for (int plane = 0; plane < width; plane++) {
            byte[] raw = new byte[bytes.remaining() / width];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = bytes.get(i * width + plane);
            }
            Optional<byte[]> symbols = SymbolCoding.of(ByteBuffer.wrap(raw), 1).filter(coded -> coded.length < raw.length);
            out.write((symbols.isPresent() ? Coding.SYMBOLS : Coding.RAW).number());
            byte[] stored = symbols.orElse(raw);
            PackedNumbers.size(out, stored.length);
            out.writeBytes(stored);
        }
        return out.toByteArray();
    }
}
