package dev.pipit.framework.tflite;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The fields of one table of options, each checked for what it may be. One that is absent is 0, if nothing else is said. */
record OptionsFields(FlatTable table) {
    private static final List<Options.Activation> ACTIVATIONS = Arrays.stream(Options.Activation.values())
        .sorted(Comparator.comparingInt(Options.Activation::code)).toList();

    Options.Padding padding(int field) throws ModelFormatException {
        return oneOf(2, field, "padding") == 0 ? Options.Padding.SAME : Options.Padding.VALID;
    }

    Options.Activation activation(int field) throws ModelFormatException {
        return ACTIVATIONS.get(oneOf(ACTIVATIONS.size(), field, "fused_activation_function"));
    }

    TensorType type(int field) throws ModelFormatException {
        int code = table.int8(field, 0);
        return TensorType.of(code).orElseThrow(() -> table.error("type " + code + " is not known"));
    }

    /** One of the numbers from 0 to {@code choices - 1}. */
    int oneOf(int choices, int field, String name) throws ModelFormatException {
        int code = table.int8(field, 0);
        if (code < 0 || code >= choices) {
            throw table.error(name + " must be from 0 to " + (choices - 1) + ": " + name + "=" + code);
        }
        return code;
    }

    int any(int field) throws ModelFormatException {
        return table.int32(field, 0);
    }

    int positive(int field, String name) throws ModelFormatException {
        return atLeast(1, field, 0, name);
    }

    int atLeast(int least, int field, int absent, String name) throws ModelFormatException {
        int value = table.int32(field, absent);
        if (value < least) {
            throw table.error(name + " must be at least " + least + ": " + name + "=" + value);
        }
        return value;
    }

    float finite(int field, String name) throws ModelFormatException {
        float value = table.float32(field);
        if (!Float.isFinite(value)) {
            throw table.error(name + " must be finite: " + name + "=" + value);
        }
        return value;
    }

    boolean flag(int field) throws ModelFormatException {
        return table.bool(field, false);
    }
}
