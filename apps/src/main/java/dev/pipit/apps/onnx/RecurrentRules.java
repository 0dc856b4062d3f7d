package dev.pipit.apps.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * GRU, LSTM and RNN, step by step: each invocation begins with the state that the graph says, as in ONNX. An operator that
 * keeps its state would go on where the last invocation ended.
 */
final class RecurrentRules {
    static final Map<String, Rule> RULES = Map.of(
        "GRU", step -> unroll(step, 3, RecurrentRules::gru),
        "LSTM", step -> unroll(step, 4, RecurrentRules::lstm),
        "RNN", step -> unroll(step, 1, RecurrentRules::rnn));

    private static final int MOST_STEPS = 512;

    private RecurrentRules() {
    }

    /** One step in time: from what the input contributes and the state to the next state. */
    private interface Cell {
        State next(Layer layer, Value input, State state) throws Unfit;
    }

    /** What goes on to the next step: what comes out, and an LSTM's cell. */
    private record State(Value hidden, Value cell) { }

    /**
     * One direction.
     *
     * @param recurrent [hidden, gates · hidden]
     * @param bias      of what comes from the state, a tensor
     */
    private record Layer(Composer compose, OnnxNode node, int size, Value recurrent, Value bias) {
        /** What the state contributes to some of the gates, from gate {@code from} on, with their bias. */
        Value project(Value hidden, int from, int gates) throws Unfit {
            Value weights = compose.part(recurrent, new int[] {0, from * size}, size, gates * size);
            Value term = compose.part(bias, new int[] {from * size}, gates * size);
            return MatrixRules.dense(compose, hidden, weights, term.tensor());
        }

        Value gate(Value all, int k) throws Unfit {
            return compose.part(all, new int[] {0, k * size}, all.shape()[0], size);
        }

        Value sigmoid(Value x) throws Unfit {
            return compose.alike(OperatorCode.LOGISTIC, x);
        }

        Value tanh(Value x) throws Unfit {
            return compose.alike(OperatorCode.TANH, x);
        }
    }

    private static void unroll(Step step, int gates, Cell cell) throws Unfit {
        OnnxNode node = step.node();
        Composer compose = step.compose();
        Unfit.unless(!step.has(4) && !step.has(7), "sequence lengths and peepholes are not converted");
        Unfit.unless(!node.has("clip") && node.integer("input_forget", 0) == 0, "clip and input_forget are not converted");
        step.require("layout", 0);
        Value x = step.in(0);
        int steps = x.shape()[0];
        int batch = x.shape()[1];
        int directions = step.in(1).shape()[0];
        int size = step.in(2).shape()[2];
        Unfit.unless(steps <= MOST_STEPS, "it must have at most " + MOST_STEPS + " steps: steps=" + steps);
        String direction = node.text("direction", "forward");
        List<List<Value>> outputs = new ArrayList<>();
        List<State> last = new ArrayList<>();
        for (int d = 0; d < directions; d++) {
            boolean backwards = direction.equals("reverse") || d == 1;
            Value[] parameters = parameters(step, d, gates, size);
            Layer layer = new Layer(compose, node, size, parameters[1], parameters[3]);
            Value rows = compose.reshaped(compose.plain(x), steps * batch, x.shape()[2]);
            Value inputs = MatrixRules.dense(compose, rows, parameters[0], parameters[2].tensor());
            State state = new State(initial(step, 5, d, batch, size), initial(step, 6, d, batch, size));
            Value[] out = new Value[steps];
            for (int k = 0; k < steps; k++) {
                int t = backwards ? steps - 1 - k : k;
                Value input = compose.part(inputs, new int[] {t * batch, 0}, batch, gates * size);
                state = cell.next(layer, input, state);
                out[t] = state.hidden();
            }
            outputs.add(Arrays.asList(out));
            last.add(state);
        }
        step.out(sequence(compose, outputs, batch, size));
        step.out(1, stacked(compose, last.stream().map(State::hidden).toList(), batch, size));
        step.out(2, stacked(compose, last.stream().map(State::cell).toList(), batch, size));
    }

    /** Weights of the input [in, gates · size], of the state [size, gates · size], and the bias of each. */
    private static Value[] parameters(Step step, int direction, int gates, int size) throws Unfit {
        Composer compose = step.compose();
        Unfit.unless(compose.constant(step.in(1)) && compose.constant(step.in(2)), "its weights must be constant");
        int width = step.in(1).shape()[2];
        Value zeros = compose.constant(new float[gates * size], gates * size);
        Value weights = compose.part(step.in(1), new int[] {direction, 0, 0}, 1, gates * size, width);
        Value recurrent = compose.part(step.in(2), new int[] {direction, 0, 0}, 1, gates * size, size);
        boolean biased = step.has(3);
        Value all = biased ? compose.part(step.in(3), new int[] {direction, 0}, 1, 2 * gates * size) : zeros;
        return new Value[] {
            compose.plain(ShapeRules.transposed(compose.squeeze(weights, 0), 1, 0)),
            compose.plain(ShapeRules.transposed(compose.squeeze(recurrent, 0), 1, 0)),
            biased ? compose.squeeze(compose.part(all, new int[2], 1, gates * size), 0) : zeros,
            biased ? compose.squeeze(compose.part(all, new int[] {0, gates * size}, 1, gates * size), 0) : zeros};
    }

    private static Value initial(Step step, int input, int direction, int batch, int size) throws Unfit {
        Composer compose = step.compose();
        return step.has(input)
            ? compose.squeeze(compose.part(step.in(input), new int[] {direction, 0, 0}, 1, batch, size), 0)
            : compose.constant(new float[batch * size], batch, size);
    }

    /** [steps, directions, batch, size]. */
    private static Value sequence(Composer compose, List<List<Value>> outputs, int batch, int size) throws Unfit {
        List<Value> all = new ArrayList<>();
        int steps = outputs.get(0).size();
        for (int t = 0; t < steps; t++) {
            for (List<Value> direction : outputs) {
                all.add(direction.get(t));
            }
        }
        return compose.reshaped(stacked(compose, all, batch, size), steps, outputs.size(), batch, size);
    }

    /** [values, batch, size]. */
    private static Value stacked(Composer compose, List<Value> values, int batch, int size) throws Unfit {
        int[] shape = {values.size() * batch, size};
        int[] from = new int[values.size()];
        for (int k = 0; k < from.length; k++) {
            from[k] = compose.plain(values.get(k)).tensor();
        }
        Value all = from.length == 1 ? values.get(0) : Value.plain(compose.run(OperatorCode.CONCATENATION,
            new Options.Concatenation(0, Options.Activation.NONE), TensorType.FLOAT32, shape, from), shape);
        return compose.reshaped(compose.plain(all), values.size(), batch, size);
    }

    private static void require(OnnxNode node, String... activations) throws Unfit {
        Object given = node.attributes().get("activations");
        Unfit.unless(given == null || given.equals(List.of()) || given instanceof List<?> names
            && names.subList(0, Math.min(names.size(), activations.length)).equals(List.of(activations)),
            "its activations must be " + String.join(", ", activations));
    }

    /** Gates: update, reset, new. */
    private static State gru(Layer layer, Value input, State state) throws Unfit {
        require(layer.node(), "Sigmoid", "Tanh");
        Composer compose = layer.compose();
        Value h = state.hidden();
        Value both = layer.sigmoid(compose.plus(compose.part(input, new int[2], input.shape()[0], 2 * layer.size()),
            layer.project(h, 0, 2)));
        Value update = layer.gate(both, 0);
        Value reset = layer.gate(both, 1);
        boolean resetsLast = layer.node().integer("linear_before_reset", 0) != 0;
        Value recurrent = resetsLast ? compose.times(reset, layer.project(h, 2, 1))
            : layer.project(compose.times(reset, h), 2, 1);
        Value fresh = layer.tanh(compose.plus(layer.gate(input, 2), recurrent));
        return new State(compose.plus(fresh, compose.times(update, compose.minus(h, fresh))), h);
    }

    /** Gates: input, output, forget, cell. */
    private static State lstm(Layer layer, Value input, State state) throws Unfit {
        require(layer.node(), "Sigmoid", "Tanh", "Tanh");
        Composer compose = layer.compose();
        Value all = compose.plus(input, layer.project(state.hidden(), 0, 4));
        Value gates = layer.sigmoid(compose.part(all, new int[2], all.shape()[0], 3 * layer.size()));
        Value cell = compose.plus(compose.times(layer.gate(gates, 2), state.cell()),
            compose.times(layer.gate(gates, 0), layer.tanh(layer.gate(all, 3))));
        return new State(compose.times(layer.gate(gates, 1), layer.tanh(cell)), cell);
    }

    private static State rnn(Layer layer, Value input, State state) throws Unfit {
        require(layer.node(), "Tanh");
        Value next = layer.tanh(layer.compose().plus(input, layer.project(state.hidden(), 0, 1)));
        return new State(next, next);
    }
}
