package dev.pipit.framework.inference.kernel;

import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** IF: one of two subgraphs runs, which takes the other inputs and gives the outputs. */
final class Branch {
    private Branch() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var options = node.options(Options.If.class);
        Operand condition = node.input(0);
        node.require(condition.elements() == 1, "condition must be one truth: numbers=%s", condition.elements());
        Kernel yes = called(node, options.thenSubgraph());
        Kernel no = called(node, options.elseSubgraph());
        return () -> {
            if (condition.storage().int8(0) != 0) {
                yes.run();
            } else {
                no.run();
            }
        };
    }

    private static Kernel called(Node node, int subgraph) throws ModelFormatException {
        List<Operand> inputs = node.allInputs();
        Kernel body = node.surroundings().subgraph(subgraph);
        Arguments in = Arguments.of(node, inputs.subList(1, inputs.size()), node.surroundings().inputs(subgraph));
        Arguments out = Arguments.of(node, node.surroundings().outputs(subgraph), node.allOutputs());
        return () -> {
            in.copy();
            body.run();
            out.copy();
        };
    }
}
