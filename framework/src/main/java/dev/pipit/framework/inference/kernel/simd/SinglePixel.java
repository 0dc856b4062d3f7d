package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * What {@link Tiles} computes, for one pixel: fully connected layers and the last layers of small images. Several sums
 * of each channel are kept, because an addition takes longer than the next one can wait.
 */
final class SinglePixel {
    private SinglePixel() {
    }

    static void four(int[] image, int p, int[] offsets, float[] weights, int w, float[] start, int s, float[] sums,
            int at) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector a1 = FloatVector.fromArray(FLOATS, start, s + COUNT);
        FloatVector a2 = FloatVector.fromArray(FLOATS, start, s + 2 * COUNT);
        FloatVector a3 = FloatVector.fromArray(FLOATS, start, s + 3 * COUNT);
        FloatVector b0 = FloatVector.zero(FLOATS);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector b3 = b0;
        int k = 0;
        for (; k < offsets.length - 1; k += 2) {
            FloatVector x = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats();
            a0 = x.fma(FloatVector.fromArray(FLOATS, weights, w), a0);
            a1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + COUNT), a1);
            a2 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT), a2);
            a3 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT), a3);
            x = IntVector.broadcast(INTS, image[p + offsets[k + 1]]).reinterpretAsFloats();
            b0 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 4 * COUNT), b0);
            b1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 5 * COUNT), b1);
            b2 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 6 * COUNT), b2);
            b3 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 7 * COUNT), b3);
            w += 8 * COUNT;
        }
        if (k < offsets.length) {
            FloatVector x = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats();
            a0 = x.fma(FloatVector.fromArray(FLOATS, weights, w), a0);
            a1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + COUNT), a1);
            a2 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT), a2);
            a3 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT), a3);
        }
        a0.add(b0).intoArray(sums, at);
        a1.add(b1).intoArray(sums, at + COUNT);
        a2.add(b2).intoArray(sums, at + 2 * COUNT);
        a3.add(b3).intoArray(sums, at + 3 * COUNT);
    }

    static void two(int[] image, int p, int[] offsets, float[] weights, int w, float[] start, int s, float[] sums,
            int at) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector a1 = FloatVector.fromArray(FLOATS, start, s + COUNT);
        FloatVector b0 = FloatVector.zero(FLOATS);
        FloatVector b1 = b0;
        int k = 0;
        for (; k < offsets.length - 1; k += 2) {
            FloatVector x = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats();
            a0 = x.fma(FloatVector.fromArray(FLOATS, weights, w), a0);
            a1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + COUNT), a1);
            x = IntVector.broadcast(INTS, image[p + offsets[k + 1]]).reinterpretAsFloats();
            b0 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT), b0);
            b1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT), b1);
            w += 4 * COUNT;
        }
        if (k < offsets.length) {
            FloatVector x = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats();
            a0 = x.fma(FloatVector.fromArray(FLOATS, weights, w), a0);
            a1 = x.fma(FloatVector.fromArray(FLOATS, weights, w + COUNT), a1);
        }
        a0.add(b0).intoArray(sums, at);
        a1.add(b1).intoArray(sums, at + COUNT);
    }

    static void one(int[] image, int p, int[] offsets, float[] weights, int w, float[] start, int s, float[] sums,
            int at) {
        FloatVector a = FloatVector.fromArray(FLOATS, start, s);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = b;
        FloatVector d = b;
        int k = 0;
        for (; k < offsets.length - 3; k += 4) {
            a = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w), a);
            b = IntVector.broadcast(INTS, image[p + offsets[k + 1]]).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w + COUNT), b);
            c = IntVector.broadcast(INTS, image[p + offsets[k + 2]]).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT), c);
            d = IntVector.broadcast(INTS, image[p + offsets[k + 3]]).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT), d);
            w += 4 * COUNT;
        }
        for (; k < offsets.length; k++) {
            a = IntVector.broadcast(INTS, image[p + offsets[k]]).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w), a);
            w += COUNT;
        }
        a.add(b).add(c.add(d)).intoArray(sums, at);
    }
}
