package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * From the second input where the first is true, from the third where it is not. SELECT_V2 spreads each of them over
 * the output; SELECT wants two tensors of the output's shape, and one truth for each number, for each index along the first
 * axis, or for all.
 */
final class Select {
    private final Operand condition;
    private final Operand yes;
    private final Operand no;
    private final Operand output;
    private final int size;

    private Select(Node node) throws ModelFormatException {
        node.arity(3, 3, 1);
        this.condition = node.input(0);
        this.yes = node.input(1);
        this.no = node.input(2);
        this.output = node.output(0);
        this.size = output.type().bits() / 8;
    }

    static Kernel prepareSpread(Node node) throws ModelFormatException {
        var kernel = new Select(node);
        Spread condition = Spread.of(node, kernel.condition, kernel.output);
        Spread yes = Spread.of(node, kernel.yes, kernel.output);
        Spread no = Spread.of(node, kernel.no, kernel.output);
        for (int axis = 0; axis < kernel.output.rank(); axis++) {
            node.require(condition.fills(axis) || yes.fills(axis) || no.fills(axis),
                "output must not be larger than all inputs: axis=%s, extent=%s", axis, kernel.output.extent(axis));
        }
        return () -> kernel.spread(condition, yes, no);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Select(node);
        Operand output = kernel.output;
        node.require(kernel.yes.sameShape(output) && kernel.no.sameShape(output),
            "second and third input must have the shape of the output");
        Operand condition = kernel.condition;
        boolean rows = condition.rank() == 1 && output.rank() > 0 && condition.extent(0) == output.extent(0);
        node.require(condition.rank() == 0 || rows || condition.sameShape(output),
            "condition must be one truth, one for each index along the first axis, or one for each number");
        int block = output.elements() / Math.max(1, condition.elements());
        return () -> kernel.blocks(block);
    }

    private void spread(Spread condition, Spread yes, Spread no) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            if (this.condition.storage().int8(condition.index(i)) != 0) {
                this.yes.storage().copy(yes.index(i) * size, output.storage(), i * size, size);
            } else {
                this.no.storage().copy(no.index(i) * size, output.storage(), i * size, size);
            }
        }
    }

    private void blocks(int block) {
        int bytes = block * size;
        for (int k = 0, count = condition.elements(); k < count; k++) {
            Operand from = condition.storage().int8(k) != 0 ? yes : no;
            from.storage().copy(k * bytes, output.storage(), k * bytes, bytes);
        }
    }
}
