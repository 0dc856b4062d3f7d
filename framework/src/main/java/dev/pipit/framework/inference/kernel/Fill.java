package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** FILL and ZEROS_LIKE: one number everywhere; for the second the stored 0, also where real zero is another number. */
final class Fill {
    private Fill() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand value = node.input(1);
        Operand out = node.output(0);
        BroadcastTo.fixedShape(node, node.input(0), out);
        node.require(value.elements() == 1, "must be filled with one number: numbers=%s", value.elements());
        return () -> fill(value.storage(), out.storage());
    }

    static Kernel prepareZeros(Node node) throws ModelFormatException {
        Elementwise.sameSize(node);
        Storage out = node.output(0).storage();
        Storage zero = Storage.of(1);
        return () -> fill(zero, out);
    }

    private static void fill(Storage number, Storage out) {
        int size = number.length();
        for (int to = 0; to < out.length(); to += size) {
            number.copy(0, out, to, size);
        }
    }
}
