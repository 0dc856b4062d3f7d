package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/**
 * FLOAT32 numbers, each a whole multiple, -128 to 127, of the step of its channel.
 *
 * <p>What is stored: how many channels; how many neighbours are of one channel; the steps; the multiples, a byte each, as
 * {@link Symbols}. A number is the product of both, rounded to FLOAT32 once.
 */
public final class Steps {
    private Steps() {
    }

    static void expand(PackedInput in, PackedOutput out) throws PackedFormatException {
        int channels = in.size();
        int inner = in.size();
        if (channels < 1 || inner < 1 || out.bytes() % Float.BYTES != 0 || channels > in.remaining() / Float.BYTES) {
            throw new PackedFormatException("is damaged: channels=" + channels + ", neighbours=" + inner);
        }
        ByteBuffer steps = in.view(channels * Float.BYTES);
        byte[] multiples = new byte[out.bytes() / Float.BYTES];
        Part.expand(Coding.SYMBOLS, in, new PackedOutput(multiples, 0, multiples.length, 1, 0));
        for (int i = 0; i < multiples.length; i++) {
            float step = steps.getFloat(i / inner % channels * Float.BYTES);
            out.write(Float.floatToRawIntBits(step * multiples[i]), Float.BYTES, 1);
        }
    }
}
