package dev.pipit.framework.compression.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * A constant that inputs are multiplied with.
 *
 * @param tensor   of the main subgraph; FLOAT32, or INT8 with zero points 0
 * @param channels outputs with weights of their own
 * @param inner    neighbours that belong to one channel
 */
record WeightTensor(TensorInfo tensor, int channels, int inner) {
    private static final int WEIGHTS = 1;

    /** All of a model, in the order of its operators. */
    static List<WeightTensor> of(Model model) {
        List<WeightTensor> all = new ArrayList<>();
        for (Operator operator : model.main().operators()) {
            weights(model, operator).filter(found -> all.stream().noneMatch(each -> each.tensor.index() == found.tensor.index()))
                .ifPresent(all::add);
        }
        return all;
    }

    private static Optional<WeightTensor> weights(Model model, Operator operator) {
        if (!operator.hasInput(WEIGHTS)) {
            return Optional.empty();
        }
        TensorInfo tensor = model.main().tensors().get(operator.inputs().get(WEIGHTS));
        if (tensor.constant().isEmpty() || tensor.elements() == 0 || !shareable(tensor)) {
            return Optional.empty();
        }
        int[] shape = tensor.shape();
        if (operator.code() == OperatorCode.CONV_2D || operator.code() == OperatorCode.FULLY_CONNECTED) {
            return Optional.of(new WeightTensor(tensor, shape[0], tensor.elements() / shape[0]));
        } else if (operator.code() == OperatorCode.DEPTHWISE_CONV_2D) {
            return Optional.of(new WeightTensor(tensor, shape[shape.length - 1], 1));
        }
        return Optional.empty();
    }

    private static boolean shareable(TensorInfo tensor) {
        if (tensor.type() == TensorType.FLOAT32) {
            return true;
        }
        if (tensor.type() != TensorType.INT8 || tensor.quantization().isEmpty()) {
            return false;
        }
        for (int zero : tensor.quantization().get().zeroPoints()) {
            if (zero != 0) {
                return false;
            }
        }
        return true;
    }

    boolean whole() {
        return tensor.type() == TensorType.INT8;
    }

    int channel(int i) {
        return i / inner % channels;
    }

    /** @throws IllegalArgumentException if they are not finite */
    float[] reals() {
        float[] reals = Reals.of(tensor);
        for (float value : reals) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("weights must be finite: " + tensor + ", value=" + value);
            }
        }
        return reals;
    }

    /** What the whole numbers of each channel are multiples of. */
    float[] steps() {
        Quantization quantization = tensor.quantization().orElseThrow();
        float[] steps = new float[channels];
        for (int c = 0; c < channels; c++) {
            steps[c] = quantization.scales()[quantization.perAxis() ? c : 0];
        }
        return steps;
    }
}
