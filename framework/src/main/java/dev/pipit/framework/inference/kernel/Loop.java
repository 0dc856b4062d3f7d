package dev.pipit.framework.inference.kernel;

import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * WHILE: as long as one subgraph says so, another makes the next numbers from the last. Nothing but the model bounds
 * how often: one that never says no never comes back, so a model from elsewhere should be tried before use.
 */
final class Loop {
    private Loop() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var options = node.options(Options.While.class);
        Surroundings around = node.surroundings();
        Kernel condition = around.subgraph(options.conditionSubgraph());
        Kernel body = around.subgraph(options.bodySubgraph());
        List<Operand> numbers = node.allOutputs();
        Arguments first = Arguments.of(node, node.allInputs(), numbers);
        Arguments toCondition = Arguments.of(node, numbers, around.inputs(options.conditionSubgraph()));
        Arguments toBody = Arguments.of(node, numbers, around.inputs(options.bodySubgraph()));
        Arguments fromBody = Arguments.of(node, around.outputs(options.bodySubgraph()), numbers);
        Storage again = again(node, around.outputs(options.conditionSubgraph()));
        return () -> {
            first.copy();
            toCondition.copy();
            condition.run();
            while (again.int8(0) != 0) {
                toBody.copy();
                body.run();
                fromBody.copy();
                toCondition.copy();
                condition.run();
            }
        };
    }

    private static Storage again(Node node, List<Operand> outputs) throws ModelFormatException {
        node.require(outputs.size() == 1 && outputs.get(0).type() == TensorType.BOOL
            && outputs.get(0).elements() == 1, "condition must give one truth: outputs=%s", outputs.size());
        return outputs.get(0).storage();
    }
}
