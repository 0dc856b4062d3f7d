package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Energy of the bins {@code start_index} to {@code end_index - 1} of a spectrum. The others, which the source leaves as
 * they were, are 0. Shape: input {@code [2n]}, real and imaginary parts in turn, output {@code [n]}.
 */
final class SignalEnergy {
    private SignalEnergy() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() == 1 && out.rank() == 1 && in.elements() == 2 * out.elements(),
            "input must hold two numbers for each of the output: numbers=%s, %s", in.elements(), out.elements());
        int start = node.customNumber("start_index", 0, out.elements());
        int end = node.customNumber("end_index", start, out.elements());
        return () -> run(in.storage(), out.storage(), out.elements(), start, end);
    }

    private static void run(Storage in, Storage out, int count, int start, int end) {
        for (int i = 0; i < count; i++) {
            int re = in.int16(2 * i);
            int im = in.int16(2 * i + 1);
            out.putInt32(i, i >= start && i < end ? re * re + im * im : 0);      // 32 bits without sign
        }
    }
}
