package dev.pipit.framework.inference.kernel.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that this machine likes best, and the steps that all kernels take with them. */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** Numbers in a vector. */
    static final int COUNT = FLOATS.length();
    /** Whether bytes for all lanes fill a vector of their own, which takes 64 bits: not so with vectors of 128. */
    static final boolean WIDE = COUNT >= 8;
    static final VectorSpecies<Byte> BYTES =
        VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * COUNT)));
    static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64|i386|x86");
    /** x86 processors whose vectors have 128 bits are older than fused multiply-add, which then is emulated. */
    private static final boolean FUSED = COUNT > 4 || !X86;

    private Lanes() {
    }

    /** The multiple of {@link #COUNT} that is not less. */
    static int padded(int channels) {
        return (channels + COUNT - 1) / COUNT * COUNT;
    }

    /** {@code x · w + sum}, exact either way. */
    static FloatVector add(FloatVector x, FloatVector w, FloatVector sum) {
        return FUSED ? x.fma(w, sum) : x.mul(w).add(sum);
    }

    /** All lanes the float whose bits lie at {@code i}: from an array of ints because that needs no shuffle. */
    static FloatVector all(int[] bits, int i) {
        return IntVector.broadcast(INTS, bits[i]).reinterpretAsFloats();
    }

    /** Floats whose bits lie from {@code i} on. */
    static FloatVector load(int[] bits, int i) {
        return IntVector.fromArray(INTS, bits, i).reinterpretAsFloats();
    }

    /** Bytes from {@code i} on as floats. For {@link #WIDE} machines. */
    static FloatVector bytes(byte[] from, int i) {
        return (FloatVector) ByteVector.fromArray(BYTES, from, i).convertShape(VectorOperators.B2F, FLOATS, 0);
    }
}
