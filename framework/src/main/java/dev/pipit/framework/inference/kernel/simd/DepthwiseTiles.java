package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Depthwise sums for filters of any shape, of one vector of channels: 8 pixels at a time, or one. */
final class DepthwiseTiles {
    private static final int TILE = 8;

    private DepthwiseTiles() {
    }

    /** Sums of {@code count} pixels, {@code [count, lanes]}, for the vector that starts with channel {@code c}. */
    static void sums(int[] image, int[] pixels, int from, int count, int[] taps, float[] weights, float[] start, int c,
            float[] sums) {
        if (count >= TILE) {
            for (int p = 0; p < count; p += TILE) {
                int q = Math.min(p, count - TILE);
                eight(image, c, pixels, from + q, taps, weights, start, sums, q * COUNT);
            }
        } else {
            for (int p = 0; p < count; p++) {
                one(image, c + pixels[from + p], taps, weights, c, start, sums, p * COUNT);
            }
        }
    }

    private static void eight(int[] image, int c, int[] pixels, int p, int[] taps, float[] weights, float[] start,
            float[] sums, int at) {
        int p0 = c + pixels[p];
        int p1 = c + pixels[p + 1];
        int p2 = c + pixels[p + 2];
        int p3 = c + pixels[p + 3];
        int p4 = c + pixels[p + 4];
        int p5 = c + pixels[p + 5];
        int p6 = c + pixels[p + 6];
        int p7 = c + pixels[p + 7];
        FloatVector s0 = FloatVector.fromArray(FLOATS, start, c);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int w = c * taps.length;
        for (int k = 0; k < taps.length; k++) {
            FloatVector weight = FloatVector.fromArray(FLOATS, weights, w);
            int tap = taps[k];
            s0 = IntVector.fromArray(INTS, image, p0 + tap).reinterpretAsFloats().fma(weight, s0);
            s1 = IntVector.fromArray(INTS, image, p1 + tap).reinterpretAsFloats().fma(weight, s1);
            s2 = IntVector.fromArray(INTS, image, p2 + tap).reinterpretAsFloats().fma(weight, s2);
            s3 = IntVector.fromArray(INTS, image, p3 + tap).reinterpretAsFloats().fma(weight, s3);
            s4 = IntVector.fromArray(INTS, image, p4 + tap).reinterpretAsFloats().fma(weight, s4);
            s5 = IntVector.fromArray(INTS, image, p5 + tap).reinterpretAsFloats().fma(weight, s5);
            s6 = IntVector.fromArray(INTS, image, p6 + tap).reinterpretAsFloats().fma(weight, s6);
            s7 = IntVector.fromArray(INTS, image, p7 + tap).reinterpretAsFloats().fma(weight, s7);
            w += COUNT;
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + COUNT);
        s2.intoArray(sums, at + 2 * COUNT);
        s3.intoArray(sums, at + 3 * COUNT);
        s4.intoArray(sums, at + 4 * COUNT);
        s5.intoArray(sums, at + 5 * COUNT);
        s6.intoArray(sums, at + 6 * COUNT);
        s7.intoArray(sums, at + 7 * COUNT);
    }

    private static void one(int[] image, int first, int[] taps, float[] weights, int c, float[] start, float[] sums,
            int at) {
        FloatVector s = FloatVector.fromArray(FLOATS, start, c);
        int w = c * taps.length;
        for (int tap : taps) {
            s = IntVector.fromArray(INTS, image, first + tap).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w), s);
            w += COUNT;
        }
        s.intoArray(sums, at);
    }
}
