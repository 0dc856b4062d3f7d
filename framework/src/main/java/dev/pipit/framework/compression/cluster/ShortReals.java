package dev.pipit.framework.compression.cluster;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Real numbers of which only the upper 16 bits are used: 8 bits of exponent as in FLOAT32, 7 of the fraction. They stay
 * FLOAT32, and pack into half.
 *
 * <p>Error: at most 2^-8 of a number.
 */
public final class ShortReals {
    private static final int BIAS = 2;

    private ShortReals() {
    }

    /** The nearest one; of two the one whose last bit is 0. Finite numbers only. */
    static float of(float number) {
        int bits = Float.floatToRawIntBits(number);
        int half = 0x7FFF + (bits >> Short.SIZE & 1);
        return Float.intBitsToFloat(bits + half & 0xFFFF0000);
    }

    /** The model with short biases, where they are FLOAT32. */
    public static Model biases(Model model) {
        Draft draft = Draft.of(model);
        for (Operator operator : model.main().operators()) {
            if (operator.hasInput(BIAS)) {
                TensorInfo bias = model.main().tensors().get(operator.inputs().get(BIAS));
                if (bias.type() == TensorType.FLOAT32 && bias.constant().isPresent() && bias.shape().length == 1) {
                    float[] values = Reals.of(bias);
                    for (int i = 0; i < values.length; i++) {
                        values[i] = of(values[i]);
                    }
                    draft.setReals(bias.index(), values, bias.shape());
                }
            }
        }
        return draft.model();
    }
}
