package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** Names a variable. Which memory that is was settled before any operator was prepared, so nothing is left to run. */
public final class VariableHandle {
    private VariableHandle() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(0, 0, 1);
        node.options(Options.VarHandle.class);
        return Kernel.NOTHING;
    }
}
