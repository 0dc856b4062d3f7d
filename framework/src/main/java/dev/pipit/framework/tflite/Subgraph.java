package dev.pipit.framework.tflite;

import java.util.List;

/**
 * Tensors, and the operators that compute them, in the order in which they run.
 *
 * @param index     position in the model
 * @param name      often empty
 * @param tensors   by index
 * @param inputs    indices of the tensors that are filled from outside
 * @param outputs   indices of the tensors that are the result
 * @param operators in the order of execution
 */
public record Subgraph(int index, String name, List<TensorInfo> tensors, List<Integer> inputs, List<Integer> outputs,
        List<Operator> operators) {
    public Subgraph {
        tensors = List.copyOf(tensors);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = List.copyOf(operators);
    }
}
