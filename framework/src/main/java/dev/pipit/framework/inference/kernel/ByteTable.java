package dev.pipit.framework.inference.kernel;

import java.util.function.IntUnaryOperator;

/** A function of numbers of 8 bits, computed once for all 256 of them. */
final class ByteTable {
    private static final int SIZE = 256;

    private final byte[] results = new byte[SIZE];

    /** @param function from what the input's type holds to what the output's type holds */
    ByteTable(Range inputs, IntUnaryOperator function) {
        for (int x = inputs.least(); x <= inputs.greatest(); x++) {
            results[x & 0xFF] = (byte) function.applyAsInt(x);
        }
    }

    /** An operator of this function; memory for the table is counted. */
    static Kernel kernel(Node node, Operand in, Operand out, IntUnaryOperator function) {
        var table = new ByteTable(Range.of(in.type()), function);
        node.surroundings().scratch(SIZE);
        return () -> table.run(in.storage(), out.storage(), in.elements());
    }

    private void run(Storage in, Storage out, int count) {
        for (int i = 0; i < count; i++) {
            out.putInt8(i, results[in.uint8(i)]);
        }
    }
}
