package dev.pipit.framework.tflite;

import java.util.List;

/** Checks that a subgraph's operators run in an order in which each finds its inputs, and that each tensor is filled once. */
final class FlowCheck {
    private final Place place;
    private final Subgraph subgraph;
    private final boolean[] filled;

    FlowCheck(Place place, Subgraph subgraph) {
        this.place = place;
        this.subgraph = subgraph;
        filled = new boolean[subgraph.tensors().size()];
    }

    void check() throws ModelFormatException {
        for (TensorInfo tensor : subgraph.tensors()) {
            filled[tensor.index()] = tensor.constant().isPresent() || tensor.variable();
        }
        place.atSubgraph(subgraph.index());
        fill(subgraph.inputs(), "input");
        for (Operator operator : subgraph.operators()) {
            place.atOperator(operator.index(), operator.name());
            if (operator.code() != OperatorCode.CUSTOM) {        // one for an Ethos-U takes its scratch memory as an input
                need(operator.inputs(), "input");
            }
            fill(operator.outputs(), "output");
        }
        place.atSubgraph(subgraph.index());
        need(subgraph.outputs(), "output");
    }

    private void need(List<Integer> tensors, String kind) throws ModelFormatException {
        for (int i = 0; i < tensors.size(); i++) {
            int tensor = tensors.get(i);
            if (tensor != Operator.ABSENT && !filled[tensor]) {
                throw place.error(describe(kind, i, tensor) + ", which nothing before has computed");
            }
        }
    }

    private void fill(List<Integer> tensors, String kind) throws ModelFormatException {
        for (int i = 0; i < tensors.size(); i++) {
            int tensor = tensors.get(i);
            if (filled[tensor]) {
                throw place.error(describe(kind, i, tensor) + ", which has its numbers already");
            }
            filled[tensor] = true;
        }
    }

    private String describe(String kind, int i, int tensor) {
        return kind + " " + i + " is " + Place.tensor(tensor, subgraph.tensors().get(tensor).name());
    }
}
