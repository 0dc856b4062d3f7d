package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** Cuts a tensor along an axis into pieces of given sizes; one of the sizes may be −1, for what is left. */
public final class SplitV {
    private final Operand input;
    private final Operand[] outputs;
    private final int[] blocks;
    private final int count;

    private SplitV(Operand input, Operand[] outputs, int axis) {
        this.input = input;
        this.outputs = outputs;
        this.count = input.product(0, axis);
        this.blocks = new int[outputs.length];
        int size = input.type().bits() / 8;
        for (int k = 0; k < blocks.length; k++) {
            blocks[k] = outputs[k].product(axis, input.rank()) * size;
        }
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(3, 3, node.options(Options.Split.class).parts());
        Operand input = node.input(0);
        int[] sizes = node.constantInts(node.input(1));
        int[] axes = node.constantInts(node.input(2));
        node.require(axes.length == 1, "axis must be one number: numbers=%s", axes.length);
        node.require(sizes.length == node.outputs(), "there must be a size for each output: sizes=%s, outputs=%s",
            sizes.length, node.outputs());
        int axis = node.axis(axes[0], input.rank());
        Operand[] outputs = new Operand[sizes.length];
        long sum = 0;
        int open = 0;
        for (int k = 0; k < sizes.length; k++) {
            outputs[k] = node.output(k);
            node.require(Concatenation.sameButAlong(axis, outputs[k], input),
                "output %s must have the shape of the input but along axis %s", k, axis);
            node.require(sizes[k] == -1 || sizes[k] == outputs[k].extent(axis),
                "output %s must have the size that is given: size=%s, output=%s", k, sizes[k], outputs[k].extent(axis));
            open += sizes[k] == -1 ? 1 : 0;
            sum += outputs[k].extent(axis);
        }
        node.require(open <= 1, "only one size may be open: open=%s", open);
        node.require(sum == input.extent(axis), "outputs must use up the input: sum=%s, input=%s", sum,
            input.extent(axis));
        return new SplitV(input, outputs, axis)::run;
    }

    private void run() {
        int from = 0;
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < outputs.length; k++) {
                input.storage().copy(from, outputs[k].storage(), n * blocks[k], blocks[k]);
                from += blocks[k];
            }
        }
    }
}
