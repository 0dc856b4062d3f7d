package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * What {@link Tiles} computes, for one vector of output channels and {@value #INPUTS} inputs side by side: there it is
 * the weights that stay in registers, because one vector of sums is little to do for each input that is loaded.
 */
final class SixteenInputs {
    static final int INPUTS = 16;

    private SixteenInputs() {
    }

    /** Sums of pixels {@code from} to {@code from + count - 1}. */
    static void one(int[] image, int[] pixels, int from, int count, float[] weights, int w, float[] start, int s,
            float[] sums, int at) {
        FloatVector bias = FloatVector.fromArray(FLOATS, start, s);
        FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
        FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
        FloatVector w2 = FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT);
        FloatVector w3 = FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT);
        FloatVector w4 = FloatVector.fromArray(FLOATS, weights, w + 4 * COUNT);
        FloatVector w5 = FloatVector.fromArray(FLOATS, weights, w + 5 * COUNT);
        FloatVector w6 = FloatVector.fromArray(FLOATS, weights, w + 6 * COUNT);
        FloatVector w7 = FloatVector.fromArray(FLOATS, weights, w + 7 * COUNT);
        FloatVector w8 = FloatVector.fromArray(FLOATS, weights, w + 8 * COUNT);
        FloatVector w9 = FloatVector.fromArray(FLOATS, weights, w + 9 * COUNT);
        FloatVector w10 = FloatVector.fromArray(FLOATS, weights, w + 10 * COUNT);
        FloatVector w11 = FloatVector.fromArray(FLOATS, weights, w + 11 * COUNT);
        FloatVector w12 = FloatVector.fromArray(FLOATS, weights, w + 12 * COUNT);
        FloatVector w13 = FloatVector.fromArray(FLOATS, weights, w + 13 * COUNT);
        FloatVector w14 = FloatVector.fromArray(FLOATS, weights, w + 14 * COUNT);
        FloatVector w15 = FloatVector.fromArray(FLOATS, weights, w + 15 * COUNT);
        for (int i = 0; i < count; i++) {
            int p = pixels[from + i];
            FloatVector a = IntVector.broadcast(INTS, image[p]).reinterpretAsFloats().fma(w0, bias);
            a = IntVector.broadcast(INTS, image[p + 1]).reinterpretAsFloats().fma(w1, a);
            a = IntVector.broadcast(INTS, image[p + 2]).reinterpretAsFloats().fma(w2, a);
            a = IntVector.broadcast(INTS, image[p + 3]).reinterpretAsFloats().fma(w3, a);
            a = IntVector.broadcast(INTS, image[p + 4]).reinterpretAsFloats().fma(w4, a);
            a = IntVector.broadcast(INTS, image[p + 5]).reinterpretAsFloats().fma(w5, a);
            a = IntVector.broadcast(INTS, image[p + 6]).reinterpretAsFloats().fma(w6, a);
            a = IntVector.broadcast(INTS, image[p + 7]).reinterpretAsFloats().fma(w7, a);
            FloatVector b = IntVector.broadcast(INTS, image[p + 8]).reinterpretAsFloats().mul(w8);
            b = IntVector.broadcast(INTS, image[p + 9]).reinterpretAsFloats().fma(w9, b);
            b = IntVector.broadcast(INTS, image[p + 10]).reinterpretAsFloats().fma(w10, b);
            b = IntVector.broadcast(INTS, image[p + 11]).reinterpretAsFloats().fma(w11, b);
            b = IntVector.broadcast(INTS, image[p + 12]).reinterpretAsFloats().fma(w12, b);
            b = IntVector.broadcast(INTS, image[p + 13]).reinterpretAsFloats().fma(w13, b);
            b = IntVector.broadcast(INTS, image[p + 14]).reinterpretAsFloats().fma(w14, b);
            b = IntVector.broadcast(INTS, image[p + 15]).reinterpretAsFloats().fma(w15, b);
            a.add(b).intoArray(sums, at + i * COUNT);
        }
    }
}
