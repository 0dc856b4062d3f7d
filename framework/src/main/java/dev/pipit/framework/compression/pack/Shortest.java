package dev.pipit.framework.compression.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.Deflater;

import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.tflite.packed.Coding;
import dev.pipit.framework.tflite.packed.Container;
import dev.pipit.framework.tflite.packed.Part;

/** Tries all codings that suit, and keeps the shortest. */
final class Shortest {
    private Coding coding = Coding.RAW;
    private byte[] stored;
    private final int skip;
    private final int bytes;

    private Shortest(ByteBuffer raw, int skip) {
        this.skip = skip;
        bytes = raw.remaining();
        stored = new byte[bytes];
        raw.duplicate().get(stored);
    }

    /** Of the numbers of a constant. */
    static Part ofConstant(TensorInfo tensor, int skip) {
        ByteBuffer numbers = tensor.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        Shortest shortest = new Shortest(numbers, skip);
        int width = Math.max(1, tensor.type().bits() / Byte.SIZE);
        if (width <= Integer.BYTES) {
            SymbolCoding.of(numbers, width).ifPresent(coded -> shortest.offer(Coding.SYMBOLS, coded));
        }
        if (width > 1 && width <= Long.BYTES) {
            shortest.offer(Coding.PLANES, PlaneCoding.of(numbers, width));
        }
        if (tensor.type() == TensorType.FLOAT32) {
            float[] reals = new float[tensor.elements()];
            numbers.asFloatBuffer().get(reals);
            StepCoding.of(reals, tensor.shape()).ifPresent(coded -> shortest.offer(Coding.STEPS, coded));
        }
        shortest.offer(Coding.DEFLATED, deflated(numbers));
        return shortest.part();
    }

    /** Of what is no numbers. */
    static Part ofRest(ByteBuffer rest) {
        Shortest shortest = new Shortest(rest, 0);
        Optional<byte[]> symbols = SymbolCoding.of(rest, 1);
        symbols.ifPresent(coded -> shortest.offer(Coding.SYMBOLS, coded));
        shortest.offer(Coding.DEFLATED, deflated(rest));
        return shortest.part();
    }

    /** What is so short that it would be taken for damage is not taken. */
    private void offer(Coding other, byte[] coded) {
        if (coded.length < stored.length && (long) coded.length * Container.MOST_TIMES >= bytes) {
            coding = other;
            stored = coded;
        }
    }

    private Part part() {
        return new Part(skip, coding, bytes, ByteBuffer.wrap(stored));
    }

    private static byte[] deflated(ByteBuffer bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes.duplicate());
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 12];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
