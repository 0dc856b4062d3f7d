package dev.pipit.framework.inference.kernel;

import java.util.Optional;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * The tensors of an operator that multiplies its input with weights and adds the products up.
 *
 * @param input       what is multiplied
 * @param weights     with what
 * @param biasOperand one number per output channel, or none
 * @param output      the sums
 * @param channels    how many sums per position
 */
public record Filter(Operand input, Operand weights, Optional<Operand> biasOperand, Operand output, int channels) {
    /** Whether sums are of 64 bits and scaled as such: those over 16-bit tensors, unless the bias is of 32 bits. */
    boolean wide() {
        return input.type() == TensorType.INT16
            && biasOperand.map(bias -> bias.type() != TensorType.INT32).orElse(true);
    }

    /** The bias of whole numbers, zeros if there is none. */
    long[] bias(Node node) throws ModelFormatException {
        long[] bias = new long[channels];
        if (biasOperand.isPresent()) {
            Operand operand = checkedBias(node);
            for (int c = 0; c < channels; c++) {
                bias[c] = operand.type() == TensorType.INT64 ? operand.storage().int64(c) : operand.get(c);
            }
        }
        return bias;
    }

    /** The bias of real numbers, zeros if there is none. */
    float[] realBias(Node node) throws ModelFormatException {
        float[] bias = new float[channels];
        if (biasOperand.isPresent()) {
            Operand operand = checkedBias(node);
            for (int c = 0; c < channels; c++) {
                bias[c] = operand.storage().float32(c);
            }
        }
        return bias;
    }

    private Operand checkedBias(Node node) throws ModelFormatException {
        Operand operand = biasOperand.orElseThrow();
        node.require(operand.elements() == channels, "bias must have %s numbers: numbers=%s", channels,
            operand.elements());
        node.require(operand.info().constant().isPresent(), "bias must be constant");
        return operand;
    }
}
