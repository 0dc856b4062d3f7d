package dev.pipit.framework.training.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.training.Gru;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Shape;

/**
 * Adds the operators of a gated recurrent unit, row after row: there is none that is the whole of it. What comes from the
 * input is computed for all rows at once.
 */
final class RecurrentLayers {
    private static final Options NONE = new Options.None();
    private static final Options ARITHMETIC = new Options.Arithmetic(Options.Activation.NONE, false);
    private static final Options DENSE = new Options.FullyConnected(Options.Activation.NONE, false);
    private static final List<String> GATES = List.of("update", "reset", "candidate");

    private final SubgraphMaker graph;
    private final Places places;
    private final String name;
    private final int units;
    private final List<float[]> parameters;
    private final int[] recurrent = new int[GATES.size()];
    private final int[] bias = new int[GATES.size()];

    private RecurrentLayers(SubgraphMaker graph, Places places, Network.Node node) {
        this.graph = graph;
        this.places = places;
        this.name = node.name();
        this.units = ((Gru) node.layer()).units();
        this.parameters = node.layer().parameters().stream().map(each -> each.values()).toList();
    }

    /** Computes the states of all rows into a tensor {@code [1, rows, 1, units]}. */
    static void add(SubgraphMaker graph, Places places, Network.Node node, int from, Shape input, int to) {
        new RecurrentLayers(graph, places, node).make(from, input, to);
    }

    private void make(int from, Shape input, int to) {
        int numbers = input.width() * input.channels();
        int rows = input.height() == 1 && places.shape(from).length == 2 ? from : places.reshaped(from, input.height(), numbers);
        List<List<Integer>> fromInput = new ArrayList<>();
        for (int gate = 0; gate < GATES.size(); gate++) {
            int all = dense(rows, weights(0, numbers, gate, "input"), bias(2, gate, "input"), "input_" + GATES.get(gate),
                input.height());
            fromInput.add(split(all, input.height(), gate));
            recurrent[gate] = weights(1, units, gate, "recurrent");
            bias[gate] = bias(3, gate, "recurrent");
        }
        List<Integer> states = new ArrayList<>();
        int state = -1;
        for (int row = 0; row < input.height(); row++) {
            state = state(row, fromInput, state);
            states.add(state);
        }
        int last = states.size() == 1 ? states.get(0) : graph.real(name + "/states", input.height(), units);
        if (states.size() > 1) {
            graph.operator(OperatorCode.CONCATENATION, 1, new Options.Concatenation(0, Options.Activation.NONE), states,
                List.of(last));
        }
        places.reshape(last, to);
    }

    private List<Integer> split(int all, int rows, int gate) {
        if (rows == 1) {
            return List.of(all);
        }
        List<Integer> parts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            parts.add(graph.real(name + "/" + GATES.get(gate) + "_" + row + "/input", 1, units));
        }
        graph.operator(OperatorCode.SPLIT, 1, new Options.Split(rows), List.of(graph.constant("rows_first", 0), all), parts);
        return parts;
    }

    /** h' = n + z ⊙ (h − n); without a state before it, n − z ⊙ n. */
    private int state(int row, List<List<Integer>> fromInput, int before) {
        int update = gate(0, row, fromInput, before);
        int reset = gate(1, row, fromInput, before);
        int kept = before < 0 ? bias[2] : dense(before, recurrent[2], bias[2], "kept_" + row, 1);
        int remembered = two(OperatorCode.MUL, reset, kept, "remembered_" + row);
        int candidate = one(OperatorCode.TANH, two(OperatorCode.ADD, fromInput.get(2).get(row), remembered, "sum_" + row),
            "candidate_" + row);
        if (before < 0) {
            return two(OperatorCode.SUB, candidate, two(OperatorCode.MUL, update, candidate, "moved_" + row), "state_" + row);
        }
        int moved = two(OperatorCode.MUL, update, two(OperatorCode.SUB, before, candidate, "away_" + row), "moved_" + row);
        return two(OperatorCode.ADD, candidate, moved, "state_" + row);
    }

    private int gate(int gate, int row, List<List<Integer>> fromInput, int before) {
        int kept = before < 0 ? bias[gate] : dense(before, recurrent[gate], bias[gate], GATES.get(gate) + "_kept_" + row, 1);
        return one(OperatorCode.LOGISTIC, two(OperatorCode.ADD, fromInput.get(gate).get(row), kept, GATES.get(gate) + "_sum_" + row),
            GATES.get(gate) + "_" + row);
    }

    private int two(OperatorCode code, int a, int b, String what) {
        int to = graph.real(name + "/" + what, 1, units);
        graph.operator(code, 1, ARITHMETIC, List.of(a, b), List.of(to));
        return to;
    }

    private int one(OperatorCode code, int from, String what) {
        int to = graph.real(name + "/" + what, 1, units);
        graph.operator(code, 1, NONE, List.of(from), List.of(to));
        return to;
    }

    private int dense(int from, int weights, int offset, String what, int rows) {
        int to = graph.real(name + "/" + what, rows, units);
        graph.operator(OperatorCode.FULLY_CONNECTED, 1, DENSE, List.of(from, weights, offset), List.of(to));
        return to;
    }

    /** Of a gate, outputs first. */
    private int weights(int parameter, int inputs, int gate, String what) {
        float[] all = parameters.get(parameter);
        int columns = GATES.size() * units;
        float[] some = new float[inputs * units];
        for (int i = 0; i < inputs; i++) {
            for (int u = 0; u < units; u++) {
                some[u * inputs + i] = all[i * columns + gate * units + u];
            }
        }
        return graph.constant(name + "/" + what + "_" + GATES.get(gate) + "_weights", some, units, inputs);
    }

    private int bias(int parameter, int gate, String what) {
        float[] some = Arrays.copyOfRange(parameters.get(parameter), gate * units, (gate + 1) * units);
        return graph.constant(name + "/" + what + "_" + GATES.get(gate) + "_bias", some, units);
    }
}
