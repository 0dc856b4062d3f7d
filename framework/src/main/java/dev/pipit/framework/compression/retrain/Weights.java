package dev.pipit.framework.compression.retrain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Parameter;

/**
 * Parameters of a network, and the constant of a model that they came from.
 *
 * @param operator     that reads the constant
 * @param input        which of its inputs the constant is; a bias may be absent, and comes into being if it is not 0
 * @param parameter    changed by training
 * @param filters      how many the operator has
 * @param outputsFirst whether the constant is {@code [filters, taps]}; the parameter is {@code [taps, filters]} always
 */
public record Weights(Operator operator, int input, Parameter parameter, int filters, boolean outputsFirst) {
    private static final int BIAS = 2;

    /** Whether they are added, not multiplied with. */
    public boolean isBias() {
        return input == BIAS;
    }

    /** Where number {@code i} of the parameter stands in the constant. */
    public int inConstant(int i) {
        return outputsFirst ? i % filters * (parameter.values().length / filters) + i / filters : i;
    }

    static float[] read(float[] constant, int filters, boolean outputsFirst) {
        int taps = constant.length / filters;
        float[] values = new float[constant.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = constant[outputsFirst ? i % filters * taps + i / filters : i];
        }
        return values;
    }

    /** Writes them back, in the type and by the scales that the constant had. */
    void write(Draft draft) {
        float[] values = new float[parameter.values().length];
        for (int i = 0; i < values.length; i++) {
            values[inConstant(i)] = parameter.values()[i];
        }
        if (!operator.hasInput(input)) {
            add(draft, values);
            return;
        }
        TensorInfo old = draft.tensor(operator.inputs().get(input));
        if (old.type() == TensorType.FLOAT32) {
            draft.setReals(old.index(), values, old.shape());
        } else {
            Quantization quantization = old.quantization().orElseThrow();
            draft.set(old.index(), old.type(), old.shape(), Optional.of(quantization),
                Optional.of(quantized(old, quantization, values)));
        }
    }

    /** A bias that was not there. */
    private void add(Draft draft, float... values) {
        if (isZero()) {
            return;
        }
        TensorInfo in = draft.tensor(operator.inputs().get(0));
        TensorInfo filter = draft.tensor(operator.inputs().get(1));
        int bias = draft.constant(filter.name() + "/bias", values, values.length);
        if (in.type() != TensorType.FLOAT32) {
            float[] scales = filter.quantization().orElseThrow().scales().clone();
            for (int i = 0; i < scales.length; i++) {
                scales[i] *= in.quantization().orElseThrow().scale();
            }
            var quantization = new Quantization(scales, new int[scales.length], 0);
            draft.set(bias, TensorType.INT32, new int[] {values.length}, Optional.of(quantization), Optional.empty());
            ByteBuffer whole = quantized(draft.tensor(bias), quantization, values);
            draft.set(bias, TensorType.INT32, new int[] {values.length}, Optional.of(quantization), Optional.of(whole));
        }
        Operator old = draft.writer(operator.outputs().get(0)).orElseThrow();
        draft.replace(old, new Operator(old.index(), old.code(), old.customName(), old.version(),
            List.of(old.inputs().get(0), old.inputs().get(1), bias), old.outputs(), old.intermediates(), old.options()));
    }

    private boolean isZero() {
        for (float value : parameter.values()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer quantized(TensorInfo tensor, Quantization quantization, float[] values) {
        float[] scales = scales(tensor, values.length);
        int zero = quantization.zeroPoint();
        ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            double q = Math.rint(values[i] / (double) scales[i]) + zero;
            switch (tensor.type()) {
                case INT8 -> bytes.put((byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, q)));
                case UINT8 -> bytes.put((byte) (int) Math.max(0, Math.min(255, q)));
                case INT32 -> bytes.putInt((int) q);
                case INT64 -> bytes.putLong((long) q);
                default -> throw new IllegalArgumentException("cannot be written back: tensor=" + tensor);
            }
        }
        return bytes.flip();
    }

    /** The scale of each number of a constant. */
    static float[] scales(TensorInfo tensor, int count) {
        Quantization quantization = tensor.quantization().orElseThrow();
        int inner = 1;
        for (int d = quantization.axis() + 1; d < tensor.shape().length; d++) {
            inner *= tensor.shape()[d];
        }
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = quantization.scales()[quantization.perAxis() ? i / inner % quantization.scales().length : 0];
        }
        return scales;
    }

    static float[] read(TensorInfo tensor, int filters, boolean outputsFirst) {
        float[] constant = Reals.of(tensor);
        for (float value : constant) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("weights must be finite: " + tensor + ", value=" + value);
            }
        }
        return read(constant, filters, outputsFirst);
    }
}
