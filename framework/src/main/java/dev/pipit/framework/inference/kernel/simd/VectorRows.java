package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/** Rows of numbers with a number for each column: columns in the lanes. */
final class VectorRows {
    private VectorRows() {
    }

    static void sums(float[] a, float[] b, int from, int rows, float[] sums, float[] products) {
        int columns = sums.length;
        int first = from * columns;
        int end = first + rows * columns;
        int c = 0;
        for (; c <= columns - 2 * COUNT; c += 2 * COUNT) {
            two(a, b, first + c, end, columns, sums, products, c);
        }
        for (; c <= columns - COUNT; c += COUNT) {
            one(a, b, first + c, end, columns, sums, products, c);
        }
        for (; c < columns; c++) {
            for (int i = first + c; i < end; i += columns) {
                sums[c] += a[i];
                products[c] += a[i] * b[i];
            }
        }
    }

    private static void two(float[] a, float[] b, int from, int end, int columns, float[] sums, float[] products, int c) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sums, c);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sums, c + COUNT);
        FloatVector p0 = FloatVector.fromArray(FLOATS, products, c);
        FloatVector p1 = FloatVector.fromArray(FLOATS, products, c + COUNT);
        for (int i = from; i < end; i += columns) {
            FloatVector a0 = FloatVector.fromArray(FLOATS, a, i);
            FloatVector a1 = FloatVector.fromArray(FLOATS, a, i + COUNT);
            s0 = s0.add(a0);
            s1 = s1.add(a1);
            p0 = p0.add(a0.mul(FloatVector.fromArray(FLOATS, b, i)));
            p1 = p1.add(a1.mul(FloatVector.fromArray(FLOATS, b, i + COUNT)));
        }
        s0.intoArray(sums, c);
        s1.intoArray(sums, c + COUNT);
        p0.intoArray(products, c);
        p1.intoArray(products, c + COUNT);
    }

    private static void one(float[] a, float[] b, int from, int end, int columns, float[] sums, float[] products, int c) {
        FloatVector s = FloatVector.fromArray(FLOATS, sums, c);
        FloatVector p = FloatVector.fromArray(FLOATS, products, c);
        for (int i = from; i < end; i += columns) {
            FloatVector a0 = FloatVector.fromArray(FLOATS, a, i);
            s = s.add(a0);
            p = p.add(a0.mul(FloatVector.fromArray(FLOATS, b, i)));
        }
        s.intoArray(sums, c);
        p.intoArray(products, c);
    }

    static void scale(float[] a, float[] factor, float[] term, float[] to) {
        int columns = factor.length;
        int inVectors = columns / COUNT * COUNT;
        for (int row = 0; row < to.length; row += columns) {
            for (int c = 0; c < inVectors; c += COUNT) {
                FloatVector.fromArray(FLOATS, a, row + c).mul(FloatVector.fromArray(FLOATS, factor, c))
                    .add(FloatVector.fromArray(FLOATS, term, c)).intoArray(to, row + c);
            }
            for (int c = inVectors; c < columns; c++) {
                to[row + c] = a[row + c] * factor[c] + term[c];
            }
        }
    }

    static void addScaled(float[] a, float[] p, float[] b, float[] q, float[] term, float[] to) {
        int columns = term.length;
        int inVectors = columns / COUNT * COUNT;
        for (int row = 0; row < to.length; row += columns) {
            for (int c = 0; c < inVectors; c += COUNT) {
                int i = row + c;
                FloatVector ofA = FloatVector.fromArray(FLOATS, a, i).mul(FloatVector.fromArray(FLOATS, p, c));
                FloatVector ofB = FloatVector.fromArray(FLOATS, b, i).mul(FloatVector.fromArray(FLOATS, q, c));
                FloatVector sum = ofA.add(ofB).add(FloatVector.fromArray(FLOATS, term, c));
                FloatVector.fromArray(FLOATS, to, i).add(sum).intoArray(to, i);
            }
            for (int c = inVectors; c < columns; c++) {
                to[row + c] += a[row + c] * p[c] + b[row + c] * q[c] + term[c];
            }
        }
    }
}
