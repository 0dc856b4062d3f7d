package dev.pipit.apps.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * QuantizeLinear and DequantizeLinear. Constants become real numbers that remember their scales; what is computed is rounded
 * and scaled back, and {@link Integers} makes whole-number operators of it afterwards. UINT8 becomes INT8, 128 lower.
 */
final class QuantizeRules {
    static final Map<String, Rule> RULES = Map.of(
        "QuantizeLinear", QuantizeRules::quantize,
        "DequantizeLinear", QuantizeRules::dequantize);

    private QuantizeRules() {
    }

    private static void quantize(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        float[] scale = compose.reals(step.in(1));
        OnnxType type = step.has(2) ? step.kind(2) : OnnxType.UINT8;
        int[] zero = step.has(2) ? compose.wholes(step.in(2)) : new int[1];
        Unfit.unless(type == OnnxType.INT8 || type == OnnxType.UINT8 || type == OnnxType.INT16,
            "it must round to INT8, UINT8 or INT16");
        if (compose.constant(x)) {
            step.makes(type);
            step.out(rounded(step, x, scale, zero, type));
            return;
        }
        Unfit.unless(scale.length == 1 && zero.length == 1, "what is computed must have one scale");
        int shift = type == OnnxType.UINT8 ? 128 : 0;
        TensorType to = type == OnnxType.INT16 ? TensorType.INT16 : TensorType.INT8;
        int tensor = compose.run(OperatorCode.QUANTIZE, new Options.None(), to, x.lies(), x.tensor());
        compose.draft().set(tensor, to, x.lies(), quantization(scale[0], zero[0] - shift), Optional.empty());
        step.out(new Value(tensor, x.shape(), x.order()));
    }

    private static Optional<Quantization> quantization(float scale, int zero) {
        return Optional.of(new Quantization(new float[] {scale}, new int[] {zero}, 0));
    }

    /** Constants that were exported as real numbers. */
    private static Value rounded(Step step, Value x, float[] scale, int[] zero, OnnxType type) throws Unfit {
        float[] reals = step.compose().reals(x);
        int[] wholes = new int[reals.length];
        int inner = inner(step, x, scale.length);
        int low = type == OnnxType.UINT8 ? 0 : type == OnnxType.INT8 ? Byte.MIN_VALUE : Short.MIN_VALUE;
        int high = type == OnnxType.UINT8 ? 255 : type == OnnxType.INT8 ? Byte.MAX_VALUE : Short.MAX_VALUE;
        for (int i = 0; i < reals.length; i++) {
            int c = scale.length == 1 ? 0 : i / inner % scale.length;
            wholes[i] = (int) Math.max(low, Math.min(high, Math.rint(reals[i] / scale[c]) + zero[zero.length == 1 ? 0 : c]));
        }
        return step.compose().constant(wholes, x.shape());
    }

    /** How many numbers lie from one index of the axis that scales run along to the next. */
    private static int inner(Step step, Value x, int scales) throws Unfit {
        if (scales == 1) {
            return 1;
        }
        int axis = x.axis(step.node().integer("axis", 1));
        Unfit.unless(x.shape()[axis] == scales, "there must be a scale for each index of its axis");
        return Value.product(Arrays.copyOfRange(x.shape(), axis + 1, x.rank()));
    }

    private static void dequantize(Step step) throws Unfit {
        Composer compose = step.compose();
        Value x = step.in(0);
        float[] scale = compose.reals(step.in(1));
        if (!compose.constant(x)) {
            int tensor = compose.run(OperatorCode.DEQUANTIZE, new Options.None(), TensorType.FLOAT32, x.lies(), x.tensor());
            check(step, x.tensor(), scale);
            step.out(new Value(tensor, x.shape(), x.order()));
            return;
        }
        int[] zero = step.has(2) ? compose.wholes(step.in(2)) : new int[1];
        int[] wholes = compose.wholes(x);
        float[] reals = new float[wholes.length];
        int inner = inner(step, x, scale.length);
        for (int i = 0; i < wholes.length; i++) {
            int c = scale.length == 1 ? 0 : i / inner % scale.length;
            reals[i] = scale[c] * (wholes[i] - zero[zero.length == 1 ? 0 : c]);
        }
        Value result = compose.constant(reals, x.shape());
        boolean eight = step.kind(0) == OnnxType.INT8 || step.kind(0) == OnnxType.UINT8;
        if (eight && Arrays.stream(zero).allMatch(z -> z == (step.kind(0) == OnnxType.UINT8 ? 128 : 0))) {
            compose.multiples(result.tensor(), scale);
        }
        step.out(result);
    }

    private static void check(Step step, int tensor, float... scale) throws Unfit {
        Composer compose = step.compose();
        Optional<Quantization> by = compose.draft().tensor(tensor).quantization();
        boolean alike = scale.length == 1 && by.isPresent() && by.get().scale() == scale[0];
        if (alike && step.has(2)) {
            int[] zero = compose.wholes(step.in(2));
            int shift = step.kind(2) == OnnxType.UINT8 ? 128 : 0;
            alike = zero.length == 1 && by.get().zeroPoint() == zero[0] - shift;
        }
        Unfit.unless(alike, "it must be scaled back as it was rounded");
    }
}
