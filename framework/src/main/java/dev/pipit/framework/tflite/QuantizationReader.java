package dev.pipit.framework.tflite;

import java.util.Optional;

/** Reads and checks how real numbers became integers. */
final class QuantizationReader {
    private final Place place;

    QuantizationReader(Place place) {
        this.place = place;
    }

    Optional<Quantization> read(FlatTable table, TensorType type, int[] shape) throws ModelFormatException {
        FlatVector scale = table.vector(Schema.QUANTIZATION_SCALE);
        FlatVector zeroPoint = table.vector(Schema.QUANTIZATION_ZERO_POINT, Long.BYTES);
        if (table.int8(Schema.QUANTIZATION_DETAILS_TYPE, 0) != 0) {
            throw place.error("quantization must be by scale and zero point");
        }
        if (scale.length() == 0) {
            return Optional.empty();
        }
        // a converter of 2020 gave the axis of the weights to their bias, which has only one
        int axis = scale.length() == 1 || shape.length == 1 ? 0 : table.int32(Schema.QUANTIZATION_AXIS, 0);
        checkCounts(scale.length(), zeroPoint.length(), axis, shape);
        float[] scales = new float[scale.length()];
        int[] zeroPoints = new int[scale.length()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = checkedScale(scale.float32(i));
            zeroPoints[i] = zeroPoint.length() == 0 ? 0 : checkedZeroPoint(zeroPoint.int64(i), type);
        }
        return Optional.of(new Quantization(scales, zeroPoints, axis));
    }

    private void checkCounts(int scales, int zeroPoints, int axis, int[] shape) throws ModelFormatException {
        if (zeroPoints != 0 && zeroPoints != scales) {
            throw place.error("needs as many zero points as scales: scales=" + scales + ", zero points=" + zeroPoints);
        }
        if (scales > 1 && (axis < 0 || axis >= shape.length || shape[axis] != scales)) {
            throw place.error("needs one scale, or one per index along its axis: scales=" + scales + ", axis=" + axis);
        }
    }

    private float checkedScale(float scale) throws ModelFormatException {
        if (!(scale > 0 && Float.isFinite(scale))) {
            throw place.error("a scale must be finite and above 0: scale=" + scale);
        }
        return scale;
    }

    private int checkedZeroPoint(long zeroPoint, TensorType type) throws ModelFormatException {
        boolean unsigned = type == TensorType.UINT8 || type == TensorType.UINT16 || type == TensorType.UINT32;
        int bits = Math.min(Math.max(type.bits(), 1), Integer.SIZE);
        long least = unsigned ? 0 : -(1L << bits - 1);
        long most = Math.min(Integer.MAX_VALUE, least + (1L << bits) - 1);
        if (zeroPoint < least || zeroPoint > most) {
            throw place.error("a zero point must be from " + least + " to " + most + ": zero point=" + zeroPoint);
        }
        return (int) zeroPoint;
    }
}
