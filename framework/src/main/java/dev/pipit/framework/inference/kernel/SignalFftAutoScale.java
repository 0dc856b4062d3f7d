package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Multiplies a frame by the greatest power of two with which its greatest magnitude stays inside 16 bits. The second
 * output is the exponent.
 */
final class SignalFftAutoScale {
    private SignalFftAutoScale() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 2);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() == 1 && in.sameShape(out), "input and output must have rank 1 and the same shape: ranks=%s, %s",
            in.rank(), out.rank());
        node.require(node.output(1).elements() == 1, "the second output must be one number: numbers=%s",
            node.output(1).elements());
        Storage exponent = node.output(1).storage();
        return () -> run(in.storage(), out.storage(), exponent, in.elements());
    }

    private static void run(Storage in, Storage out, Storage exponent, int count) {
        int zeros = Integer.numberOfLeadingZeros(greatestMagnitude(in, count));
        int bits = Math.max(0, zeros - 17);                          // fills 15 bits and the sign
        for (int i = 0; i < count; i++) {
            out.putInt16(i, in.int16(i) << bits);
        }
        exponent.putInt32(0, bits);
    }

    /** In 16 bits, as the source has it: after a −32768, which has no magnitude there, it starts again. */
    private static short greatestMagnitude(Storage in, int count) {
        short greatest = 0;
        for (int i = 0; i < count; i++) {
            int x = in.int16(i);
            if (x > greatest || -x > greatest) {
                greatest = (short) (x > greatest ? x : -x);
            }
        }
        return greatest;
    }
}
