package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.dsp.micro.LogScale;
import dev.pipit.framework.tflite.ModelFormatException;

/** {@code output_scale} × ln(2^input_correction_bits × x), in integers; 0 where that is not above 0, at most 32767. */
final class SignalFilterBankLog {
    private SignalFilterBankLog() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        int bits = node.customNumber("input_correction_bits", 0, 31);
        int scale = node.customNumber("output_scale", 0, Integer.MAX_VALUE);
        return () -> run(in.storage(), out.storage(), in.elements(), bits, scale);
    }

    private static void run(Storage in, Storage out, int count, int bits, int scale) {
        for (int i = 0; i < count; i++) {
            int log = LogScale.log(in.int32(i) << bits, scale);
            out.putInt16(i, Integer.compareUnsigned(log, Short.MAX_VALUE) < 0 ? log : Short.MAX_VALUE);
        }
    }
}
