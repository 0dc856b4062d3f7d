package dev.pipit.framework.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Type, quantization and shape of a tensor in a model that a test puts together. */
@SuppressWarnings("ArrayRecordComponent")
public record Spec(TensorType type, Optional<Quantization> quantization, int... shape) {
    /** Of real numbers, or of whole ones without a scale. */
    public static Spec of(TensorType type, int... shape) {
        return new Spec(type, Optional.empty(), shape);
    }

    /** Quantized with one scale. */
    public static Spec scaled(TensorType type, double scale, int zeroPoint, int... shape) {
        return new Spec(type, Optional.of(new Quantization(new float[] {(float) scale}, new int[] {zeroPoint}, 0)),
            shape);
    }

    /** The same with a scale for each index along an axis, zero points of 0. */
    public Spec perAxis(int axis, float... scales) {
        return new Spec(type, Optional.of(new Quantization(scales, new int[scales.length], axis)), shape);
    }

    /** How many numbers. */
    public int elements() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    TensorInfo info(int index, Optional<ByteBuffer> constant, boolean variable) {
        return new TensorInfo(index, "t" + index, type, shape, quantization, constant, variable);
    }

    ByteBuffer bytes(double... numbers) {
        return type == TensorType.INT4 ? packed(numbers) : whole(numbers);
    }

    /** Two to a byte, the lower bits first. */
    private static ByteBuffer packed(double... numbers) {
        byte[] bytes = new byte[(numbers.length + 1) / 2];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i / 2] = (byte) (bytes[i / 2] | ((int) numbers[i] & 0xF) << 4 * (i % 2));
        }
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private ByteBuffer whole(double... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Math.max(1, type.bits() / 8))
            .order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            switch (type) {
                case FLOAT32 -> buffer.putFloat((float) number);
                case INT32 -> buffer.putInt((int) number);
                case INT64 -> buffer.putLong((long) number);
                case INT16 -> buffer.putShort((short) number);
                default -> buffer.put((byte) (int) number);
            }
        }
        return buffer.flip().asReadOnlyBuffer();
    }
}
