package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * How many products an operator adds up in one invocation, taps outside the image included; 0 for an operator that adds
 * up none.
 *
 * @param subgraph where it stands
 * @param index    position in the subgraph
 * @param name     as the schema spells it
 * @param macs     multiply-accumulate operations
 */
public record OperatorCost(int subgraph, int index, String name, long macs) {
    /** Of every operator, in the order of the model; it need not be one that can be run. */
    public static List<OperatorCost> of(Model model) {
        List<OperatorCost> costs = new ArrayList<>();
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                costs.add(new OperatorCost(subgraph.index(), operator.index(), operator.name(),
                    macs(subgraph, operator)));
            }
        }
        return costs;
    }

    /** Sum over a list. */
    public static long total(List<OperatorCost> costs) {
        return costs.stream().mapToLong(OperatorCost::macs).sum();
    }

    /** Of one operator. */
    static long macs(Subgraph subgraph, Operator operator) {
        return switch (operator.code()) {
            case CONV_2D, FULLY_CONNECTED -> outputs(subgraph, operator) * weightsPer(subgraph, operator, 0);
            case DEPTHWISE_CONV_2D -> outputs(subgraph, operator) * weightsPer(subgraph, operator, 3);
            case TRANSPOSE_CONV -> operator.hasInput(2)
                ? elements(subgraph, operator.inputs().get(2)) * weightsPer(subgraph, operator, 3) : 0;
            case BATCH_MATMUL -> outputs(subgraph, operator) * depth(subgraph, operator);
            case SVDF -> batches(subgraph, operator, 1) * weights(subgraph, operator, 1, 2);
            case UNIDIRECTIONAL_SEQUENCE_LSTM -> batches(subgraph, operator, 2) * weights(subgraph, operator, 1, 8);
            default -> 0;
        };
    }

    /** Product of the first extents of the first input: how often all weights are used. */
    private static long batches(Subgraph subgraph, Operator operator, int dimensions) {
        long product = operator.hasInput(0) ? 1 : 0;
        int[] shape = operator.hasInput(0) ? subgraph.tensors().get(operator.inputs().get(0)).shape() : new int[0];
        for (int axis = 0; axis < Math.min(dimensions, shape.length); axis++) {
            product *= shape[axis];
        }
        return product;
    }

    /** How many weights the inputs {@code from} to {@code to} hold. */
    private static long weights(Subgraph subgraph, Operator operator, int from, int to) {
        long sum = 0;
        for (int k = from; k <= to; k++) {
            sum += operator.hasInput(k) ? elements(subgraph, operator.inputs().get(k)) : 0;
        }
        return sum;
    }

    private static long outputs(Subgraph subgraph, Operator operator) {
        return operator.outputs().isEmpty() ? 0 : elements(subgraph, operator.outputs().get(0));
    }

    private static long elements(Subgraph subgraph, int tensor) {
        return subgraph.tensors().get(tensor).elements();
    }

    /** Columns of the left matrix: how many products go into one number. */
    private static long depth(Subgraph subgraph, Operator operator) {
        int[] shape = operator.hasInput(0) ? subgraph.tensors().get(operator.inputs().get(0)).shape() : new int[0];
        boolean transposed = operator.options() instanceof Options.BatchMatmul options && options.adjointX();
        return shape.length < 2 ? 0 : shape[shape.length - (transposed ? 2 : 1)];
    }

    /** How many weights there are for each index along {@code axis}; they are the second input. */
    private static long weightsPer(Subgraph subgraph, Operator operator, int axis) {
        if (!operator.hasInput(1)) {
            return 0;
        }
        TensorInfo weights = subgraph.tensors().get(operator.inputs().get(1));
        boolean has = weights.shape().length > axis && weights.shape()[axis] > 0;
        return has ? weights.elements() / weights.shape()[axis] : 0;
    }
}
