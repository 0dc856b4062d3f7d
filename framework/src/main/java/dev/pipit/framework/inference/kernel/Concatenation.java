package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** Puts tensors one behind the other along an axis, one that they have (CONCATENATION) or a new one (PACK). */
public final class Concatenation {
    private final Operand[] inputs;
    private final int[] blocks;
    private final Operand output;
    private final int count;

    private Concatenation(List<Operand> inputs, Operand output, int axis) {
        this.inputs = inputs.toArray(Operand[]::new);
        this.output = output;
        this.count = output.product(0, axis);
        int size = output.type().bits() / 8;
        this.blocks = inputs.stream().mapToInt(input -> input.product(axis, input.rank()) * size).toArray();
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, Integer.MAX_VALUE, 1);
        var options = node.options(Options.Concatenation.class);
        node.require(options.activation() == Options.Activation.NONE, "must have no fused activation: activation=%s",
            options.activation());
        Operand output = node.output(0);
        int axis = node.axis(options.axis(), output.rank());
        List<Operand> inputs = new ArrayList<>();
        int sum = 0;
        for (int k = 0; k < node.inputs(); k++) {
            Operand input = node.input(k);
            node.require(sameButAlong(axis, input, output), "input %s must have the shape of the output but along axis %s",
                k, axis);
            sum += input.extent(axis);
            inputs.add(input);
        }
        node.require(sum == output.extent(axis), "inputs must fill the output along axis %s: sum=%s, output=%s", axis,
            sum, output.extent(axis));
        return new Concatenation(inputs, output, axis)::run;
    }

    static Kernel preparePack(Node node) throws ModelFormatException {
        var options = node.options(Options.Pack.class);
        node.arity(options.values(), options.values(), 1);
        Operand output = node.output(0);
        int axis = node.axis(options.axis(), output.rank());
        node.require(output.extent(axis) == options.values(), "output must have one index for each input: extent=%s, "
            + "inputs=%s", output.extent(axis), options.values());
        List<Operand> inputs = new ArrayList<>();
        for (int k = 0; k < options.values(); k++) {
            inputs.add(node.input(k));
            node.require(sameWithout(axis, inputs.get(k), output),
                "input %s must have the shape of the output without axis %s", k, axis);
        }
        return new Concatenation(inputs, output, axis)::run;
    }

    /** Whether the first tensor has the shape of the second, which has one dimension more. */
    static boolean sameWithout(int axis, Operand a, Operand b) {
        boolean same = a.rank() + 1 == b.rank();
        for (int d = 0; same && d < a.rank(); d++) {
            same = a.extent(d) == b.extent(d < axis ? d : d + 1);
        }
        return same;
    }

    static boolean sameButAlong(int axis, Operand a, Operand b) {
        boolean same = a.rank() == b.rank();
        for (int d = 0; same && d < a.rank(); d++) {
            same = d == axis || a.extent(d) == b.extent(d);
        }
        return same;
    }

    private void run() {
        int to = 0;
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < inputs.length; k++) {
                inputs[k].storage().copy(n * blocks[k], output.storage(), to, blocks[k]);
                to += blocks[k];
            }
        }
    }
}
