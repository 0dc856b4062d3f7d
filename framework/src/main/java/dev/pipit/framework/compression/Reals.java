package dev.pipit.framework.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.pipit.framework.tflite.Half;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;

/** The real numbers of constants, whatever type a file keeps them in. */
public final class Reals {
    private Reals() {
    }

    /**
     * What the numbers of a constant stand for, row-major: FLOAT32 and FLOAT16 as they are; INT4, INT8, UINT8, INT16,
     * INT32, INT64 by their scales.
     *
     * @throws IllegalArgumentException if it is no constant, has another type, or whole numbers without a quantization
     */
    public static float[] of(TensorInfo tensor) {
        ByteBuffer bytes = tensor.constant()
            .orElseThrow(() -> new IllegalArgumentException("must be a constant: tensor=" + tensor))
            .duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[tensor.elements()];
        switch (tensor.type()) {
            case FLOAT32 -> bytes.asFloatBuffer().get(values);
            case FLOAT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Half.real(bytes.getShort(Short.BYTES * i));
                }
            }
            default -> dequantize(tensor, bytes, values);
        }
        return values;
    }

    private static void dequantize(TensorInfo tensor, ByteBuffer bytes, float[] values) {
        Quantization quantization = tensor.quantization()
            .orElseThrow(() -> new IllegalArgumentException("must have a scale: tensor=" + tensor));
        int inner = 1;
        for (int d = quantization.axis() + 1; d < tensor.shape().length; d++) {
            inner *= tensor.shape()[d];
        }
        for (int i = 0; i < values.length; i++) {
            int k = quantization.perAxis() ? i / inner % quantization.scales().length : 0;
            values[i] = quantization.scales()[k] * (whole(tensor, bytes, i) - quantization.zeroPoints()[k]);
        }
    }

    private static float whole(TensorInfo tensor, ByteBuffer bytes, int i) {
        return switch (tensor.type()) {
            case INT4 -> (i % 2 == 0 ? (byte) (bytes.get(i / 2) << 4) : bytes.get(i / 2)) >> 4;
            case INT8 -> bytes.get(i);
            case UINT8 -> Byte.toUnsignedInt(bytes.get(i));
            case INT16 -> bytes.getShort(Short.BYTES * i);
            case INT32 -> bytes.getInt(Integer.BYTES * i);
            case INT64 -> bytes.getLong(Long.BYTES * i);
            default -> throw new IllegalArgumentException("type must be a number: tensor=" + tensor);
        };
    }

    /** Numbers as FLOAT32 in a file. */
    public static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.flip().asReadOnlyBuffer();
    }
}
