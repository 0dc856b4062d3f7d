package dev.pipit.framework.inference.kernel.simd;

/** Bytes to the bits of floats. */
final class Widen {
    private Widen() {
    }

    /** As {@link dev.pipit.framework.inference.kernel.scalar.PaddedImage.Widening} asks. */
    static void widen(byte[] from, int at, int[] into, int start, int count) {
        int i = 0;
        if (Lanes.WIDE) {
            for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
                Lanes.bytes(from, at + i).reinterpretAsInts().intoArray(into, start + i);
            }
        }
        for (; i < count; i++) {
            into[start + i] = Float.floatToRawIntBits((float) from[at + i]);
        }
    }
}
