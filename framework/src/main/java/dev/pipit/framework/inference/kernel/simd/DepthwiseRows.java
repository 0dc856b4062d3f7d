package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Depthwise sums for filters 3 taps wide that move by one pixel: each input is loaded once and used for 3 outputs.
 *
 * <p>Shape: pixels lie {@code column} and {@code row} numbers apart, {@code first} is that under the filter of the first
 * output; weights {@code [rows, 3, lanes]} from {@code w} on, sums {@code [pixels, lanes]} from {@code at} on.
 */
final class DepthwiseRows {
    private DepthwiseRows() {
    }

    /** 5 pixels side by side. */
    static void five(int[] image, int first, int column, int row, int rows, float[] weights, int w, float[] start,
            int c, float[] sums, int at) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, start, c);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        int p = first;
        for (int r = 0; r < rows; r++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
            FloatVector w2 = FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT);
            FloatVector x = IntVector.fromArray(INTS, image, p).reinterpretAsFloats();
            s0 = x.fma(w0, s0);
            x = IntVector.fromArray(INTS, image, p + column).reinterpretAsFloats();
            s1 = x.fma(w0, s1);
            s0 = x.fma(w1, s0);
            x = IntVector.fromArray(INTS, image, p + 2 * column).reinterpretAsFloats();
            s2 = x.fma(w0, s2);
            s1 = x.fma(w1, s1);
            s0 = x.fma(w2, s0);
            x = IntVector.fromArray(INTS, image, p + 3 * column).reinterpretAsFloats();
            s3 = x.fma(w0, s3);
            s2 = x.fma(w1, s2);
            s1 = x.fma(w2, s1);
            x = IntVector.fromArray(INTS, image, p + 4 * column).reinterpretAsFloats();
            s4 = x.fma(w0, s4);
            s3 = x.fma(w1, s3);
            s2 = x.fma(w2, s2);
            x = IntVector.fromArray(INTS, image, p + 5 * column).reinterpretAsFloats();
            s4 = x.fma(w1, s4);
            s3 = x.fma(w2, s3);
            x = IntVector.fromArray(INTS, image, p + 6 * column).reinterpretAsFloats();
            s4 = x.fma(w2, s4);
            p += row;
            w += 3 * COUNT;
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + COUNT);
        s2.intoArray(sums, at + 2 * COUNT);
        s3.intoArray(sums, at + 3 * COUNT);
        s4.intoArray(sums, at + 4 * COUNT);
    }

    /** 6 pixels side by side. */
    static void six(int[] image, int first, int column, int row, int rows, float[] weights, int w, float[] start,
            int c, float[] sums, int at) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, start, c);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        int p = first;
        for (int r = 0; r < rows; r++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector w1 = FloatVector.fromArray(FLOATS, weights, w + COUNT);
            FloatVector w2 = FloatVector.fromArray(FLOATS, weights, w + 2 * COUNT);
            FloatVector x = IntVector.fromArray(INTS, image, p).reinterpretAsFloats();
            s0 = x.fma(w0, s0);
            x = IntVector.fromArray(INTS, image, p + column).reinterpretAsFloats();
            s1 = x.fma(w0, s1);
            s0 = x.fma(w1, s0);
            x = IntVector.fromArray(INTS, image, p + 2 * column).reinterpretAsFloats();
            s2 = x.fma(w0, s2);
            s1 = x.fma(w1, s1);
            s0 = x.fma(w2, s0);
            x = IntVector.fromArray(INTS, image, p + 3 * column).reinterpretAsFloats();
            s3 = x.fma(w0, s3);
            s2 = x.fma(w1, s2);
            s1 = x.fma(w2, s1);
            x = IntVector.fromArray(INTS, image, p + 4 * column).reinterpretAsFloats();
            s4 = x.fma(w0, s4);
            s3 = x.fma(w1, s3);
            s2 = x.fma(w2, s2);
            x = IntVector.fromArray(INTS, image, p + 5 * column).reinterpretAsFloats();
            s5 = x.fma(w0, s5);
            s4 = x.fma(w1, s4);
            s3 = x.fma(w2, s3);
            x = IntVector.fromArray(INTS, image, p + 6 * column).reinterpretAsFloats();
            s5 = x.fma(w1, s5);
            s4 = x.fma(w2, s4);
            x = IntVector.fromArray(INTS, image, p + 7 * column).reinterpretAsFloats();
            s5 = x.fma(w2, s5);
            p += row;
            w += 3 * COUNT;
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + COUNT);
        s2.intoArray(sums, at + 2 * COUNT);
        s3.intoArray(sums, at + 3 * COUNT);
        s4.intoArray(sums, at + 4 * COUNT);
        s5.intoArray(sums, at + 5 * COUNT);
    }
}
