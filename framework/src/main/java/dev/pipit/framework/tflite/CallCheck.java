package dev.pipit.framework.tflite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Checks that operators call subgraphs that exist, with what these take, and that no subgraph ends up calling itself. */
final class CallCheck {
    private final Place place;
    private final List<Subgraph> subgraphs;

    CallCheck(Place place, List<Subgraph> subgraphs) {
        this.place = place;
        this.subgraphs = subgraphs;
    }

    void check() throws ModelFormatException {
        int[] callers = new int[subgraphs.size()];
        for (Subgraph subgraph : subgraphs) {
            place.atSubgraph(subgraph.index());
            for (Operator operator : subgraph.operators()) {
                place.atOperator(operator.index(), operator.name());
                for (int called : called(operator)) {
                    checkExists(called);
                    callers[called]++;
                }
                checkArguments(operator);
            }
        }
        checkNoCycle(callers);
    }

    /** Takes away subgraphs that nobody (left) calls; what cannot be taken away calls itself. */
    private void checkNoCycle(int[] callers) throws ModelFormatException {
        Deque<Integer> uncalled = new ArrayDeque<>();
        for (int i = 0; i < callers.length; i++) {
            if (callers[i] == 0) {
                uncalled.add(i);
            }
        }
        int taken = 0;
        for (; !uncalled.isEmpty(); taken++) {
            for (Operator operator : subgraphs.get(uncalled.remove()).operators()) {
                for (int called : called(operator)) {
                    if (--callers[called] == 0) {
                        uncalled.add(called);
                    }
                }
            }
        }
        if (taken < callers.length) {
            place.atModel();
            throw place.error("its subgraphs call each other in a circle");
        }
    }

    private void checkExists(int called) throws ModelFormatException {
        if (called < 0 || called >= subgraphs.size()) {
            throw place.error("calls subgraph " + called + " of " + subgraphs.size());
        }
    }

    private void checkArguments(Operator operator) throws ModelFormatException {
        int inputs = operator.inputs().size();
        int outputs = operator.outputs().size();
        if (operator.options() instanceof Options.CallOnce call) {
            checkTakes(call.subgraph(), 0, 0);
        } else if (operator.options() instanceof Options.If branch) {
            checkTakes(branch.thenSubgraph(), inputs - 1, outputs);
            checkTakes(branch.elseSubgraph(), inputs - 1, outputs);
        } else if (operator.options() instanceof Options.While loop) {
            checkTakes(loop.conditionSubgraph(), inputs, 1);
            checkTakes(loop.bodySubgraph(), inputs, inputs);
        }
    }

    private void checkTakes(int called, int inputs, int outputs) throws ModelFormatException {
        Subgraph subgraph = subgraphs.get(called);
        if (subgraph.inputs().size() != inputs || subgraph.outputs().size() != outputs) {
            throw place.error("calls subgraph " + called + " with " + inputs + " inputs for " + outputs
                + " outputs; it has " + subgraph.inputs().size() + " and " + subgraph.outputs().size());
        }
    }

    private static List<Integer> called(Operator operator) {
        if (operator.options() instanceof Options.CallOnce call) {
            return List.of(call.subgraph());
        }
        if (operator.options() instanceof Options.If branch) {
            return List.of(branch.thenSubgraph(), branch.elseSubgraph());
        }
        if (operator.options() instanceof Options.While loop) {
            return List.of(loop.conditionSubgraph(), loop.bodySubgraph());
        }
        return List.of();
    }
}
