package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;

/**
 * How ADD_N and CUMSUM add up INT8 numbers of one scale: each becomes a number of twice that scale with 20 bits to
 * spare on the right, and the sum is scaled to the output.
 *
 * <p>A sum starts at the stored number 0, not at the real one: with a zero point other than 0 every sum is off by it.
 * So it is in the source, and so it is here.
 */
record SumScaling(int inputZero, int outputZero, Rescale input, Rescale output, Range range) {
    private static final int SPARE_BITS = 20;

    static SumScaling of(Node node, Operand in, Operand out) throws ModelFormatException {
        Quantization from = node.quantization(in);
        Quantization to = node.quantization(out);
        double common = 2.0 * from.scale();
        double back = common / ((1 << SPARE_BITS) * (double) to.scale());
        node.require(back < 1, "output scale must not be far below that of the input: multiplier=%s", back);
        return new SumScaling(from.zeroPoint(), to.zeroPoint(), node.rescale(from.scale() / common),
            node.rescale(back), Range.of(out.type()));
    }

    int start() {
        return scaled(0);
    }

    int scaled(int q) {
        return input.apply(q - inputZero << SPARE_BITS);
    }

    int result(int sum) {
        return range.clamp(output.apply(sum) + outputZero);
    }
}
