package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Multiplies frames by a curve with {@code shift} binary places. Products are rounded down and held inside 16 bits.
 * Shape: input and output {@code [.., n]}, curve {@code [n]}.
 */
final class SignalWindow {
    private SignalWindow() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand curve = node.input(1);
        Operand out = node.output(0);
        node.require(in.sameShape(out), "output must have the shape of the input");
        node.require(curve.rank() == 1 && curve.elements() > 0 && in.elements() % curve.elements() == 0,
            "input must be whole curves: numbers=%s, curve=%s", in.elements(), curve.elements());
        int shift = node.customNumber("shift", 0, 31);
        return () -> run(in.storage(), curve.storage(), out.storage(), in.elements(), curve.elements(), shift);
    }

    private static void run(Storage in, Storage curve, Storage out, int count, int length, int shift) {
        for (int from = 0; from < count; from += length) {
            for (int i = 0; i < length; i++) {
                int tapered = in.int16(from + i) * curve.int16(i) >> shift;
                out.putInt16(from + i, Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, tapered)));
            }
        }
    }
}
