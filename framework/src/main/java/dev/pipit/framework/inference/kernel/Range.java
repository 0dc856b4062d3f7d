package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * The least and the greatest whole number that an output may hold: the ends of its type, or narrower ones that stand
 * for a fused activation.
 */
public record Range(int least, int greatest) {
    /** x, or the nearer end. */
    public int clamp(int x) {
        return Math.min(Math.max(x, least), greatest);
    }

    /** All of a type of up to 32 bits. */
    public static Range of(TensorType type) {
        return switch (type) {
            case INT8 -> new Range(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT8 -> new Range(0, 255);
            case INT16 -> new Range(Short.MIN_VALUE, Short.MAX_VALUE);
            default -> new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
        };
    }

    /** What an activation leaves of a quantized output. */
    public static Range of(Node node, Activation activation, Operand output) throws ModelFormatException {
        return of(node, RealRange.of(node, activation), output);
    }

    /** What a range of real numbers leaves of a quantized output. */
    public static Range of(Node node, RealRange real, Operand output) throws ModelFormatException {
        Range all = of(output.type());
        Quantization q = node.quantization(output);
        return new Range(Math.max(all.least, quantized(real.least(), q)), Math.min(all.greatest,
            quantized(real.greatest(), q)));
    }

    private static int quantized(float real, Quantization q) {
        if (Float.isInfinite(real)) {
            return real < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        double steps = FloatRounding.round(real / q.scale()) + q.zeroPoint();
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, steps));
    }
}
