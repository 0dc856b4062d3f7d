package dev.pipit.framework.compression.quantize;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;

/** How the scales of an operator's tensors hang together. */
enum Rule {
    /** A sum of products with weights and a bias; the output has its own scale. */
    WEIGHTED,
    /** Numbers are only moved or compared: outputs have the scale of the inputs. */
    SAME,
    /** The function says which numbers can come out, and so the scale. */
    FIXED,
    /** Each tensor has its own scale. */
    FREE,
    /** Outputs are indices. */
    PICK,
    /** An LSTM. */
    RECURRENT;

    private static final Map<OperatorCode, Rule> RULES = Map.ofEntries(
        entry(OperatorCode.CONV_2D, WEIGHTED), entry(OperatorCode.DEPTHWISE_CONV_2D, WEIGHTED),
        entry(OperatorCode.FULLY_CONNECTED, WEIGHTED), entry(OperatorCode.TRANSPOSE_CONV, WEIGHTED),
        entry(OperatorCode.RESHAPE, SAME), entry(OperatorCode.SQUEEZE, SAME), entry(OperatorCode.EXPAND_DIMS, SAME),
        entry(OperatorCode.TRANSPOSE, SAME), entry(OperatorCode.MAX_POOL_2D, SAME),
        entry(OperatorCode.AVERAGE_POOL_2D, SAME), entry(OperatorCode.PAD, SAME), entry(OperatorCode.PADV2, SAME),
        entry(OperatorCode.MIRROR_PAD, SAME), entry(OperatorCode.STRIDED_SLICE, SAME), entry(OperatorCode.SLICE, SAME),
        entry(OperatorCode.SPLIT, SAME), entry(OperatorCode.SPLIT_V, SAME), entry(OperatorCode.PACK, SAME),
        entry(OperatorCode.UNPACK, SAME), entry(OperatorCode.CONCATENATION, SAME), entry(OperatorCode.GATHER, SAME),
        entry(OperatorCode.MAXIMUM, SAME), entry(OperatorCode.MINIMUM, SAME), entry(OperatorCode.REDUCE_MAX, SAME),
        entry(OperatorCode.REDUCE_MIN, SAME), entry(OperatorCode.RESIZE_BILINEAR, SAME),
        entry(OperatorCode.RESIZE_NEAREST_NEIGHBOR, SAME), entry(OperatorCode.DEPTH_TO_SPACE, SAME),
        entry(OperatorCode.SPACE_TO_DEPTH, SAME), entry(OperatorCode.BATCH_TO_SPACE_ND, SAME),
        entry(OperatorCode.SPACE_TO_BATCH_ND, SAME), entry(OperatorCode.TILE, SAME), entry(OperatorCode.REVERSE_V2, SAME),
        entry(OperatorCode.SOFTMAX, FIXED), entry(OperatorCode.LOGISTIC, FIXED), entry(OperatorCode.TANH, FIXED),
        entry(OperatorCode.L2_NORMALIZATION, FIXED), entry(OperatorCode.LOG_SOFTMAX, FIXED),
        entry(OperatorCode.ADD, FREE), entry(OperatorCode.SUB, FREE), entry(OperatorCode.MUL, FREE),
        entry(OperatorCode.SQUARED_DIFFERENCE, FREE), entry(OperatorCode.MEAN, FREE), entry(OperatorCode.SUM, FREE),
        entry(OperatorCode.RELU, FREE), entry(OperatorCode.RELU6, FREE), entry(OperatorCode.RELU_N1_TO_1, FREE),
        entry(OperatorCode.RELU_0_TO_1, FREE), entry(OperatorCode.LEAKY_RELU, FREE), entry(OperatorCode.PRELU, FREE),
        entry(OperatorCode.HARD_SWISH, FREE), entry(OperatorCode.ELU, FREE), entry(OperatorCode.GELU, FREE),
        entry(OperatorCode.EXP, FREE), entry(OperatorCode.ABS, FREE), entry(OperatorCode.BATCH_MATMUL, FREE),
        entry(OperatorCode.ARG_MAX, PICK), entry(OperatorCode.ARG_MIN, PICK),
        entry(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM, RECURRENT));

    /** Empty for an operator that cannot be quantized. */
    static Optional<Rule> of(Operator operator) {
        return Optional.ofNullable(RULES.get(operator.code()));
    }
}
