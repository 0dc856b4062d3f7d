package dev.pipit.apps.onnx;

import java.util.List;
import java.util.OptionalInt;

/**
 * What goes into a model or comes out of it.
 *
 * @param name  in the graph
 * @param type  of its numbers
 * @param shape extents, slowest index first; empty ones are left open by the file
 */
public record OnnxValue(String name, OnnxType type, List<OptionalInt> shape) {
    public OnnxValue {
        shape = List.copyOf(shape);
    }
}
