package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;

/**
 * {@link Softmax} of 16-bit numbers: exponential and reciprocal come from tables. The output has 15 fractional bits.
 *
 * <p>Differences to the greatest number of a row are scaled so that 65535 stands for 10, below which they count as 10.
 */
final class Softmax16 {
    private static final Table16 EXPONENTIAL = new Table16(Math::exp, -10, 0);
    private static final Table16 RECIPROCAL = new Table16(x -> 1f / (1f + (float) x), 0, 1);
    private static final int LONGEST_ROW = 1 << 16;            // its sum fits 31 bits

    private final Storage input;
    private final Storage output;
    private final int depth;
    private final int elements;
    private final Rescale rescale;

    private Softmax16(Operand input, Operand output, Rescale rescale) {
        this.input = input.storage();
        this.output = output.storage();
        this.depth = input.depth();
        this.elements = input.elements();
        this.rescale = rescale;
    }

    static Kernel prepare(Node node, Operand in, Operand out, float beta) throws ModelFormatException {
        Quantization to = node.quantization(out);
        float outputScale = 1f / (1 << 15);
        node.require(Math.abs(to.scale() - outputScale) <= outputScale / 1000 && to.zeroPoint() == 0,
            "output must have scale 2^-15 and zero point 0: scale=%s, zeroPoint=%s", to.scale(), to.zeroPoint());
        node.require(in.depth() <= LONGEST_ROW, "rows must have at most %s numbers: numbers=%s", LONGEST_ROW, in.depth());
        double multiplier = (double) node.quantization(in).scale() * beta / (10.0 / 65535.0);
        return new Softmax16(in, out, node.rescale(multiplier))::run;
    }

    private void run() {
        for (int from = 0; from < elements; from += depth) {
            int greatest = Short.MIN_VALUE;
            for (int i = from; i < from + depth; i++) {
                greatest = Math.max(greatest, input.int16(i));
            }
            int sum = 0;
            for (int i = from; i < from + depth; i++) {
                int exponential = EXPONENTIAL.of(rescale.apply(input.int16(i) - greatest) + Short.MAX_VALUE);
                output.putInt16(i, exponential);
                sum += exponential;
            }
            share(from, sum);
        }
    }

    /** Divides exponentials by their sum, which is at least 1 with 15 fractional bits, less what the table lacks. */
    private void share(int from, int sum) {
        int bits = Integer.numberOfLeadingZeros(sum);
        int mantissa = (int) (((long) sum << bits - 1) + (1 << 13) >> 14);        // 1 to 2, with 16 fractional bits
        int reciprocal = RECIPROCAL.of(mantissa - (1 << 15) - (1 << 16));
        int shift = 31 - bits;
        for (int i = from; i < from + depth; i++) {
            long share = (long) output.int16(i) * reciprocal + (1 << shift - 1) >> shift;
            output.putInt16(i, (int) Math.max(0, Math.min(Short.MAX_VALUE, share)));
        }
    }
}
