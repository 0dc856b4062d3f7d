package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** Negative of each number; of whole ones the least, which has none, stays what it is. */
final class Neg {
    private Neg() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Elementwise.sameSize(node);
        Operand in = node.input(0);
        Operand out = node.output(0);
        return switch (in.type()) {
            case FLOAT32 -> Elementwise.prepare(node, RealFunction.NEG);
            case INT64 -> () -> int64(in, out);
            default -> () -> int32(in, out);
        };
    }

    private static void int32(Operand in, Operand out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, -in.get(i));
        }
    }

    private static void int64(Operand in, Operand out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.storage().putInt64(i, -in.storage().int64(i));
        }
    }
}
