package dev.pipit.framework.compression.quantize;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Operator;

/** The version of an operator that takes whole numbers, as the schema counts them. Source: TensorFlow Lite's op_version. */
final class Versions {
    private Versions() {
    }

    static int of(Operator operator, Numbers numbers) {
        return switch (numbers) {
            case INT8 -> bytes(operator);
            case INT16X8 -> shorts(operator);
            case INT4 -> switch (operator.code()) {
                case CONV_2D, DEPTHWISE_CONV_2D -> 7;
                case FULLY_CONNECTED -> 10;
                default -> bytes(operator);
            };
        };
    }

    private static int bytes(Operator operator) {
        return switch (operator.code()) {
            case FULLY_CONNECTED -> 4;
            case CONV_2D, DEPTHWISE_CONV_2D, TRANSPOSE_CONV -> 3;
            case RESHAPE, SQUEEZE, EXPAND_DIMS, PRELU, HARD_SWISH, ELU, GELU, REVERSE_V2, UNIDIRECTIONAL_SEQUENCE_LSTM,
                DEPTH_TO_SPACE, RELU_N1_TO_1, RELU_0_TO_1 -> 1;
            default -> 2;
        };
    }

    private static int shorts(Operator operator) {
        return switch (operator.code()) {
            case FULLY_CONNECTED -> 7;
            case DEPTHWISE_CONV_2D -> 5;
            case CONV_2D, TRANSPOSE_CONV, MUL, STRIDED_SLICE, TRANSPOSE, MAXIMUM, MINIMUM, SPLIT, UNPACK -> 4;
            case RESHAPE, SQUEEZE, EXPAND_DIMS, PRELU, REVERSE_V2, UNIDIRECTIONAL_SEQUENCE_LSTM -> 1;
            case LEAKY_RELU, RELU, RELU6, MIRROR_PAD -> 2;
            case SUB, SLICE -> 5;
            default -> 3;
        };
    }
}
