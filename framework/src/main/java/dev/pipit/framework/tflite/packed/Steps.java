package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/**
 * FLOAT32 numbers, each a whole multiple, -128 to 127, of the step of its channel.
 *
 * <p>What is stored: how many channels; how many neighbours are of one channel; whether steps have 2 bytes or 4; the steps, of
 * 2 bytes the upper ones of a FLOAT32 whose lower ones are 0; the multiples, a byte each, as
 * {@link Symbols}. A number is the product of both, rounded to FLOAT32 once.
 */
public final class Steps {
    private Steps() {
    }

    static void expand(PackedInput in, PackedOutput out) throws PackedFormatException {
        int channels = in.size();
        int inner = in.size();
        int width = in.uint8();
        if (channels < 1 || inner < 1 || out.bytes() % Float.BYTES != 0 || width != Float.BYTES && width != Short.BYTES
                || channels > in.remaining() / width) {
            throw new PackedFormatException("is damaged: channels=" + channels + ", neighbours=" + inner + ", steps of " + width
                + " bytes");
        }
        ByteBuffer stored = in.view(channels * width);
        float[] steps = new float[channels];
        for (int c = 0; c < channels; c++) {
            steps[c] = width == Float.BYTES ? stored.getFloat(c * width)
                : Float.intBitsToFloat(stored.getShort(c * width) << Short.SIZE);
        }
        byte[] multiples = new byte[out.bytes() / Float.BYTES];
        Part.expand(Coding.SYMBOLS, in, new PackedOutput(multiples, 0, multiples.length, 1, 0));
        for (int i = 0; i < multiples.length; i++) {
            out.write(Float.floatToRawIntBits(steps[i / inner % channels] * multiples[i]), Float.BYTES, 1);
        }
    }
}
