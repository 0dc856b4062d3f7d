package dev.pipit.apps.onnx;

import java.io.IOException;
import java.util.List;

/** A model has nodes that cannot be converted. Names all of them, a line each. */
public final class UnsupportedNodesException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient List<String> nodes;

    UnsupportedNodesException(String model, int opset, List<String> nodes) {
        super(model + ": " + nodes.size() + (nodes.size() == 1 ? " node is" : " nodes are") + " not converted (opset " + opset
            + "):\n  " + String.join("\n  ", nodes));
        this.nodes = List.copyOf(nodes);
    }

    /** All of them, in the order of the model: which, and why. */
    public List<String> nodes() {
        return nodes;
    }
}
