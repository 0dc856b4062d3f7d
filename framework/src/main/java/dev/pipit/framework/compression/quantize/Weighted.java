package dev.pipit.framework.compression.quantize;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * An operator that multiplies with weights, and where its tensors are among its inputs.
 *
 * @param input   position of what is multiplied
 * @param weights position of the weights
 * @param bias    position of the bias, which may be absent
 * @param axis    of the weights, along which the output's channels lie
 */
record Weighted(Operator operator, int input, int weights, int bias, int axis) {
    static Optional<Weighted> of(Operator operator) {
        return switch (operator.code()) {
            case CONV_2D, FULLY_CONNECTED -> Optional.of(new Weighted(operator, 0, 1, 2, 0));
            case DEPTHWISE_CONV_2D -> Optional.of(new Weighted(operator, 0, 1, 2, 3));
            case TRANSPOSE_CONV -> Optional.of(new Weighted(operator, 2, 1, 3, 0));
            default -> Optional.empty();
        };
    }

    /** All of a model, in their order. */
    static List<Weighted> all(Model model) {
        return model.main().operators().stream().flatMap(operator -> of(operator).stream()).toList();
    }

    int inputTensor() {
        return operator.inputs().get(input);
    }

    int weightsTensor() {
        return operator.inputs().get(weights);
    }

    /** Empty where there is no bias. */
    Optional<Integer> biasTensor() {
        return operator.hasInput(bias) ? Optional.of(operator.inputs().get(bias)) : Optional.empty();
    }

    int outputTensor() {
        return operator.outputs().get(0);
    }

    TensorInfo weights(Model model) {
        return model.main().tensors().get(weightsTensor());
    }

    int channels(Model model) {
        return weights(model).shape()[axis];
    }
}
