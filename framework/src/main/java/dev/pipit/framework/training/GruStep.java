package dev.pipit.framework.training;

import static dev.pipit.framework.training.Gru.GATES;

import java.util.Arrays;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** A gated recurrent unit in one pass: all examples together, row by row. */
final class GruStep implements Layer.Step {
    private final Gru layer;
    private final int batch;
    private final int rows;
    private final int units;
    private final int gates;
    private final float[] fromInput;              // x·W + b, then gate values; [batch, rows, gates] as all below
    private final float[] fromState;              // h·U + d
    private final float[] inputGradient;          // of x·W
    private final float[] stateGradient;          // of h·U
    private final float[] before;                 // the states before each row: [batch, rows, units]
    private final float[] state;                  // [batch, units]
    private final float[] products;               // [batch, gates]
    private final FloatKernels.Product input;
    private final FloatKernels.Product recurrent;
    private final FloatKernels.Product backToInput;
    private final FloatKernels.Product backToState;
    private final FloatKernels.Product toWeights;
    private final FloatKernels.Product toRecurrent;

    GruStep(Gru layer, Shape shape, int batch) {
        FloatKernels kernels = FloatArithmetic.fastest();
        int numbers = shape.width() * shape.channels();
        this.layer = layer;
        this.batch = batch;
        this.rows = shape.height();
        this.units = layer.units();
        this.gates = GATES * units;
        int all = batch * rows;
        this.fromInput = new float[all * gates];
        this.fromState = new float[all * gates];
        this.inputGradient = new float[all * gates];
        this.stateGradient = new float[all * gates];
        this.before = new float[all * units];
        this.state = new float[batch * units];
        this.products = new float[batch * gates];
        this.input = kernels.product(multiples(all, numbers), multiples(numbers, 1), gates);
        this.recurrent = kernels.product(multiples(batch, units), multiples(units, 1), gates);
        this.backToInput = kernels.product(multiples(all, gates), multiples(gates, 1), numbers);
        this.backToState = kernels.product(multiples(batch, gates), multiples(gates, 1), units);
        this.toWeights = kernels.product(multiples(numbers, 1), multiples(all, numbers), gates);
        this.toRecurrent = kernels.product(multiples(units, 1), multiples(all, units), gates);
    }

    private static int[] multiples(int count, int of) {
        int[] multiples = new int[count];
        Arrays.setAll(multiples, i -> i * of);
        return multiples;
    }

    @Override
    public void forward(float[][] inputs, float[] output, Layer.Mode mode) {
        for (int i = 0; i < batch * rows; i++) {
            System.arraycopy(layer.bias(), 0, fromInput, i * gates, gates);
        }
        input.matrix(layer.weights(), 0);
        input.addTo(fromInput, 0, inputs[0]);
        recurrent.matrix(layer.recurrent(), 0);
        Arrays.fill(state, 0);
        for (int row = 0; row < rows; row++) {
            for (int b = 0; b < batch; b++) {
                System.arraycopy(layer.recurrentBias(), 0, products, b * gates, gates);
                System.arraycopy(state, b * units, before, (b * rows + row) * units, units);
            }
            recurrent.addTo(products, 0, state);
            for (int b = 0; b < batch; b++) {
                int at = b * rows + row;
                System.arraycopy(products, b * gates, fromState, at * gates, gates);
                next(at);
                for (int u = 0; u < units; u++) {
                    float update = fromInput[at * gates + u];
                    float candidate = fromInput[at * gates + 2 * units + u];
                    state[b * units + u] = update * before[at * units + u] + (1 - update) * candidate;
                }
                System.arraycopy(state, b * units, output, at * units, units);
            }
        }
    }

    /** Turns sums of products into the values of the gates. */
    private void next(int at) {
        int z = at * gates;
        int r = z + units;
        int n = r + units;
        for (int u = 0; u < units; u++) {
            fromInput[z + u] = Activation.sigmoid(fromInput[z + u] + fromState[z + u]);
            fromInput[r + u] = Activation.sigmoid(fromInput[r + u] + fromState[r + u]);
            fromInput[n + u] = (float) StrictMath.tanh(fromInput[n + u] + fromInput[r + u] * fromState[n + u]);
        }
    }

    @Override
    public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
            float[][] gradients) {
        backToState.matrix(transposed(layer.recurrent(), units), 0);
        Arrays.fill(state, 0);                                             // the gradient of the state from now on
        for (int row = rows - 1; row >= 0; row--) {
            for (int b = 0; b < batch; b++) {
                back(b, b * rows + row, outputGradient);
            }
            backToState.addTo(state, 0, products);
        }
        toWeights.matrix(inputGradient, 0);
        toWeights.addTo(gradients[0], 0, inputs[0]);
        toRecurrent.matrix(stateGradient, 0);
        toRecurrent.addTo(gradients[1], 0, before);
        for (int i = 0; i < inputGradient.length; i++) {
            gradients[2][i % gates] += inputGradient[i];
            gradients[3][i % gates] += stateGradient[i];
        }
        if (inputGradients[0] != null) {
            backToInput.matrix(transposed(layer.weights(), layer.weights().length / gates), 0);
            backToInput.addTo(inputGradients[0], 0, inputGradient);
        }
    }

    private void back(int b, int at, float[] outputGradient) {
        int z = at * gates;
        int r = z + units;
        int n = r + units;
        for (int u = 0; u < units; u++) {
            float gradient = state[b * units + u] + outputGradient[at * units + u];
            float update = fromInput[z + u];
            float reset = fromInput[r + u];
            float candidate = fromInput[n + u];
            float ofCandidate = gradient * (1 - update) * (1 - candidate * candidate);
            inputGradient[z + u] = gradient * (before[at * units + u] - candidate) * update * (1 - update);
            inputGradient[r + u] = ofCandidate * fromState[n + u] * reset * (1 - reset);
            inputGradient[n + u] = ofCandidate;
            stateGradient[z + u] = inputGradient[z + u];
            stateGradient[r + u] = inputGradient[r + u];
            stateGradient[n + u] = ofCandidate * reset;
            state[b * units + u] = gradient * update;
        }
        System.arraycopy(stateGradient, z, products, b * gates, gates);
    }

    private float[] transposed(float[] matrix, int lines) {
        float[] transposed = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % gates * lines + i / gates] = matrix[i];
        }
        return transposed;
    }
}
