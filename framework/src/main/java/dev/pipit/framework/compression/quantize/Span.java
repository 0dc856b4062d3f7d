package dev.pipit.framework.compression.quantize;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Quantization;

/** What real numbers a tensor shall hold, 0 always among them. */
record Span(float least, float greatest) {
    Span {
        least = Math.min(0, least);
        greatest = Math.max(0, greatest);
    }

    /** All that is in one of two. */
    Span and(Span other) {
        return new Span(Math.min(least, other.least), Math.max(greatest, other.greatest));
    }

    /** How activations of this span are stored. */
    Quantization quantization(Numbers numbers) {
        if (numbers == Numbers.INT16X8) {
            float most = Math.max(-least, greatest);
            return quantization(most == 0 ? 1 : most / Short.MAX_VALUE, 0);
        }
        double scale = greatest == least ? 1 : ((double) greatest - least) / 255;
        double zero = Math.rint(Byte.MIN_VALUE - least / scale);
        return quantization((float) scale, (int) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, zero)));
    }

    static Quantization quantization(float scale, int zeroPoint) {
        return new Quantization(new float[] {Math.max(scale, Float.MIN_NORMAL)}, new int[] {zeroPoint}, 0);
    }
}
