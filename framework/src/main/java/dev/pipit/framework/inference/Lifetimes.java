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
    private static final int MOST_RUNS = 10_000;       // each subgraph may call the next one twice, which then runs 2^n times
    private static final int MOST_DEPTH = 100;         // a chain of calls takes stack

    private final List<Subgraph> subgraphs;
    private final int[][] first;
    private final int[][] last;
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> closed = new HashSet<>();
    private final int[] runs;                          // of a closed subgraph and of all that it calls
    private int step;
    private int calls;

    private Lifetimes(Model model) {
        subgraphs = model.subgraphs();
        runs = new int[subgraphs.size()];
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
        if (open.size() > MOST_DEPTH) {
            throw new ModelFormatException("subgraphs must not call each other more than " + MOST_DEPTH + " deep");
        }
        int before = calls;
        count(1);
        use(subgraph, subgraph.inputs());
        for (Operator operator : subgraph.operators()) {
            step++;
            use(subgraph, operator.inputs());
            for (int called : called(operator)) {
                call(subgraph, operator, called);
            }
            use(subgraph, operator.outputs());
        }
        step++;
        use(subgraph, subgraph.outputs());
        open.remove(subgraph.index());
        closed.add(subgraph.index());
        runs[subgraph.index()] = calls - before;
    }

    private void count(int more) throws ModelFormatException {
        calls += more;
        if (calls > MOST_RUNS) {
            throw new ModelFormatException("subgraphs must not run more than " + MOST_RUNS + " times together");
        }
    }

    /** Which subgraphs an operator runs, as often as it may. */
    private static List<Integer> called(Operator operator) {
        Options options = operator.options();
        return options instanceof Options.CallOnce once ? List.of(once.subgraph())
            : options instanceof Options.If branch ? List.of(branch.thenSubgraph(), branch.elseSubgraph())
            : options instanceof Options.While loop ? List.of(loop.conditionSubgraph(), loop.bodySubgraph())
            : List.of();
    }

    /** The caller's tensors are handed over before and after, and a loop keeps its numbers in the outputs all along. */
    private void call(Subgraph caller, Operator operator, int called) throws ModelFormatException {
        if (called < 0 || called >= subgraphs.size()) {
            throw new ModelFormatException("operator " + operator.index() + " (" + operator.name()
                + "): subgraph must be one of " + subgraphs.size() + ": subgraph=" + called);
        }
        use(caller, operator.inputs());
        if (operator.options() instanceof Options.While) {
            use(caller, operator.outputs());
        }
        if (closed.contains(called)) {
            count(runs[called]);
            step++;
            keep(called, new HashSet<>());
        } else {
            visit(subgraphs.get(called));
        }
        use(caller, operator.outputs());
    }

    /** Lets all that a subgraph used the first time live until now: it runs once more. */
    private void keep(int subgraph, Set<Integer> kept) {
        if (kept.add(subgraph)) {
            for (int tensor = 0; tensor < last[subgraph].length; tensor++) {
                last[subgraph][tensor] = first[subgraph][tensor] == NEVER ? NEVER : step;
            }
            for (Operator operator : subgraphs.get(subgraph).operators()) {
                called(operator).forEach(called -> keep(called, kept));
            }
        }
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
