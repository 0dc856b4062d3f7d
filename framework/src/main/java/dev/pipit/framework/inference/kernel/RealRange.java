package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options.Activation;

/** The least and the greatest real number that an activation lets through; infinite where there is no end. */
public record RealRange(float least, float greatest) {
    /** Of an activation that only cuts off. */
    public static RealRange of(Node node, Activation activation) throws ModelFormatException {
        return switch (activation) {
            case NONE -> new RealRange(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
            case RELU -> new RealRange(0, Float.POSITIVE_INFINITY);
            case RELU_N1_TO_1 -> new RealRange(-1, 1);
            case RELU6 -> new RealRange(0, 6);
            case TANH, SIGN_BIT -> throw node.refusal("fused activation must be NONE, RELU, RELU_N1_TO_1 or RELU6: "
                + "activation=" + activation);
        };
    }

    /** x, or the nearer end; NaN stays what it is. */
    public float clamp(float x) {
        return Math.min(Math.max(x, least), greatest);
    }
}
