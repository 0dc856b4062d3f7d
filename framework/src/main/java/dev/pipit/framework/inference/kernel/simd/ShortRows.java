package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products of one row with many rows of bytes, each byte read once: there memory is what takes the time, and bytes
 * are a quarter of floats.
 *
 * <p>Products of two inputs are added up as 16-bit numbers, which is exact while the two weights add up to at most 255 in
 * magnitude: 255 · 128 &lt; 2¹⁵. Each pair of such sums is one 32-bit lane v = 2¹⁶ · upper + lower, where lower has
 * 2¹⁵ added to be positive. With the sums of v and of v ≫ 16, which is upper, both come out in the end, modulo 2³².
 *
 * <p>Shape: weights {@code [inputs, 2 vectors, 2 · lanes]}: of two channels that share a lane the lower comes first;
 * sums of 4 · lanes channels from {@code at} on.
 */
final class ShortRows {
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());
    private static final VectorSpecies<Byte> BYTES =
        VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
    private static final int WIDTH = 2 * COUNT;
    private static final int LIFT = 1 << 15;
    /** Channels that are summed together. */
    static final int BLOCK = 4 * COUNT;

    private ShortRows() {
    }

    /** For an even number of inputs, each given twice in an int. */
    static void sums(int[] inputs, int count, byte[] weights, int w, float[] sums, int at) {
        IntVector total0 = IntVector.zero(INTS);
        IntVector total1 = total0;
        IntVector upper0 = total0;
        IntVector upper1 = total0;
        ShortVector lift = IntVector.broadcast(INTS, LIFT).reinterpretAsShorts();
        for (int k = 0; k < count; k += 2) {
            ShortVector a = IntVector.broadcast(INTS, inputs[k]).reinterpretAsShorts();
            ShortVector b = IntVector.broadcast(INTS, inputs[k + 1]).reinterpretAsShorts();
            IntVector v0 = ((ShortVector) ByteVector.fromArray(BYTES, weights, w)
                .convertShape(VectorOperators.B2S, SHORTS, 0)).mul(a).add(lift)
                .add(((ShortVector) ByteVector.fromArray(BYTES, weights, w + 2 * WIDTH)
                    .convertShape(VectorOperators.B2S, SHORTS, 0)).mul(b)).reinterpretAsInts();
            IntVector v1 = ((ShortVector) ByteVector.fromArray(BYTES, weights, w + WIDTH)
                .convertShape(VectorOperators.B2S, SHORTS, 0)).mul(a).add(lift)
                .add(((ShortVector) ByteVector.fromArray(BYTES, weights, w + 3 * WIDTH)
                    .convertShape(VectorOperators.B2S, SHORTS, 0)).mul(b)).reinterpretAsInts();
            total0 = total0.add(v0);
            total1 = total1.add(v1);
            upper0 = upper0.add(v0.lanewise(VectorOperators.ASHR, 16));
            upper1 = upper1.add(v1.lanewise(VectorOperators.ASHR, 16));
            w += 4 * WIDTH;
        }
        int lifted = count / 2 * LIFT;
        store(total0, upper0, lifted, sums, at);
        store(total1, upper1, lifted, sums, at + WIDTH);
    }

    private static void store(IntVector total, IntVector upper, int lifted, float[] sums, int at) {
        IntVector lower = total.sub(upper.lanewise(VectorOperators.LSHL, 16)).sub(lifted);
        ((FloatVector) lower.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, at);
        ((FloatVector) upper.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, at + COUNT);
    }
}
