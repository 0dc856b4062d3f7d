package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Cuts a tensor along an axis: into pieces of given sizes, of which one may be −1, for what is left (SPLIT_V), into equal
 * pieces (SPLIT), or into pieces of extent 1 that lose the dimension (UNPACK).
 */
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
            blocks[k] = outputs[k].product(axis, outputs[k].rank()) * size;
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

    static Kernel prepareSplit(Node node) throws ModelFormatException {
        int parts = node.options(Options.Split.class).parts();
        node.arity(2, 2, parts);
        int[] axes = node.constantInts(node.input(0));
        Operand input = node.input(1);
        node.require(axes.length == 1, "axis must be one number: numbers=%s", axes.length);
        int axis = node.axis(axes[0], input.rank());
        node.require(input.extent(axis) % parts == 0, "input must be divisible: extent=%s, parts=%s",
            input.extent(axis), parts);
        Operand[] outputs = new Operand[parts];
        for (int k = 0; k < parts; k++) {
            outputs[k] = node.output(k);
            node.require(Concatenation.sameButAlong(axis, outputs[k], input)
                && outputs[k].extent(axis) == input.extent(axis) / parts,
                "output %s must be one of %s parts of the input along axis %s", k, parts, axis);
        }
        return new SplitV(input, outputs, axis)::run;
    }

    static Kernel prepareUnpack(Node node) throws ModelFormatException {
        var options = node.options(Options.Unpack.class);
        node.arity(1, 1, options.values());
        Operand input = node.input(0);
        int axis = node.axis(options.axis(), input.rank());
        node.require(input.extent(axis) == options.values(), "input must have one index for each output: extent=%s, "
            + "outputs=%s", input.extent(axis), options.values());
        Operand[] outputs = new Operand[options.values()];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = node.output(k);
            node.require(Concatenation.sameWithout(axis, outputs[k], input),
                "output %s must have the shape of the input without axis %s", k, axis);
        }
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
