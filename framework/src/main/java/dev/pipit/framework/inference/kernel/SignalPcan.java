package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Per-channel amplitude normalisation: multiplies each band by a gain that follows from its noise by a table, one
 * parabola for each power of two, and lowers the ratio s that comes of it: (s/2)² below s = 2, s − 1 above, with 12
 * binary places in and 6 out.
 *
 * <p>Shape: bands, noise and output {@code [n]}, table {@code [125]}: gains for 0, 1 and 2; then, from 2 bits on, start,
 * slope, curvature and a number that does not count.
 */
final class SignalPcan {
    private static final int TABLE = 125;
    private static final int RATIO_BITS = 12;
    private static final int OUTPUT_BITS = 6;

    private SignalPcan() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(3, 3, 1);
        Operand bands = node.input(0);
        Operand noise = node.input(1);
        Operand table = node.input(2);
        Operand out = node.output(0);
        node.require(bands.elements() == noise.elements() && bands.elements() == out.elements(),
            "bands, noise and output must be as large as each other: numbers=%s, %s, %s", bands.elements(),
            noise.elements(), out.elements());
        node.require(table.elements() >= TABLE, "the table must have %s numbers: numbers=%s", TABLE, table.elements());
        int shift = node.customNumber("snr_shift", 0, 63);
        return () -> run(bands.storage(), noise.storage(), table.storage(), out.storage(), bands.elements(), shift);
    }

    private static void run(Storage bands, Storage noise, Storage table, Storage out, int count, int shift) {
        for (int i = 0; i < count; i++) {
            long product = (bands.int32(i) & 0xFFFF_FFFFL) * (gain(noise.int32(i), table) & 0xFFFF_FFFFL);
            out.putInt32(i, shrunk((int) (product >>> shift)));
        }
    }

    private static int gain(int x, Storage table) {
        if (x >= 0 && x <= 2) {
            return table.int16(x);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(x);
        int at = 4 * bits - 6;
        int along = (bits < 11 ? x << 11 - bits : x >>> bits - 11) & 0x3FF;      // 0 to 1, with 10 binary places
        int change = ((table.int16(at + 2) * along >> 5) + (table.int16(at + 1) << 5)) * along;
        return (short) ((change + (1 << 14) >> 15) + table.int16(at));
    }

    private static int shrunk(int ratio) {
        if (Integer.compareUnsigned(ratio, 2 << RATIO_BITS) < 0) {
            return ratio * ratio >>> 2 + 2 * RATIO_BITS - OUTPUT_BITS;
        }
        return (ratio >>> RATIO_BITS - OUTPUT_BITS) - (1 << OUTPUT_BITS);
    }
}
