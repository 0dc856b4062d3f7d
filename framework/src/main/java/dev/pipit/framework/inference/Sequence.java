package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Kernels;
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
    private boolean hasTwins;

    /** A kernel, and the operator it is the reference of, if it is one. */
    private record Choice(Optional<Node> node, Kernel reference) {
        Kernel of(Twins twins) throws ModelFormatException {
            Optional<Kernel> twin = node.isPresent() ? twins.twin(node.get()) : Optional.empty();
            return twin.orElse(reference);
        }
    }

    /** A kernel, or several for parts of an operator. */
    private record Step(Optional<Operator> operator, List<Choice> parts, Workers workers) {
        Kernel[] of(List<Twins> twins) throws ModelFormatException {
            Kernel[] kernels = new Kernel[parts.size()];
            for (int k = 0; k < kernels.length; k++) {
                kernels[k] = parts.get(k).of(twins.get(k));
            }
            return kernels;
        }

        boolean differs(Kernel... kernels) {
            for (int k = 0; k < kernels.length; k++) {
                if (kernels[k] != parts.get(k).reference) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Appends an operator, for which the reference has made a kernel. */
    void add(Node node, Kernel kernel) {
        if (kernel != NOTHING) {
            steps.add(new Step(Optional.of(node.operator()), List.of(new Choice(Optional.of(node), kernel)),
                Workers.NONE));
        }
    }

    /** Appends parts of an operator, for workers that are as many or more. */
    void add(List<Node> parts, Workers workers) throws ModelFormatException {
        List<Choice> choices = new ArrayList<>();
        for (Node part : parts) {
            choices.add(new Choice(Optional.of(part), Kernels.prepare(part)));
        }
        steps.add(new Step(Optional.of(parts.get(0).operator()), choices, workers));
    }

    /** Appends a kernel that has no twin. */
    void add(Kernel kernel) {
        steps.add(new Step(Optional.empty(), List.of(new Choice(Optional.empty(), kernel)), Workers.NONE));
    }

    /** Takes the twin of each operator that has one, and the reference for the others; of each part from other twins. */
    void use(List<Twins> twins) throws ModelFormatException {
        Kernel[] chosen = new Kernel[steps.size()];
        hasTwins = false;
        for (int k = 0; k < chosen.length; k++) {
            Kernel[] parts = steps.get(k).of(twins);
            hasTwins |= steps.get(k).differs(parts);
            chosen[k] = Shares.together(parts, steps.get(k).workers());
        }
        kernels = chosen;
    }

    /** Whether any operator runs by another kernel than the reference. */
    boolean hasTwins() {
        return hasTwins;
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
        return steps.stream().flatMap(step -> step.operator.stream()).toList();
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
