package dev.pipit.framework.compression.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

import dev.pipit.framework.tflite.packed.PackedNumbers;

/** Finds the steps of which real numbers are whole multiples, if they are, and writes them as {@code Steps}. */
final class StepCoding {
    /** What the largest weight of a channel is a multiple of: of 8 bits, of powers of two, of 4 bits, of one sign. */
    private static final int[] LARGEST = {1, 7, 64, 127};

    private final float[] values;
    private final int channels;
    private final int inner;

    private StepCoding(float[] values, int channels, int inner) {
        this.values = values;
        this.channels = channels;
        this.inner = inner;
    }

    /** Codes numbers whose channels lie along the first axis, along the last one, or are all alike; nothing if there are no steps. */
    static Optional<byte[]> of(float[] values, int... shape) {
        if (shape.length > 1) {
            int inner = values.length / shape[0];
            Optional<byte[]> found = new StepCoding(values, shape[0], inner).coded()
                .or(() -> new StepCoding(values, shape[shape.length - 1], 1).coded());
            if (found.isPresent()) {
                return found;
            }
        }
        return new StepCoding(values, 1, values.length).coded();
    }

    private Optional<byte[]> coded() {
        float[] largest = new float[channels];
        for (int i = 0; i < values.length; i++) {
            int c = i / inner % channels;
            largest[c] = Math.max(largest[c], Math.abs(values[i]));
        }
        byte[] multiples = new byte[values.length];
        for (int times : LARGEST) {
            float[] steps = new float[channels];
            boolean found = true;
            for (int c = 0; found && c < channels; c++) {
                float step = largest[c] / times;
                found = false;
                for (float candidate : new float[] {step, Math.nextDown(step), Math.nextUp(step)}) {
                    if (!found && Float.isFinite(candidate) && candidate >= 0 && fits(c, candidate, multiples)) {
                        steps[c] = candidate;
                        found = true;
                    }
                }
            }
            if (found) {
                return SymbolCoding.of(ByteBuffer.wrap(multiples), 1).map(symbols -> written(steps, symbols));
            }
        }
        return Optional.empty();
    }

    private boolean fits(int channel, float step, byte[] multiples) {
        for (int block = channel * inner; block < values.length; block += channels * inner) {
            for (int i = block; i < block + inner; i++) {
                int times = step == 0 ? 0 : Math.round(values[i] / step);
                if (times < -128 || times > 127
                        || Float.floatToRawIntBits(step * times) != Float.floatToRawIntBits(values[i])) {
                    return false;
                }
                multiples[i] = (byte) times;
            }
        }
        return true;
    }

    private byte[] written(float[] steps, byte[] symbols) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackedNumbers.size(out, channels);
        PackedNumbers.size(out, inner);
        int lower = 0;
        for (float step : steps) {
            lower |= Float.floatToRawIntBits(step) & 0xFFFF;
        }
        int width = lower == 0 ? Short.BYTES : Float.BYTES;
        out.write(width);
        for (float step : steps) {
            int bits = Float.floatToRawIntBits(step);
            for (int k = Float.BYTES - width; k < Float.BYTES; k++) {
                out.write(bits >> Byte.SIZE * k);
            }
        }
        out.writeBytes(symbols);
        return out.toByteArray();
    }
}
