package dev.pipit.apps.onnx;

import java.util.Arrays;

/**
 * Constant numbers of a model. Real ones are kept as floats; whole ones as ints, where what does not fit becomes the
 * nearest that does: such numbers stand for "to the end".
 *
 * @param name   empty where it is a setting of a node
 * @param type   in the file
 * @param shape  slowest index first; empty for a single number
 * @param reals  row-major, if the type is a real one; otherwise empty
 * @param wholes row-major, if it is not; otherwise empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record OnnxTensor(String name, OnnxType type, int[] shape, float[] reals, int[] wholes) {
    /** How many numbers. */
    public int elements() {
        return type.real() ? reals.length : wholes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxTensor t && name.equals(t.name) && type == t.type && Arrays.equals(shape, t.shape)
            && Arrays.equals(reals, t.reals) && Arrays.equals(wholes, t.wholes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + type.hashCode()) + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape) + " " + name;
    }
}
