package dev.pipit.framework.inference;

import java.util.List;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.RunningAverage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Subgraph;

/** The kernels of a {@link SlidingPlan}. */
final class SlidingSteps {
    private final Preparation preparation;
    private final Subgraph subgraph;
    private final SlidingPlan plan;

    SlidingSteps(Preparation preparation, Subgraph subgraph, SlidingPlan plan) {
        this.preparation = preparation;
        this.subgraph = subgraph;
        this.plan = plan;
    }

    /** Moves what is kept to its place. To be run before everything else. */
    void appendRotations(Sequence sequence) throws ModelFormatException {
        for (int tensor : plan.kept()) {
            Operand operand = preparation.operand(subgraph, tensor);
            Slide slide = plan.slide(tensor).orElseThrow();
            sequence.add(Rotation.prepare(operand, slide, plan.keptFrom(tensor), preparation));
        }
    }

    /** Computes what is not kept. */
    void appendOperators(Sequence sequence) throws ModelFormatException {
        for (SlidingPlan.Step step : plan.steps()) {
            Node node = preparation.node(subgraph, step.operator());
            switch (step.way()) {
                case FULL, RESHAPED -> sequence.add(node, Kernels.prepare(node));
                case ROWS -> rows(node, step, sequence);
                case AVERAGED -> sequence.add(average(node, step.slide().orElseThrow()));
            }
        }
    }

    /** Two kernels at most: new rows and the lower border lie side by side. */
    private void rows(Node node, SlidingPlan.Step step, Sequence sequence) throws ModelFormatException {
        Slide slide = step.slide().orElseThrow();
        List<Boolean> moving = step.operator().inputs().stream()
            .map(tensor -> tensor != Operator.ABSENT && plan.slide(tensor).isPresent()).toList();
        var rows = new Rows(node, step.movement().orElseThrow(), moving);
        rows.append(0, slide.first(), sequence);
        rows.append(slide.newFrom(), slide.rows(), sequence);
    }

    private static Kernel average(Node node, Slide slide) throws ModelFormatException {
        return RunningAverage.prepare(node, new RunningAverage.Moving(
            RowMovement.dimension(node.input(0), slide.rows()), slide.first(), slide.newFrom(), slide.shift(),
            slide.phases()));
    }
}
