package dev.pipit.framework.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.inference.kernel.Conv2d;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Pooling;
import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * How an operator moves over the rows of its inputs: which of them each row of its outputs is made of, the same for all
 * rows but for a shift. Rows are what lies along the first dimension that is longer than 1, one behind the other in
 * memory.
 *
 * <p>The operator must be one that can be prepared.
 *
 * @param axis   which input rows an output row is made of
 * @param filter whether the operator moves a filter over whole inputs; otherwise it takes any rows as a tensor
 */
record RowMovement(SlidingAxis axis, boolean filter) {
    private static final Set<OperatorCode> NUMBER_BY_NUMBER = Set.of(OperatorCode.ADD, OperatorCode.SUB,
        OperatorCode.MUL, OperatorCode.DIV, OperatorCode.MAXIMUM, OperatorCode.MINIMUM, OperatorCode.SQUARED_DIFFERENCE,
        OperatorCode.RELU, OperatorCode.RELU6, OperatorCode.RELU_N1_TO_1, OperatorCode.LEAKY_RELU, OperatorCode.PRELU,
        OperatorCode.ELU, OperatorCode.HARD_SWISH, OperatorCode.LOGISTIC, OperatorCode.TANH, OperatorCode.QUANTIZE,
        OperatorCode.DEQUANTIZE, OperatorCode.CAST, OperatorCode.ABS, OperatorCode.NEG, OperatorCode.EXP,
        OperatorCode.LOG, OperatorCode.SQRT, OperatorCode.RSQRT, OperatorCode.SQUARE);

    /** No dimension: the tensor is not made of so many rows. */
    private static final int NONE = -1;

    /**
     * Of an operator some of whose inputs have {@code rows} rows that move; empty if it mixes rows in another way, or
     * if another input is not constant.
     *
     * @param moving which inputs have the rows
     */
    static Optional<RowMovement> of(Node node, int rows, List<Boolean> moving) throws ModelFormatException {
        int dimension = dimension(node.input(moving.indexOf(true)), rows);
        for (int k = 0; k < node.inputs(); k++) {
            Optional<Operand> input = node.optionalInput(k);
            boolean fits = input.isEmpty() || (moving.get(k) ? dimension(input.get(), rows) == dimension
                : input.get().info().constant().isPresent());
            if (!fits) {
                return Optional.empty();
            }
        }
        Optional<RowMovement> movement = dimension == NONE ? Optional.empty() : found(node, rows, dimension, moving);
        return movement.isPresent() && splitsInto(node, movement.get().axis.out()) ? movement : Optional.empty();
    }

    /** The first input row that the outputs from row {@code from} on are made of. */
    int firstInput(int from) {
        return inside(axis.origin(from));
    }

    /** One more than the last input row that the outputs above row {@code to} are made of. */
    int endInput(int to) {
        return inside(axis.origin(to - 1) + (axis.filter() - 1) * axis.dilation() + 1);
    }

    private int inside(int row) {
        return Math.max(0, Math.min(axis.in(), row));
    }

    private static boolean splitsInto(Node node, int rows) throws ModelFormatException {
        boolean splits = true;
        for (int k = 0; k < node.outputs(); k++) {
            splits = splits && dimension(node.output(k), rows) != NONE;
        }
        return splits;
    }

    private static Optional<RowMovement> found(Node node, int rows, int dimension, List<Boolean> moving)
            throws ModelFormatException {
        OperatorCode code = node.operator().code();
        Operand input = node.input(moving.indexOf(true));
        boolean image = moving.get(0) && input.rank() == 4 && dimension <= 2 && input.extent(dimension) == rows
            && !roundsWholeImages(node);
        return switch (code) {
            case CONV_2D -> image ? along(dimension, Conv2d.convolution(node)) : Optional.empty();
            case DEPTHWISE_CONV_2D -> image ? along(dimension, DepthwiseConv2d.convolution(node)) : Optional.empty();
            case AVERAGE_POOL_2D, MAX_POOL_2D -> image ? along(dimension, Pooling.of(node)) : Optional.empty();
            case PAD, PADV2 -> moving.get(0) && input.extent(dimension) == rows ? padded(node, dimension)
                : Optional.empty();
            case SOFTMAX, LOG_SOFTMAX -> rowByRow(rows, dimension < input.rank() - 1);
            case FULLY_CONNECTED -> rowByRow(rows, moving.get(0)
                && input.elements() / rows % node.input(1).depth() == 0);
            case CONCATENATION -> rowByRow(rows, allMove(node, moving) && input.extent(dimension) == rows
                && node.axis(node.options(Options.Concatenation.class).axis(), input.rank()) > dimension);
            case SPLIT_V -> rowByRow(rows, moving.get(0) && input.extent(dimension) == rows
                && node.axis(node.constantInts(node.input(2))[0], input.rank()) > dimension);
            default -> rowByRow(rows, NUMBER_BY_NUMBER.contains(code) && combines(node, rows, dimension, moving));
        };
    }

    /** Whether each number depends on all others of its image, by the scale to which they are rounded. */
    private static boolean roundsWholeImages(Node node) throws ModelFormatException {
        return node.inputs() > 1 && node.input(0).type() == TensorType.FLOAT32 && node.input(1).type() == TensorType.INT8;
    }

    /** The dimension along which the rows of a tensor lie. */
    static int dimension(Operand tensor, int rows) {
        for (int d = 0; d < tensor.rank(); d++) {
            if (tensor.extent(d) > 1) {
                return tensor.extent(d) % rows == 0 ? d : NONE;
            }
        }
        return NONE;
    }

    private static Optional<RowMovement> along(int dimension, Convolution convolution) {
        return dimension == 0 ? Optional.empty()
            : Optional.of(new RowMovement(dimension == 1 ? convolution.rows() : convolution.columns(), true));
    }

    private static Optional<RowMovement> along(int dimension, Pooling pooling) {
        return dimension == 0 ? Optional.empty()
            : Optional.of(new RowMovement(dimension == 1 ? pooling.rows() : pooling.columns(), true));
    }

    private static Optional<RowMovement> rowByRow(int rows, boolean holds) {
        return holds ? Optional.of(new RowMovement(new SlidingAxis(rows, rows, 1, 1, 1, 0), false)) : Optional.empty();
    }

    private static Optional<RowMovement> padded(Node node, int dimension) throws ModelFormatException {
        int[] paddings = node.constantInts(node.input(1));
        Operand in = node.input(0);
        for (int d = 0; d < dimension; d++) {
            if (node.output(0).extent(d) != 1) {
                return Optional.empty();
            }
        }
        return Optional.of(new RowMovement(new SlidingAxis(in.extent(dimension), node.output(0).extent(dimension), 1, 1,
            1, paddings[2 * dimension]), false));
    }

    private static boolean allMove(Node node, List<Boolean> moving) {
        return moving.stream().limit(node.inputs()).allMatch(k -> k);
    }

    /** Whether the tensors have the rows along the same dimension, and constants are the same for each of them. */
    private static boolean combines(Node node, int rows, int dimension, List<Boolean> moving)
            throws ModelFormatException {
        Operand output = node.output(0);
        if (node.inputs() == 1) {
            return true;
        }
        boolean alike = output.extent(dimension) == rows;
        for (int k = 0; k < node.inputs(); k++) {
            Operand input = node.input(k);
            int back = output.rank() - dimension;
            alike = alike && (moving.get(k) ? input.rank() == output.rank() && input.extent(dimension) == rows
                : input.rank() < back || input.extent(input.rank() - back) == 1);
        }
        return alike;
    }
}
