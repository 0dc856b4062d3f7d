package dev.pipit.framework.inference.kernel;

import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * The sizes of an UNIDIRECTIONAL_SEQUENCE_LSTM and where its tensors are among its 24 inputs. Gates are counted as there:
 * input, forget, cell, output.
 */
record LstmShape(int batches, int steps, int inputs, int units, boolean timeMajor) {
    static final int HIDDEN_STATE = 18;
    static final int CELL_STATE = 19;
    private static final int INPUT_WEIGHTS = 1;
    private static final int HIDDEN_WEIGHTS = 5;
    private static final int BIASES = 12;

    /** Checks input, output and states against each other. */
    static LstmShape of(Node node) throws ModelFormatException {
        node.arity(24, 24, 1);
        var options = node.options(Options.SequenceLstm.class);
        node.require(options.activation() == Options.Activation.TANH, "activation must be TANH: activation=%s",
            options.activation());
        Operand in = node.input(0);
        node.require(in.rank() == 3, "input must have rank 3: rank=%s", in.rank());
        boolean timeMajor = options.timeMajor();
        var shape = new LstmShape(in.extent(timeMajor ? 1 : 0), in.extent(timeMajor ? 0 : 1), in.extent(2),
            node.output(0).depth(), timeMajor);
        Convolution.shape(node, node.output(0), in.extent(0), in.extent(1), shape.units);
        int numbers = shape.batches * shape.units;
        for (Operand state : List.of(node.input(HIDDEN_STATE), node.input(CELL_STATE))) {
            node.require(state.info().variable() && state.elements() == numbers,
                "state must be a variable of %s numbers: numbers=%s", numbers, state.elements());
        }
        return shape;
    }

    /** What the input is multiplied with for a gate. */
    Operand inputWeights(Node node, int gate) throws ModelFormatException {
        Operand weights = node.input(INPUT_WEIGHTS + gate);
        Convolution.shape(node, weights, units, inputs);
        return weights;
    }

    /** What the hidden state is multiplied with for a gate. */
    Operand hiddenWeights(Node node, int gate) throws ModelFormatException {
        Operand weights = node.input(HIDDEN_WEIGHTS + gate);
        Convolution.shape(node, weights, units, units);
        return weights;
    }

    /** Input, weights and bias of a gate. */
    Filter filter(Node node, int gate) throws ModelFormatException {
        return new Filter(node.input(0), inputWeights(node, gate), node.optionalInput(BIASES + gate), node.output(0),
            units);
    }

    /** Which row of the input, and of the output, a step is. */
    int row(int batch, int step) {
        return timeMajor ? step * batches + batch : batch * steps + step;
    }
}
