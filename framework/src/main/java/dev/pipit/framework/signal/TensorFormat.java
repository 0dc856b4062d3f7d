package dev.pipit.framework.signal;

import java.util.List;
import java.util.Objects;

/**
 * Tensors that come at a steady pace.
 *
 * @param shape  slowest index first, every extent at least 1; one feature row is {@code [1, n]}
 * @param signal the signal that the numbers were computed from
 * @param length samples of that signal behind one tensor, at least 1
 * @param hop    samples of that signal from one tensor to the next, at least 1
 * @param madeBy the settings of the block that computed the features: equal settings give equal numbers, so a model
 *               can compare them with what it was trained on
 */
public record TensorFormat(List<Integer> shape, SignalFormat signal, int length, int hop, Record madeBy)
        implements Format {
    public TensorFormat {
        shape = List.copyOf(shape);
        if (shape.isEmpty() || shape.stream().anyMatch(extent -> extent < 1)) {
            throw new IllegalArgumentException("shape must have extents of at least 1: shape=" + shape);
        }
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(madeBy, "madeBy");
        if (length < 1 || hop < 1) {
            throw new IllegalArgumentException(
                "length and hop must be at least 1 sample: length=" + length + ", hop=" + hop);
        }
    }

    /** How many numbers one tensor holds. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return shape.toString();
    }
}
