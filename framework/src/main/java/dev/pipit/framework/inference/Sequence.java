package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;

/**
 * Kernels that run one after the other, until one of them does not finish. They can be replaced by faster ones between
 * two runs.
 */
final class Sequence implements Kernel {
    private final List<Step> steps = new ArrayList<>();
    private volatile Kernel[] kernels = {};
    private boolean finished;

    /** A kernel, and the operator it is the reference of, if it is one. */
    private record Step(Optional<Node> node, Kernel kernel) { }

    /** Appends an operator, for which the reference has made a kernel. */
    void add(Node node, Kernel kernel) {
        if (kernel != NOTHING) {
            steps.add(new Step(Optional.of(node), kernel));
        }
    }

    /** Appends a kernel that has no twin. */
    void add(Kernel kernel) {
        steps.add(new Step(Optional.empty(), kernel));
    }

    /** Takes the twin of each operator that has one, and the reference for the others. */
    void use(Twins twins) throws ModelFormatException {
        Kernel[] chosen = new Kernel[steps.size()];
        for (int k = 0; k < chosen.length; k++) {
            Step step = steps.get(k);
            Optional<Kernel> twin = step.node.isPresent() ? twins.twin(step.node.get()) : Optional.empty();
            chosen[k] = twin.orElse(step.kernel);
        }
        kernels = chosen;
    }

    @Override
    public void run() {
        Kernel[] all = kernels;
        finished = true;
        for (int k = 0; finished && k < all.length; k++) {
            all[k].run();
            finished = all[k].finished();
        }
    }

    /** The same, adding to {@code times} how long each kernel took. */
    void run(LongSupplier clock, long[] times) {
        Kernel[] all = kernels;
        finished = true;
        for (int k = 0; finished && k < all.length; k++) {
            long before = clock.getAsLong();
            all[k].run();
            times[k] += clock.getAsLong() - before;
            finished = all[k].finished();
        }
    }

    /** What each kernel stands for. */
    List<Operator> operators() {
        return steps.stream().flatMap(step -> step.node.stream()).map(Node::operator).toList();
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
