package dev.pipit.framework.tflite;

import java.util.Arrays;

/**
 * Real = scale × (q − zeroPoint), for a whole tensor or for each index along one axis.
 *
 * @param scales     one, or one per index along {@code axis}; finite and above 0
 * @param zeroPoints as many as scales, in the range of the tensor's type
 * @param axis       which dimension the scales run along; 0 where there is only one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Quantization(float[] scales, int[] zeroPoints, int axis) {
    /** Whether there is more than one scale. */
    public boolean perAxis() {
        return scales.length > 1;
    }

    /** The scale of a whole tensor. */
    public float scale() {
        return scales[0];
    }

    /** The zero point of a whole tensor. */
    public int zeroPoint() {
        return zeroPoints[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantization q && axis == q.axis && Arrays.equals(scales, q.scales)
            && Arrays.equals(zeroPoints, q.zeroPoints);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(scales) + Arrays.hashCode(zeroPoints)) + axis;
    }

    @Override
    public String toString() {
        return "Quantization[scales=" + Arrays.toString(scales) + ", zeroPoints=" + Arrays.toString(zeroPoints)
            + ", axis=" + axis + "]";
    }
}
