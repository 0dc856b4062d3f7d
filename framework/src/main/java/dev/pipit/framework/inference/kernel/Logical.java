package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT. */
final class Logical {
    private Logical() {
    }

    static Kernel prepareAnd(Node node) throws ModelFormatException {
        return prepare(node, true);
    }

    static Kernel prepareOr(Node node) throws ModelFormatException {
        return prepare(node, false);
    }

    static Kernel prepareNot(Node node) throws ModelFormatException {
        Elementwise.sameSize(node);
        Operand in = node.input(0);
        Storage out = node.output(0).storage();
        return () -> not(in, out);
    }

    private static Kernel prepare(Node node, boolean and) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand left = node.input(0);
        Operand right = node.input(1);
        Operand out = node.output(0);
        Broadcast broadcast = Broadcast.of(node, left, right, out);
        return () -> combine(left, right, out, broadcast, and);
    }

    private static void combine(Operand left, Operand right, Operand out, Broadcast broadcast, boolean and) {
        for (int i = 0, count = out.elements(); i < count; i++) {
            boolean x = left.get(broadcast.left(i)) != 0;
            boolean y = right.get(broadcast.right(i)) != 0;
            out.put(i, (and ? x && y : x || y) ? 1 : 0);
        }
    }

    private static void not(Operand in, Storage out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.putInt8(i, in.get(i) == 0 ? 1 : 0);
        }
    }
}
