package dev.pipit.apps.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A tensor and the operator that computes it, or changes it if it is kept.
 *
 * @param subgraph where both stand
 * @param operator that fills it
 * @param tensor   what is filled
 */
record Computed(int subgraph, Operator operator, TensorInfo tensor) {
    /** All tensors that a model computes, in the order of execution. */
    static List<Computed> inOrder(Model model) {
        List<Computed> order = new ArrayList<>();
        visit(model, model.main(), order, new HashSet<>());
        return order;
    }

    private static void visit(Model model, Subgraph subgraph, List<Computed> order, Set<Integer> visited) {
        if (!visited.add(subgraph.index())) {
            return;
        }
        Set<Integer> kept = new HashSet<>();
        for (Operator operator : subgraph.operators()) {
            if (operator.options() instanceof Options.CallOnce call) {
                visit(model, model.subgraphs().get(call.subgraph()), order, visited);
            }
            for (int t : operator.outputs()) {
                order.add(new Computed(subgraph.index(), operator, subgraph.tensors().get(t)));
            }
            for (int t : operator.inputs()) {
                if (t != Operator.ABSENT && subgraph.tensors().get(t).variable() && kept.add(t)) {
                    order.add(new Computed(subgraph.index(), operator, subgraph.tensors().get(t)));
                }
            }
        }
    }

    /** {@code operator 3 (CONV_2D), tensor 17 conv/Relu}. */
    @Override
    public String toString() {
        return (subgraph == 0 ? "" : "subgraph " + subgraph + ", ") + "operator " + operator.index() + " ("
            + operator.name() + "), tensor " + tensor.index() + " " + tensor.name().replaceAll("\\p{Cntrl}", " ");
    }
}
