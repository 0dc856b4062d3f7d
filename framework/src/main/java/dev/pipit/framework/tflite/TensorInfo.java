package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One tensor of a subgraph, as the file describes it.
 *
 * @param index        position in the subgraph
 * @param name         as the converter wrote it
 * @param type         of its numbers
 * @param shape        slowest index first; empty for a single number
 * @param quantization absent for real numbers and indices
 * @param constant     the numbers of a constant, little-endian, exactly {@link #bytes()} long; absent for what is
 *                     computed. Read only, positioned at 0
 * @param variable     keeps its numbers from one invocation to the next
 */
@SuppressWarnings("ArrayRecordComponent")
public record TensorInfo(int index, String name, TensorType type, int[] shape, Optional<Quantization> quantization,
        Optional<ByteBuffer> constant, boolean variable) {

    /** How many numbers. */
    public int elements() {
        int n = 1;
        for (int extent : shape) {
            n *= extent;              // the reader has checked that this does not overflow
        }
        return n;
    }

    /** Bytes of the numbers, as they lie in memory; types of less than a byte are packed. */
    public int bytes() {
        return Math.toIntExact(((long) elements() * type.bits() + 7) / 8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorInfo t && index == t.index && name.equals(t.name) && type == t.type
            && Arrays.equals(shape, t.shape) && quantization.equals(t.quantization) && constant.equals(t.constant)
            && variable == t.variable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, name, type, Arrays.hashCode(shape), variable);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape) + " " + name;
    }
}
