package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products of one row with many rows of bytes, each byte read once: there memory is what takes the time, and bytes
 * are a quarter of floats.
 *
 * <p>A lane of 16 bits holds the weights h and l of two channels as w = 256 · h + l + 128. With h = w ≫ 8, products of
 * an input x with l are those with w less 256 times those with h and 128 · x: modulo 2¹⁶, and without a conversion.
 *
 * <p>Products of a group of inputs are added up as 16-bit numbers, which is exact while the weights of a channel in the
 * group add up to at most {@link #MOST} in magnitude: 255 · 128 &lt; 2¹⁵. Each pair of such sums is one 32-bit lane
 * v = 2¹⁶ · upper + lower, where lower has 2¹⁵ added to be positive. With the sums of v and of v ≫ 16, which is upper, both
 * come out in the end, modulo 2³².
 *
 * <p>Shape: inputs {@code [groups, group]}, each given twice in an int, then a correction for each group; weights
 * {@code [groups, group, 4 · lanes]}, of four channels that share an int l, h, l, h; sums of 4 · lanes channels.
 */
final class ShortRows {
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());
    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, FLOATS.vectorShape());
    /** x86 processors shift 16-bit lanes by one register faster, if they can, and have to emulate it before AVX-512. */
    private static final boolean BY_LANES = COUNT == 16 || !Lanes.X86;
    private static final int LIFT = 1 << 15;
    private static final int TWICE = 0x10001;
    /** Channels that are summed together. */
    static final int BLOCK = 4 * COUNT;
    /** What the weights of a channel in a group may add up to. */
    static final int MOST = 255;

    private ShortRows() {
    }

    /** Where in the ints of a block, counted in bytes, the weight of a channel lies. */
    static int lane(int channel) {
        return channel % COUNT * 4 + channel / COUNT;
    }

    /** The byte in which a weight is kept. */
    static byte kept(int channel, int weight) {
        return (byte) (channel / COUNT % 2 == 0 ? weight + 128 : weight);
    }

    private static ShortVector high(ShortVector weights, ShortVector eight) {
        return BY_LANES ? weights.lanewise(VectorOperators.ASHR, eight) : weights.lanewise(VectorOperators.ASHR, 8);
    }

    /** Bytes, each twice in an int. */
    static void inputs(byte[] from, int at, int count, int[] inputs) {
        int i = 0;
        if (Lanes.WIDE) {
            for (; i <= count - COUNT; i += COUNT) {
                IntVector x = (IntVector) ByteVector.fromArray(Lanes.BYTES, from, at + i)
                    .convertShape(VectorOperators.B2I, INTS, 0);
                x.and(0xFFFF).or(x.lanewise(VectorOperators.LSHL, 16)).intoArray(inputs, i);
            }
        }
        for (; i < count; i++) {
            inputs[i] = (from[at + i] & 0xFFFF) * TWICE;
        }
    }

    /**
     * For each group 2¹⁵ in the lower half, less 128 times its inputs in both. The first {@code count} inputs are also
     * bytes from {@code at} on.
     */
    static void corrections(byte[] from, int at, int count, int[] inputs, int group, int groups) {
        int g = 0;
        for (; group == 4 && 4 * (g + COUNT) <= count; g += COUNT) {
            IntVector x = ByteVector.fromArray(BYTES, from, at + 4 * g).reinterpretAsInts();
            IntVector sum = x.lanewise(VectorOperators.ASHR, 24)
                .add(x.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24))
                .add(x.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24))
                .add(x.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24));
            sum.mul(-128).and(0xFFFF).mul(TWICE).lanewise(VectorOperators.XOR, LIFT)
                .intoArray(inputs, 4 * groups + g);
        }
        for (; g < groups; g++) {
            int sum = inputs[group * g] + inputs[group * g + 1];
            sum += group == 4 ? inputs[4 * g + 2] + inputs[4 * g + 3] : 0;
            inputs[group * groups + g] = (-128 * sum & 0xFFFF) * TWICE ^ LIFT;
        }
    }

    /** For groups of 4. */
    static void fours(int[] inputs, int groups, byte[] weights, int w, float[] sums) {
        IntVector total0 = IntVector.zero(INTS);
        IntVector total1 = total0;
        IntVector upper0 = total0;
        IntVector upper1 = total0;
        ShortVector lift = IntVector.broadcast(INTS, LIFT).reinterpretAsShorts();
        ShortVector eight = ShortVector.broadcast(SHORTS, (short) 8);
        for (int g = 0; g < groups; g++) {
            ShortVector x = IntVector.broadcast(INTS, inputs[4 * g]).reinterpretAsShorts();
            ShortVector y = ByteVector.fromArray(BYTES, weights, w).reinterpretAsShorts();
            ShortVector both = IntVector.broadcast(INTS, inputs[4 * groups + g]).reinterpretAsShorts().add(y.mul(x));
            ShortVector high = lift.add(high(y, eight).mul(x));
            x = IntVector.broadcast(INTS, inputs[4 * g + 1]).reinterpretAsShorts();
            y = ByteVector.fromArray(BYTES, weights, w + BLOCK).reinterpretAsShorts();
            both = both.add(y.mul(x));
            high = high.add(high(y, eight).mul(x));
            x = IntVector.broadcast(INTS, inputs[4 * g + 2]).reinterpretAsShorts();
            y = ByteVector.fromArray(BYTES, weights, w + 2 * BLOCK).reinterpretAsShorts();
            both = both.add(y.mul(x));
            high = high.add(high(y, eight).mul(x));
            x = IntVector.broadcast(INTS, inputs[4 * g + 3]).reinterpretAsShorts();
            y = ByteVector.fromArray(BYTES, weights, w + 3 * BLOCK).reinterpretAsShorts();
            both = both.add(y.mul(x));
            high = high.add(high(y, eight).mul(x));
            IntVector v0 = both.sub(high.lanewise(VectorOperators.LSHL, 8)).reinterpretAsInts();
            IntVector v1 = high.reinterpretAsInts();
            total0 = total0.add(v0);
            total1 = total1.add(v1);
            upper0 = upper0.add(v0.lanewise(VectorOperators.ASHR, 16));
            upper1 = upper1.add(v1.lanewise(VectorOperators.ASHR, 16));
            w += 4 * BLOCK;
        }
        // not in a method: where that is not inlined, JDK 17 and 25 allocate the sums in each round
        IntVector lower0 = total0.sub(upper0.lanewise(VectorOperators.LSHL, 16)).sub(groups * LIFT);
        IntVector lower1 = total1.sub(upper1.lanewise(VectorOperators.LSHL, 16)).sub(groups * LIFT);
        ((FloatVector) lower0.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 0);
        ((FloatVector) lower1.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, COUNT);
        ((FloatVector) upper0.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 2 * COUNT);
        ((FloatVector) upper1.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 3 * COUNT);
    }

    /** For groups of 2. */
    static void pairs(int[] inputs, int groups, byte[] weights, int w, float[] sums) {
        IntVector total0 = IntVector.zero(INTS);
        IntVector total1 = total0;
        IntVector upper0 = total0;
        IntVector upper1 = total0;
        ShortVector lift = IntVector.broadcast(INTS, LIFT).reinterpretAsShorts();
        ShortVector eight = ShortVector.broadcast(SHORTS, (short) 8);
        for (int g = 0; g < groups; g++) {
            ShortVector x = IntVector.broadcast(INTS, inputs[2 * g]).reinterpretAsShorts();
            ShortVector y = ByteVector.fromArray(BYTES, weights, w).reinterpretAsShorts();
            ShortVector both = IntVector.broadcast(INTS, inputs[2 * groups + g]).reinterpretAsShorts().add(y.mul(x));
            ShortVector high = lift.add(high(y, eight).mul(x));
            x = IntVector.broadcast(INTS, inputs[2 * g + 1]).reinterpretAsShorts();
            y = ByteVector.fromArray(BYTES, weights, w + BLOCK).reinterpretAsShorts();
            both = both.add(y.mul(x));
            high = high.add(high(y, eight).mul(x));
            IntVector v0 = both.sub(high.lanewise(VectorOperators.LSHL, 8)).reinterpretAsInts();
            IntVector v1 = high.reinterpretAsInts();
            total0 = total0.add(v0);
            total1 = total1.add(v1);
            upper0 = upper0.add(v0.lanewise(VectorOperators.ASHR, 16));
            upper1 = upper1.add(v1.lanewise(VectorOperators.ASHR, 16));
            w += 2 * BLOCK;
        }
        IntVector lower0 = total0.sub(upper0.lanewise(VectorOperators.LSHL, 16)).sub(groups * LIFT);
        IntVector lower1 = total1.sub(upper1.lanewise(VectorOperators.LSHL, 16)).sub(groups * LIFT);
        ((FloatVector) lower0.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 0);
        ((FloatVector) lower1.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, COUNT);
        ((FloatVector) upper0.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 2 * COUNT);
        ((FloatVector) upper1.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(sums, 3 * COUNT);
    }
}
