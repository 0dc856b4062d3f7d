package dev.pipit.apps.train.labelled;

import java.util.Arrays;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.integer.Convolution;
import dev.pipit.framework.training.integer.Depthwise;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Weights;

/**
 * What a model needs.
 *
 * @param parameters weights and biases
 * @param bytes      of the file
 * @param macs       multiplications of an invocation
 * @param arenaBytes memory of the tensors
 */
record Cost(long parameters, int bytes, long macs, long arenaBytes) {
    private static final int INVOCATIONS = 300;

    static Cost of(IntegerNetwork network, Model model) throws ModelFormatException {
        return new Cost(network.nodes().stream().mapToLong(Cost::parameters).sum(), ModelWriter.bytes(model).length,
            OperatorCost.total(OperatorCost.of(model)), Interpreter.prepare(model).memory().arenaBytes());
    }

    private static long parameters(IntegerNode node) {
        if (node.layer() instanceof Convolution each) {
            return count(each.weights());
        }
        return node.layer() instanceof Depthwise each ? count(each.weights()) : 0;
    }

    private static long count(Weights weights) {
        return (long) weights.values().length + weights.bias().length;
    }

    /** The median time of an invocation, here and now. */
    static double micros(Model model) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model);
        interpreter.upgrade();
        long[] times = new long[INVOCATIONS];
        for (int i = 0; i < 2 * INVOCATIONS; i++) {
            long start = System.nanoTime();
            interpreter.invoke();
            times[i % INVOCATIONS] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[INVOCATIONS / 2] / 1e3;
    }
}
