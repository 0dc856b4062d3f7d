package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * The same numbers in another place: RESHAPE, which keeps them in their order, READ_VARIABLE and ASSIGN_VARIABLE. Where
 * input and output lie in the same place there is nothing to do.
 */
public final class Copy {
    private Copy() {
    }

    static Kernel prepareReshape(Node node) throws ModelFormatException {
        node.arity(1, 2, 1);
        return copy(node, node.input(0), node.output(0));
    }

    /** The handle's storage is the variable itself. */
    static Kernel prepareRead(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        return copy(node, node.input(0), node.output(0));
    }

    /** The handle's storage is the variable itself. */
    static Kernel prepareAssign(Node node) throws ModelFormatException {
        node.arity(2, 2, 0);
        return copy(node, node.input(1), node.input(0));
    }

    private static Kernel copy(Node node, Operand from, Operand to) throws ModelFormatException {
        Storage source = from.storage();
        Storage target = to.storage();
        node.require(source.length() == target.length(), "output must be as large as the input: bytes=%s, %s",
            source.length(), target.length());
        return source.same(target) ? Kernel.NOTHING : () -> source.copy(0, target, 0, source.length());
    }
}
