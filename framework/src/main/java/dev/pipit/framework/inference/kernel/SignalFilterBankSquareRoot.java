package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.dsp.micro.SquareRoot;
import dev.pipit.framework.tflite.ModelFormatException;

/** From energies to magnitudes: the rounded square root, without as many lower bits as the second input says. */
final class SignalFilterBankSquareRoot {
    private SignalFilterBankSquareRoot() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        node.require(node.input(1).elements() == 1, "the second input must be one number: numbers=%s",
            node.input(1).elements());
        Storage bits = node.input(1).storage();
        return () -> run(in.storage(), bits, out.storage(), in.elements());
    }

    private static void run(Storage in, Storage bits, Storage out, int count) {
        int shift = bits.int32(0);
        for (int i = 0; i < count; i++) {
            out.putInt32(i, (int) (SquareRoot.of(in.int64(i)) >> shift));
        }
    }
}
