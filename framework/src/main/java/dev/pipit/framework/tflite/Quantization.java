package dev.pipit.framework.tflite;

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
}
