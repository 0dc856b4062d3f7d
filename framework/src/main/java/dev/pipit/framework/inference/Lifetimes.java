package dev.pipit.framework.inference;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;

/**
 * From which step to which each tensor must keep its numbers. Operators are counted in the order in which they run; a
 * subgraph that is called runs within its caller's step and is counted there.
 */
final class Lifetimes {
    private static final int NEVER = -1;

    private final List<Subgraph> subgraphs;
    private final int[][] first;
    private final int[][] last;
    private final Set<Integer> open = new HashSet<>();
    private int step;

    private Lifetimes(Model model) {
        subgraphs = model.subgraphs();
        first = new int[subgraphs.size()][];
        last = new int[subgraphs.size()][];
        for (Subgraph subgraph : subgraphs) {
            first[subgraph.index()] = filled(subgraph.tensors().size());
            last[subgraph.index()] = filled(subgraph.tensors().size());
        }
    }

    private static int[] filled(int size) {
        int[] never = new int[size];
        Arrays.fill(never, NEVER);
        return never;
    }

    static Lifetimes of(Model model) throws ModelFormatException {
        var lifetimes = new Lifetimes(model);
        lifetimes.visit(model.main());
        return lifetimes;
    }

    private void visit(Subgraph subgraph) throws ModelFormatException {
        if (!open.add(subgraph.index())) {
            throw new ModelFormatException("subgraph " + subgraph.index() + " must not call itself");
        }
        use(subgraph, subgraph.inputs());
        for (Operator operator : subgraph.operators()) {
            step++;
            use(subgraph, operator.inputs());
            if (operator.options() instanceof Options.CallOnce call) {
                if (call.subgraph() < 0 || call.subgraph() >= subgraphs.size()) {
                    throw new ModelFormatException("operator " + operator.index() + " (" + operator.name()
                        + "): subgraph must be one of " + subgraphs.size() + ": subgraph=" + call.subgraph());
                }
                visit(subgraphs.get(call.subgraph()));
            }
            use(subgraph, operator.outputs());
        }
        step++;
        use(subgraph, subgraph.outputs());
        open.remove(subgraph.index());
    }

    private void use(Subgraph subgraph, List<Integer> tensors) {
        for (int tensor : tensors) {
            if (tensor != Operator.ABSENT) {
                if (first[subgraph.index()][tensor] == NEVER) {
                    first[subgraph.index()][tensor] = step;
                }
                last[subgraph.index()][tensor] = step;
            }
        }
    }

    /** Whether the tensor is used by anything that runs. */
    boolean lives(int subgraph, int tensor) {
        return first[subgraph][tensor] != NEVER;
    }

    /** Keeps a tensor from one invocation to the next: it shares its memory with no other. */
    void always(int subgraph, int tensor) {
        first[subgraph][tensor] = 0;
        last[subgraph][tensor] = Integer.MAX_VALUE;
    }

    int first(int subgraph, int tensor) {
        return first[subgraph][tensor];
    }

    int last(int subgraph, int tensor) {
        return last[subgraph][tensor];
    }

    /** Makes both tensors live as long as either does, because they are to share memory. */
    void join(int subgraph, int a, int b) {
        first[subgraph][a] = Math.min(first[subgraph][a], first[subgraph][b]);
        last[subgraph][a] = Math.max(last[subgraph][a], last[subgraph][b]);
    }
}
