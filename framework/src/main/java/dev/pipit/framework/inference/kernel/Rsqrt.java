package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/** 1 / √x. A quantized number of 0 or less, which has none, gives the greatest number of the type. */
final class Rsqrt {
    private static final int SPARE_BITS = 20;

    private Rsqrt() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Elementwise.sameSize(node);
        Operand in = node.input(0);
        Operand out = node.output(0);
        if (in.type() == TensorType.FLOAT32) {
            return Elementwise.prepare(node, RealFunction.RSQRT);
        }
        Quantization from = node.quantization(in);
        Quantization to = node.quantization(out);
        double multiplier = 1 / (Math.sqrt(from.scale()) * to.scale());
        node.require(multiplier >= 1 / 4096.0, "scales must ask for a multiplier of at least 2^-12: multiplier=%s",
            multiplier);
        Rescale whole = node.rescale(multiplier);
        var rescale = new Rescale(whole.multiplier(), whole.shift() - SPARE_BITS, whole.roundsOnce());
        Range range = Range.of(out.type());
        return ByteTable.kernel(node, in, out, x -> x <= from.zeroPoint() ? range.greatest()
            : range.clamp(rescale.apply(root(x - from.zeroPoint(), whole.roundsOnce())) + to.zeroPoint()));
    }

    /** 2^20 / √x. */
    private static int root(int x, boolean roundsOnce) {
        return new Rescale(InverseRoot.multiplier(x), InverseRoot.shift(x) + SPARE_BITS, roundsOnce).apply(1);
    }
}
