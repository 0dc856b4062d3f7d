package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** Runs another subgraph in the first invocation only: it gives variables their first values. */
public final class CallOnce {
    private CallOnce() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(0, 0, 0);
        Kernel called = node.surroundings().subgraph(node.options(Options.CallOnce.class).subgraph());
        Storage done = node.surroundings().state(1);
        return () -> {
            if (done.int8(0) == 0) {
                called.run();
                done.putInt8(0, 1);
            }
        };
    }
}
