package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/** Each row, which is the last dimension, divided by its length: the root of the sum of its squares. */
final class L2Normalization {
    private static final float LEAST_LENGTH = 1e-6f;
    private static final int OUTPUT_BITS = 7;                            // an output has the scale 2^−7

    private L2Normalization() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Options.Activation activation = node.options(Options.L2Normalization.class).activation();
        node.require(activation == Options.Activation.NONE, "must have no fused activation: activation=%s", activation);
        Elementwise.sameSize(node);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() > 0, "input must have rows: rank=%s", in.rank());
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in, out.storage());
        }
        Quantization to = node.quantization(out);
        int middle = out.type() == TensorType.INT8 ? 0 : 128;
        node.require(to.scale() == 1f / 128 && to.zeroPoint() == middle,
            "output must have scale 1/128 and zero point %s: scale=%s, zeroPoint=%s", middle, to.scale(),
            to.zeroPoint());
        int zero = node.quantization(in).zeroPoint();
        boolean once = node.surroundings().roundsOnce();
        Range range = Range.of(out.type());
        return () -> quantized(in, out, zero, middle, range, once);
    }

    private static void quantized(Operand in, Operand out, int zero, int middle, Range range, boolean once) {
        int depth = in.depth();
        for (int from = 0, end = in.elements(); from < end; from += depth) {
            int sum = 0;
            for (int i = from; i < from + depth; i++) {
                sum += (in.get(i) - zero) * (in.get(i) - zero);
            }
            int multiplier = InverseRoot.multiplier(sum);
            int shift = InverseRoot.shift(sum);
            for (int i = from; i < from + depth; i++) {
                int x = in.get(i) - zero;
                // the source multiplies INT8 by 2^7 together with the rest, UINT8 before it
                int y = middle == 0 ? FixedPoint.multiply(x, multiplier, shift + OUTPUT_BITS, once)
                    : FixedPoint.multiply(x << OUTPUT_BITS, multiplier, shift, once);
                out.put(i, range.clamp(y + middle));
            }
        }
    }

    private static void float32(Operand in, Storage out) {
        Storage x = in.storage();
        int depth = in.depth();
        for (int from = 0, end = in.elements(); from < end; from += depth) {
            float sum = 0;
            for (int i = from; i < from + depth; i++) {
                sum += x.float32(i) * x.float32(i);
            }
            float length = Math.max((float) Math.sqrt(sum), LEAST_LENGTH);
            for (int i = from; i < from + depth; i++) {
                out.putFloat32(i, x.float32(i) / length);
            }
        }
    }
}
