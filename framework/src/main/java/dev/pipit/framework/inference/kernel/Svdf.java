package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * A dense layer over the last steps, with weights split into a part for features and a part for time: each of
 * {@code units × rank} filters keeps what its feature weights made of the last inputs, and a unit is the sum over its
 * filters and over time.
 *
 * <p>Shape: input {@code [batches, inputs]}, feature weights {@code [filters, inputs]}, time weights
 * {@code [filters, memory]}, state {@code [batches, filters × memory]}, output {@code [batches, units]}.
 */
public final class Svdf {
    private final Operand input;
    private final Operand features;
    private final Operand time;
    private final Operand state;
    private final Operand output;
    private final int rank;
    private final int filters;
    private final int inputs;
    private final int memory;
    private final int units;

    private Svdf(Node node) throws ModelFormatException {
        node.arity(5, 5, 1);
        input = node.input(0);
        features = node.input(1);
        time = node.input(2);
        state = node.input(4);
        output = node.output(0);
        rank = node.options(Options.Svdf.class).rank();
        node.require(input.rank() == 2 && features.rank() == 2 && time.rank() == 2,
            "input and weights must have rank 2: ranks=%s, %s, %s", input.rank(), features.rank(), time.rank());
        filters = features.extent(0);
        inputs = features.extent(1);
        memory = time.extent(1);
        node.require(rank > 0 && filters % rank == 0 && memory > 0,
            "filters must divide by the rank: filters=%s, rank=%s, memory=%s", filters, rank, memory);
        units = filters / rank;
        Convolution.shape(node, input, input.extent(0), inputs);
        Convolution.shape(node, time, filters, memory);
        Convolution.shape(node, output, input.extent(0), units);
        node.require(state.info().variable() && state.elements() == input.extent(0) * filters * memory,
            "state must be a variable of %s numbers: numbers=%s", input.extent(0) * filters * memory,
            state.elements());
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Svdf(node);
        var filter = new Filter(kernel.input, kernel.features, node.optionalInput(3), kernel.output, kernel.units);
        if (kernel.input.type() == TensorType.FLOAT32) {
            float[] bias = filter.realBias(node);
            RealRange range = RealRange.of(node, node.options(Options.Svdf.class).activation());
            return () -> kernel.float32(bias, range);
        }
        float inScale = node.quantization(kernel.input).scale();
        float stateScale = node.quantization(kernel.state).scale();
        float outScale = node.quantization(kernel.output).scale();
        var scaling = new Scaling(node.quantization(kernel.input).zeroPoint(),
            node.quantization(kernel.state).zeroPoint(), node.quantization(kernel.output).zeroPoint(),
            node.rescale(inScale * node.quantization(kernel.features).scale() / stateScale),
            node.rescale(stateScale * node.quantization(kernel.time).scale() / outScale), filter.bias(node),
            Range.of(kernel.state.type()), Range.of(kernel.output.type()));
        return () -> kernel.wholeNumbers(scaling);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Scaling(int inputZero, int stateZero, int outputZero, Rescale toState, Rescale toOutput,
            long[] bias, Range stateRange, Range outputRange) { }

    /** Makes room for a new number in each filter's memory; the last one is written afterwards. */
    private void forgetOldest() {
        int size = state.type().bits() / 8;
        state.storage().copy(size, state.storage(), 0, state.storage().length() - size);
    }

    private void wholeNumbers(Scaling s) {
        forgetOldest();
        for (int n = 0, rows = input.extent(0) * filters; n < rows; n++) {
            int sum = 0;
            for (int k = 0; k < inputs; k++) {
                sum += features.get(n % filters * inputs + k) * (input.get(n / filters * inputs + k) - s.inputZero);
            }
            state.put(n * memory + memory - 1, s.stateRange.clamp(s.toState.apply(sum) + s.stateZero));
        }
        for (int n = 0, rows = input.extent(0) * units; n < rows; n++) {
            int sum = (int) s.bias[n % units];
            int first = n * rank * memory;                    // of the unit's filters in the state
            int weights = n % units * rank * memory;
            for (int k = 0; k < rank * memory; k++) {
                sum += time.get(weights + k) * (state.get(first + k) - s.stateZero);
            }
            output.put(n, s.outputRange.clamp(s.toOutput.apply(sum) + s.outputZero));
        }
    }

    private void float32(float[] bias, RealRange range) {
        forgetOldest();
        for (int n = 0, rows = input.extent(0) * filters; n < rows; n++) {
            float sum = 0;
            for (int k = 0; k < inputs; k++) {
                sum += features.storage().float32(n % filters * inputs + k)
                    * input.storage().float32(n / filters * inputs + k);
            }
            state.storage().putFloat32(n * memory + memory - 1, sum);
        }
        for (int n = 0, rows = input.extent(0) * units; n < rows; n++) {
            float unit = bias[n % units];
            for (int filter = 0; filter < rank; filter++) {
                unit += overTime(n * rank + filter, n % units * rank + filter);
            }
            output.storage().putFloat32(n, range.clamp(unit));
        }
    }

    private float overTime(int row, int filter) {
        float sum = 0;
        for (int k = 0; k < memory; k++) {
            sum += time.storage().float32(filter * memory + k) * state.storage().float32(row * memory + k);
        }
        return sum;
    }
}
