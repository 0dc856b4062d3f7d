package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Sums of products of an image with filters, for a few pixels and a few vectors of output channels at a time, all of
 * them in registers. Each sum is that of
 * <pre>{@code
 *     float sum = start[channel];
 *     for (int k = from; k < to; k++) {
 *         sum += image[pixel + offsets[k]] * weight[k, channel];
 *     }
 * }</pre>
 *
 * <p>Shape: weights {@code [to, vectors, lanes]} from index {@code w} on, sums {@code [pixels, vectors, lanes]} from {@code at} on.
 * One flat loop with a table of offsets: JDK 17 does not keep sums in registers across nested loops.
 */
final class Tiles {
    private Tiles() {
    }

    /** 4 vectors of 5 pixels. */
    static void fourByFive(int[] image, int[] pixels, int p, int[] offsets, float[] weights, int w, float[] start,
            int s, float[] sums, int at) {
        int p0 = pixels[p];
        int p1 = pixels[p + 1];
        int p2 = pixels[p + 2];
        int p3 = pixels[p + 3];
        int p4 = pixels[p + 4];
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector a1 = FloatVector.fromArray(FLOATS, start, s + COUNT);
        FloatVector a2 = FloatVector.fromArray(FLOATS, start, s + 2 * COUNT);
        FloatVector a3 = FloatVector.fromArray(FLOATS, start, s + 3 * COUNT);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector c2 = a2;
        FloatVector c3 = a3;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        FloatVector d2 = a2;
        FloatVector d3 = a3;
        FloatVector e0 = a0;
        FloatVector e1 = a1;
        FloatVector e2 = a2;
        FloatVector e3 = a3;
        for (int k = 0; k < offsets.length; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
            FloatVector w2 = FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT);
            FloatVector w3 = FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT);
            int offset = offsets[k];
            FloatVector x = IntVector.broadcast(INTS, image[p0 + offset]).reinterpretAsFloats();
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            a2 = x.fma(w2, a2);
            a3 = x.fma(w3, a3);
            x = IntVector.broadcast(INTS, image[p1 + offset]).reinterpretAsFloats();
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            b2 = x.fma(w2, b2);
            b3 = x.fma(w3, b3);
            x = IntVector.broadcast(INTS, image[p2 + offset]).reinterpretAsFloats();
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            c2 = x.fma(w2, c2);
            c3 = x.fma(w3, c3);
            x = IntVector.broadcast(INTS, image[p3 + offset]).reinterpretAsFloats();
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            d2 = x.fma(w2, d2);
            d3 = x.fma(w3, d3);
            x = IntVector.broadcast(INTS, image[p4 + offset]).reinterpretAsFloats();
            e0 = x.fma(w0, e0);
            e1 = x.fma(w1, e1);
            e2 = x.fma(w2, e2);
            e3 = x.fma(w3, e3);
            w += 4 * COUNT;
        }
        a0.intoArray(sums, at);
        a1.intoArray(sums, at + COUNT);
        a2.intoArray(sums, at + 2 * COUNT);
        a3.intoArray(sums, at + 3 * COUNT);
        b0.intoArray(sums, at + 4 * COUNT);
        b1.intoArray(sums, at + 5 * COUNT);
        b2.intoArray(sums, at + 6 * COUNT);
        b3.intoArray(sums, at + 7 * COUNT);
        c0.intoArray(sums, at + 8 * COUNT);
        c1.intoArray(sums, at + 9 * COUNT);
        c2.intoArray(sums, at + 10 * COUNT);
        c3.intoArray(sums, at + 11 * COUNT);
        d0.intoArray(sums, at + 12 * COUNT);
        d1.intoArray(sums, at + 13 * COUNT);
        d2.intoArray(sums, at + 14 * COUNT);
        d3.intoArray(sums, at + 15 * COUNT);
        e0.intoArray(sums, at + 16 * COUNT);
        e1.intoArray(sums, at + 17 * COUNT);
        e2.intoArray(sums, at + 18 * COUNT);
        e3.intoArray(sums, at + 19 * COUNT);
    }

    /** 4 vectors of 4 pixels. */
    static void fourByFour(int[] image, int[] pixels, int p, int[] offsets, float[] weights, int w, float[] start,
            int s, float[] sums, int at) {
        int p0 = pixels[p];
        int p1 = pixels[p + 1];
        int p2 = pixels[p + 2];
        int p3 = pixels[p + 3];
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector a1 = FloatVector.fromArray(FLOATS, start, s + COUNT);
        FloatVector a2 = FloatVector.fromArray(FLOATS, start, s + 2 * COUNT);
        FloatVector a3 = FloatVector.fromArray(FLOATS, start, s + 3 * COUNT);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector c2 = a2;
        FloatVector c3 = a3;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        FloatVector d2 = a2;
        FloatVector d3 = a3;
        for (int k = 0; k < offsets.length; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
            FloatVector w2 = FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT);
            FloatVector w3 = FloatVector.fromArray(FLOATS, weights, w + 3 * COUNT);
            int offset = offsets[k];
            FloatVector x = IntVector.broadcast(INTS, image[p0 + offset]).reinterpretAsFloats();
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            a2 = x.fma(w2, a2);
            a3 = x.fma(w3, a3);
            x = IntVector.broadcast(INTS, image[p1 + offset]).reinterpretAsFloats();
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            b2 = x.fma(w2, b2);
            b3 = x.fma(w3, b3);
            x = IntVector.broadcast(INTS, image[p2 + offset]).reinterpretAsFloats();
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            c2 = x.fma(w2, c2);
            c3 = x.fma(w3, c3);
            x = IntVector.broadcast(INTS, image[p3 + offset]).reinterpretAsFloats();
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            d2 = x.fma(w2, d2);
            d3 = x.fma(w3, d3);
            w += 4 * COUNT;
        }
        a0.intoArray(sums, at);
        a1.intoArray(sums, at + COUNT);
        a2.intoArray(sums, at + 2 * COUNT);
        a3.intoArray(sums, at + 3 * COUNT);
        b0.intoArray(sums, at + 4 * COUNT);
        b1.intoArray(sums, at + 5 * COUNT);
        b2.intoArray(sums, at + 6 * COUNT);
        b3.intoArray(sums, at + 7 * COUNT);
        c0.intoArray(sums, at + 8 * COUNT);
        c1.intoArray(sums, at + 9 * COUNT);
        c2.intoArray(sums, at + 10 * COUNT);
        c3.intoArray(sums, at + 11 * COUNT);
        d0.intoArray(sums, at + 12 * COUNT);
        d1.intoArray(sums, at + 13 * COUNT);
        d2.intoArray(sums, at + 14 * COUNT);
        d3.intoArray(sums, at + 15 * COUNT);
    }

    /** 2 vectors of 8 pixels. */
    static void twoByEight(int[] image, int[] pixels, int p, int[] offsets, float[] weights, int w, float[] start,
            int s, float[] sums, int at) {
        int p0 = pixels[p];
        int p1 = pixels[p + 1];
        int p2 = pixels[p + 2];
        int p3 = pixels[p + 3];
        int p4 = pixels[p + 4];
        int p5 = pixels[p + 5];
        int p6 = pixels[p + 6];
        int p7 = pixels[p + 7];
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector a1 = FloatVector.fromArray(FLOATS, start, s + COUNT);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        FloatVector e0 = a0;
        FloatVector e1 = a1;
        FloatVector f0 = a0;
        FloatVector f1 = a1;
        FloatVector g0 = a0;
        FloatVector g1 = a1;
        FloatVector h0 = a0;
        FloatVector h1 = a1;
        for (int k = 0; k < offsets.length; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
            int offset = offsets[k];
            FloatVector x = IntVector.broadcast(INTS, image[p0 + offset]).reinterpretAsFloats();
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            x = IntVector.broadcast(INTS, image[p1 + offset]).reinterpretAsFloats();
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            x = IntVector.broadcast(INTS, image[p2 + offset]).reinterpretAsFloats();
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            x = IntVector.broadcast(INTS, image[p3 + offset]).reinterpretAsFloats();
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            x = IntVector.broadcast(INTS, image[p4 + offset]).reinterpretAsFloats();
            e0 = x.fma(w0, e0);
            e1 = x.fma(w1, e1);
            x = IntVector.broadcast(INTS, image[p5 + offset]).reinterpretAsFloats();
            f0 = x.fma(w0, f0);
            f1 = x.fma(w1, f1);
            x = IntVector.broadcast(INTS, image[p6 + offset]).reinterpretAsFloats();
            g0 = x.fma(w0, g0);
            g1 = x.fma(w1, g1);
            x = IntVector.broadcast(INTS, image[p7 + offset]).reinterpretAsFloats();
            h0 = x.fma(w0, h0);
            h1 = x.fma(w1, h1);
            w += 2 * COUNT;
        }
        a0.intoArray(sums, at);
        a1.intoArray(sums, at + COUNT);
        b0.intoArray(sums, at + 2 * COUNT);
        b1.intoArray(sums, at + 3 * COUNT);
        c0.intoArray(sums, at + 4 * COUNT);
        c1.intoArray(sums, at + 5 * COUNT);
        d0.intoArray(sums, at + 6 * COUNT);
        d1.intoArray(sums, at + 7 * COUNT);
        e0.intoArray(sums, at + 8 * COUNT);
        e1.intoArray(sums, at + 9 * COUNT);
        f0.intoArray(sums, at + 10 * COUNT);
        f1.intoArray(sums, at + 11 * COUNT);
        g0.intoArray(sums, at + 12 * COUNT);
        g1.intoArray(sums, at + 13 * COUNT);
        h0.intoArray(sums, at + 14 * COUNT);
        h1.intoArray(sums, at + 15 * COUNT);
    }

    /** 1 vector of 16 pixels. */
    static void oneBySixteen(int[] image, int[] pixels, int p, int[] offsets, float[] weights, int w, float[] start,
            int s, float[] sums, int at) {
        int p0 = pixels[p];
        int p1 = pixels[p + 1];
        int p2 = pixels[p + 2];
        int p3 = pixels[p + 3];
        int p4 = pixels[p + 4];
        int p5 = pixels[p + 5];
        int p6 = pixels[p + 6];
        int p7 = pixels[p + 7];
        int p8 = pixels[p + 8];
        int p9 = pixels[p + 9];
        int p10 = pixels[p + 10];
        int p11 = pixels[p + 11];
        int p12 = pixels[p + 12];
        int p13 = pixels[p + 13];
        int p14 = pixels[p + 14];
        int p15 = pixels[p + 15];
        FloatVector a0 = FloatVector.fromArray(FLOATS, start, s);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector d0 = a0;
        FloatVector e0 = a0;
        FloatVector f0 = a0;
        FloatVector g0 = a0;
        FloatVector h0 = a0;
        FloatVector i0 = a0;
        FloatVector j0 = a0;
        FloatVector k0 = a0;
        FloatVector l0 = a0;
        FloatVector m0 = a0;
        FloatVector n0 = a0;
        FloatVector o0 = a0;
        FloatVector q0 = a0;
        for (int k = 0; k < offsets.length; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            int offset = offsets[k];
            a0 = IntVector.broadcast(INTS, image[p0 + offset]).reinterpretAsFloats().fma(w0, a0);
            b0 = IntVector.broadcast(INTS, image[p1 + offset]).reinterpretAsFloats().fma(w0, b0);
            c0 = IntVector.broadcast(INTS, image[p2 + offset]).reinterpretAsFloats().fma(w0, c0);
            d0 = IntVector.broadcast(INTS, image[p3 + offset]).reinterpretAsFloats().fma(w0, d0);
            e0 = IntVector.broadcast(INTS, image[p4 + offset]).reinterpretAsFloats().fma(w0, e0);
            f0 = IntVector.broadcast(INTS, image[p5 + offset]).reinterpretAsFloats().fma(w0, f0);
            g0 = IntVector.broadcast(INTS, image[p6 + offset]).reinterpretAsFloats().fma(w0, g0);
            h0 = IntVector.broadcast(INTS, image[p7 + offset]).reinterpretAsFloats().fma(w0, h0);
            i0 = IntVector.broadcast(INTS, image[p8 + offset]).reinterpretAsFloats().fma(w0, i0);
            j0 = IntVector.broadcast(INTS, image[p9 + offset]).reinterpretAsFloats().fma(w0, j0);
            k0 = IntVector.broadcast(INTS, image[p10 + offset]).reinterpretAsFloats().fma(w0, k0);
            l0 = IntVector.broadcast(INTS, image[p11 + offset]).reinterpretAsFloats().fma(w0, l0);
            m0 = IntVector.broadcast(INTS, image[p12 + offset]).reinterpretAsFloats().fma(w0, m0);
            n0 = IntVector.broadcast(INTS, image[p13 + offset]).reinterpretAsFloats().fma(w0, n0);
            o0 = IntVector.broadcast(INTS, image[p14 + offset]).reinterpretAsFloats().fma(w0, o0);
            q0 = IntVector.broadcast(INTS, image[p15 + offset]).reinterpretAsFloats().fma(w0, q0);
            w += COUNT;
        }
        a0.intoArray(sums, at);
        b0.intoArray(sums, at + COUNT);
        c0.intoArray(sums, at + 2 * COUNT);
        d0.intoArray(sums, at + 3 * COUNT);
        e0.intoArray(sums, at + 4 * COUNT);
        f0.intoArray(sums, at + 5 * COUNT);
        g0.intoArray(sums, at + 6 * COUNT);
        h0.intoArray(sums, at + 7 * COUNT);
        i0.intoArray(sums, at + 8 * COUNT);
        j0.intoArray(sums, at + 9 * COUNT);
        k0.intoArray(sums, at + 10 * COUNT);
        l0.intoArray(sums, at + 11 * COUNT);
        m0.intoArray(sums, at + 12 * COUNT);
        n0.intoArray(sums, at + 13 * COUNT);
        o0.intoArray(sums, at + 14 * COUNT);
        q0.intoArray(sums, at + 15 * COUNT);
    }
}
