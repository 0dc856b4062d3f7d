package dev.pipit.framework.training.integer;

import java.util.List;
import java.util.Locale;

/** What layers ask of their inputs. */
final class Check {
    private Check() {
    }

    static void that(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }

    /** The only one. */
    static <T> T one(List<T> inputs) {
        that(inputs.size() == 1, "there must be one input: inputs=%s", inputs.size());
        return inputs.get(0);
    }

    /** The shape behind a kernel. */
    static Shape moved(Movement movement, Shape in, int channels) {
        int width = movement.outputWidth(in.width());
        that(width > 0, "kernel must fit into the columns: columns=%s, kernel covers %s", in.width(),
            movement.coveredColumns());
        return new Shape(movement.outputHeight(in.height()), width, channels);
    }

    static void sameScale(List<Scale> inputs, Scale output) {
        for (Scale input : inputs) {
            that(input.equals(output), "output must have the scale of the input: input=%s, output=%s", input, output);
        }
    }
}
