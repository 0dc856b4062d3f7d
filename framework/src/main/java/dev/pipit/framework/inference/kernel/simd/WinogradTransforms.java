package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The transforms of {@link VectorWinograd} for as many channels as there are lanes. */
final class WinogradTransforms {
    private WinogradTransforms() {
    }

    /**
     * Bᵀ d B of a tile.
     *
     * @param first of the tile's 4 × 4 pixels, which lie {@code column} and {@code row} apart
     * @param at    of the first of 16 results, which lie {@code step} apart
     */
    static void input(int[] image, int first, int column, int row, int at, int step) {
        FloatVector d00 = IntVector.fromArray(INTS, image, first).reinterpretAsFloats();
        FloatVector d10 = IntVector.fromArray(INTS, image, first + row).reinterpretAsFloats();
        FloatVector d20 = IntVector.fromArray(INTS, image, first + 2 * row).reinterpretAsFloats();
        FloatVector d30 = IntVector.fromArray(INTS, image, first + 3 * row).reinterpretAsFloats();
        FloatVector t00 = d00.sub(d20);
        FloatVector t10 = d10.add(d20);
        FloatVector t20 = d20.sub(d10);
        FloatVector t30 = d10.sub(d30);
        FloatVector d01 = IntVector.fromArray(INTS, image, first + column).reinterpretAsFloats();
        FloatVector d11 = IntVector.fromArray(INTS, image, first + column + row).reinterpretAsFloats();
        FloatVector d21 = IntVector.fromArray(INTS, image, first + column + 2 * row).reinterpretAsFloats();
        FloatVector d31 = IntVector.fromArray(INTS, image, first + column + 3 * row).reinterpretAsFloats();
        FloatVector t01 = d01.sub(d21);
        FloatVector t11 = d11.add(d21);
        FloatVector t21 = d21.sub(d11);
        FloatVector t31 = d11.sub(d31);
        FloatVector d02 = IntVector.fromArray(INTS, image, first + 2 * column).reinterpretAsFloats();
        FloatVector d12 = IntVector.fromArray(INTS, image, first + 2 * column + row).reinterpretAsFloats();
        FloatVector d22 = IntVector.fromArray(INTS, image, first + 2 * column + 2 * row).reinterpretAsFloats();
        FloatVector d32 = IntVector.fromArray(INTS, image, first + 2 * column + 3 * row).reinterpretAsFloats();
        FloatVector t02 = d02.sub(d22);
        FloatVector t12 = d12.add(d22);
        FloatVector t22 = d22.sub(d12);
        FloatVector t32 = d12.sub(d32);
        FloatVector d03 = IntVector.fromArray(INTS, image, first + 3 * column).reinterpretAsFloats();
        FloatVector d13 = IntVector.fromArray(INTS, image, first + 3 * column + row).reinterpretAsFloats();
        FloatVector d23 = IntVector.fromArray(INTS, image, first + 3 * column + 2 * row).reinterpretAsFloats();
        FloatVector d33 = IntVector.fromArray(INTS, image, first + 3 * column + 3 * row).reinterpretAsFloats();
        FloatVector t03 = d03.sub(d23);
        FloatVector t13 = d13.add(d23);
        FloatVector t23 = d23.sub(d13);
        FloatVector t33 = d13.sub(d33);
        t00.sub(t02).reinterpretAsInts().intoArray(image, at);
        t01.add(t02).reinterpretAsInts().intoArray(image, at + step);
        t02.sub(t01).reinterpretAsInts().intoArray(image, at + 2 * step);
        t01.sub(t03).reinterpretAsInts().intoArray(image, at + 3 * step);
        t10.sub(t12).reinterpretAsInts().intoArray(image, at + 4 * step);
        t11.add(t12).reinterpretAsInts().intoArray(image, at + 5 * step);
        t12.sub(t11).reinterpretAsInts().intoArray(image, at + 6 * step);
        t11.sub(t13).reinterpretAsInts().intoArray(image, at + 7 * step);
        t20.sub(t22).reinterpretAsInts().intoArray(image, at + 8 * step);
        t21.add(t22).reinterpretAsInts().intoArray(image, at + 9 * step);
        t22.sub(t21).reinterpretAsInts().intoArray(image, at + 10 * step);
        t21.sub(t23).reinterpretAsInts().intoArray(image, at + 11 * step);
        t30.sub(t32).reinterpretAsInts().intoArray(image, at + 12 * step);
        t31.add(t32).reinterpretAsInts().intoArray(image, at + 13 * step);
        t32.sub(t31).reinterpretAsInts().intoArray(image, at + 14 * step);
        t31.sub(t33).reinterpretAsInts().intoArray(image, at + 15 * step);
    }

    /**
     * Aᵀ m A of a tile, added to what the sums start from.
     *
     * @param from of the first of 16 numbers, which lie {@code step} apart
     * @param at   of the first of 2 × 2 sums, which lie {@code column} and {@code row} apart
     */
    static void output(float[] sums, int from, int step, float[] start, int c, int at, int column, int row) {
        FloatVector m00 = FloatVector.fromArray(FLOATS, sums, from);
        FloatVector m10 = FloatVector.fromArray(FLOATS, sums, from + 4 * step);
        FloatVector m20 = FloatVector.fromArray(FLOATS, sums, from + 8 * step);
        FloatVector m30 = FloatVector.fromArray(FLOATS, sums, from + 12 * step);
        FloatVector u0 = m00.add(m10).add(m20);
        FloatVector l0 = m10.sub(m20).sub(m30);
        FloatVector m01 = FloatVector.fromArray(FLOATS, sums, from + step);
        FloatVector m11 = FloatVector.fromArray(FLOATS, sums, from + 5 * step);
        FloatVector m21 = FloatVector.fromArray(FLOATS, sums, from + 9 * step);
        FloatVector m31 = FloatVector.fromArray(FLOATS, sums, from + 13 * step);
        FloatVector u1 = m01.add(m11).add(m21);
        FloatVector l1 = m11.sub(m21).sub(m31);
        FloatVector m02 = FloatVector.fromArray(FLOATS, sums, from + 2 * step);
        FloatVector m12 = FloatVector.fromArray(FLOATS, sums, from + 6 * step);
        FloatVector m22 = FloatVector.fromArray(FLOATS, sums, from + 10 * step);
        FloatVector m32 = FloatVector.fromArray(FLOATS, sums, from + 14 * step);
        FloatVector u2 = m02.add(m12).add(m22);
        FloatVector l2 = m12.sub(m22).sub(m32);
        FloatVector m03 = FloatVector.fromArray(FLOATS, sums, from + 3 * step);
        FloatVector m13 = FloatVector.fromArray(FLOATS, sums, from + 7 * step);
        FloatVector m23 = FloatVector.fromArray(FLOATS, sums, from + 11 * step);
        FloatVector m33 = FloatVector.fromArray(FLOATS, sums, from + 15 * step);
        FloatVector u3 = m03.add(m13).add(m23);
        FloatVector l3 = m13.sub(m23).sub(m33);
        FloatVector bias = FloatVector.fromArray(FLOATS, start, c);
        u0.add(u1).add(u2).add(bias).intoArray(sums, at);
        u1.sub(u2).sub(u3).add(bias).intoArray(sums, at + column);
        l0.add(l1).add(l2).add(bias).intoArray(sums, at + row);
        l1.sub(l2).sub(l3).add(bias).intoArray(sums, at + row + column);
    }
}
