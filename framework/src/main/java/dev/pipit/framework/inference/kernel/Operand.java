package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * A tensor as an operator meets it: what the file says about it, and where its numbers lie.
 *
 * @param info    type, shape, quantization
 * @param storage holds {@code info.bytes()}, or a byte for each number of a constant of type INT4; for a handle to a
 *                variable, the variable itself
 */
public record Operand(TensorInfo info, Storage storage) {
    /** Type of the numbers. */
    public TensorType type() {
        return info.type();
    }

    /** How many dimensions. */
    public int rank() {
        return info.shape().length;
    }

    /** Size along one dimension. */
    public int extent(int axis) {
        return info.shape()[axis];
    }

    /** How many numbers. */
    public int elements() {
        return info.elements();
    }

    /** Size along the last dimension; 1 for a single number. */
    public int depth() {
        return rank() == 0 ? 1 : extent(rank() - 1);
    }

    /** How many rows along the last dimension. */
    public int rows() {
        return product(0, Math.max(0, rank() - 1));
    }

    /** Product of the extents of the dimensions {@code from} to {@code to - 1}. */
    public int product(int from, int to) {
        int n = 1;
        for (int axis = from; axis < to; axis++) {
            n *= extent(axis);
        }
        return n;
    }

    /** Whether the shapes are the same. */
    public boolean sameShape(Operand other) {
        return Arrays.equals(info.shape(), other.info.shape());
    }

    /** Number {@code i} of a tensor of whole numbers of up to 32 bits. */
    public int get(int i) {
        return switch (info.type()) {
            case INT8, BOOL, INT4 -> storage.int8(i);
            case UINT8 -> storage.uint8(i);
            case INT16 -> storage.int16(i);
            default -> storage.int32(i);
        };
    }

    /** Writes number {@code i} of a tensor of whole numbers of up to 32 bits. */
    public void put(int i, int value) {
        switch (info.type()) {
            case INT8, UINT8, BOOL -> storage.putInt8(i, value);
            case INT16 -> storage.putInt16(i, value);
            default -> storage.putInt32(i, value);
        }
    }
}
