package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.RunningAverage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Subgraph;

/**
 * Which rows of each tensor are computed in an invocation, and which are kept until the next one.
 *
 * <p>A tensor moves if it is the input, or if an operator made it of tensors that move by a {@link RowMovement}, and at
 * least one of its rows is kept. What is not kept by one tensor cannot be kept by those that are made of it, so the
 * tensors that move are the first part of the model; all behind it is computed in full.
 */
final class SlidingPlan {
    /** How an operator is run. */
    enum Way {
        /** All of it. */
        FULL,
        /** Nothing is left to do: the output is the memory of the input. */
        RESHAPED,
        /** Only the rows that are not kept. */
        ROWS,
        /** The mean over all rows, from the sum of those that were known before. */
        AVERAGED
    }

    /**
     * An operator.
     *
     * @param slide    of the outputs for {@link Way#ROWS}, of the input for {@link Way#AVERAGED}
     * @param movement for {@link Way#ROWS}
     */
    record Step(Operator operator, Way way, Optional<Slide> slide, Optional<RowMovement> movement) {
        /** What part of the output rows is computed, as a share in the whole. */
        long share(long whole) {
            return way == Way.ROWS ? whole * slide.orElseThrow().computed() / slide.orElseThrow().rows() : whole;
        }
    }

    /** A vector kernel adds up this many rows while a running sum takes in one; measured, to a power of two. */
    private static final int GAIN_OF_A_POOL = 8;

    private final Preparation preparation;
    private final Subgraph subgraph;
    private final Slide[] slides;
    private final int[] memory;
    private final boolean[][] read;
    private final List<Step> steps = new ArrayList<>();

    private SlidingPlan(Preparation preparation, Subgraph subgraph) {
        this.preparation = preparation;
        this.subgraph = subgraph;
        this.slides = new Slide[subgraph.tensors().size()];
        this.memory = new int[slides.length];
        Arrays.setAll(memory, t -> t);
        this.read = new boolean[slides.length][];
    }

    /**
     * Of a model with one input, all of whose operators can be prepared.
     *
     * @param rows of the input
     * @param hop  new rows in each invocation
     */
    static SlidingPlan of(Preparation preparation, Subgraph subgraph, int rows, int hop) throws ModelFormatException {
        var plan = new SlidingPlan(preparation, subgraph);
        var input = new Slide(rows, Math.min(hop, rows), 1, 0, rows);
        plan.keep(subgraph.inputs().get(0), input);
        for (Operator operator : subgraph.operators()) {
            plan.steps.add(plan.step(operator));
        }
        plan.findWhatIsRead();
        return plan;
    }

    private void keep(int tensor, Slide slide) {
        if (slide.keeps()) {
            slides[tensor] = slide;
            read[tensor] = new boolean[slide.rows()];
        }
    }

    private Step step(Operator operator) throws ModelFormatException {
        List<Boolean> moving = operator.inputs().stream().map(t -> t != Operator.ABSENT && slides[t] != null).toList();
        Optional<Slide> in = together(operator);
        if (in.isEmpty()) {
            return new Step(operator, Way.FULL, Optional.empty(), Optional.empty());
        }
        Node node = preparation.node(subgraph, operator);
        if (operator.code() == OperatorCode.RESHAPE) {
            return reshaped(operator, in.get());
        }
        Optional<RowMovement> movement = RowMovement.of(node, in.get().rows(), moving);
        Optional<Slide> out = movement.map(m -> in.get().through(m.axis())).filter(Slide::keeps);
        if (out.isPresent()) {
            operator.outputs().forEach(tensor -> keep(tensor, out.get()));
            return new Step(operator, Way.ROWS, out, movement);
        }
        boolean averaged = operator.code() == OperatorCode.AVERAGE_POOL_2D && movement.isPresent()
            && isWorthASum(in.get()) && RunningAverage.fits(node, RowMovement.dimension(node.input(0), in.get().rows()));
        return new Step(operator, averaged ? Way.AVERAGED : Way.FULL, in, Optional.empty());
    }

    /** Whether the rows that come, go or see the border are so few that it costs less to look at them than at all. */
    private static boolean isWorthASum(Slide slide) {
        return GAIN_OF_A_POOL * (slide.computed() + slide.shift()) <= slide.rows();
    }

    /** How the inputs that move do so together. */
    private Optional<Slide> together(Operator operator) {
        Optional<Slide> all = Optional.empty();
        for (int tensor : operator.inputs()) {
            if (tensor != Operator.ABSENT && slides[tensor] != null) {
                Slide slide = slides[tensor];
                all = all.isEmpty() ? Optional.of(slide) : all.get().with(slide);
                if (all.isEmpty()) {
                    return all;
                }
            }
        }
        return all;
    }

    private Step reshaped(Operator operator, Slide slide) {
        int from = operator.inputs().get(0);
        int to = operator.outputs().get(0);
        slides[to] = slide;
        memory[to] = memory[from];
        read[to] = read[from];
        return new Step(operator, Way.RESHAPED, Optional.of(slide), Optional.empty());
    }

    private void findWhatIsRead() {
        for (Step step : steps) {
            for (int tensor : step.operator().inputs()) {
                if (tensor != Operator.ABSENT && slides[tensor] != null) {
                    markWhatIsRead(step, tensor);
                }
            }
        }
        for (int tensor : subgraph.outputs()) {
            if (slides[tensor] != null) {
                Arrays.fill(read[tensor], true);
            }
        }
    }

    private void markWhatIsRead(Step step, int tensor) {
        boolean[] rows = read[tensor];
        switch (step.way()) {
            case FULL -> Arrays.fill(rows, true);
            case ROWS -> {
                Slide out = step.slide().orElseThrow();
                RowMovement movement = step.movement().orElseThrow();
                mark(rows, movement, 0, out.first());
                mark(rows, movement, out.newFrom(), out.rows());
            }
            case AVERAGED -> Arrays.fill(rows, 0, slides[tensor].first() + slides[tensor].shift(), true);
            case RESHAPED -> { }                       // who reads the output reads the input
        }
    }

    /** Marks the rows of which the output rows {@code from} to {@code to - 1} are made. */
    private static void mark(boolean[] rows, RowMovement movement, int from, int to) {
        if (from < to) {
            Arrays.fill(rows, movement.firstInput(from), movement.endInput(to), true);
        }
    }

    /** All operators, in their order. */
    List<Step> steps() {
        return steps;
    }

    /** How the rows of a tensor move; empty if it is computed in full. */
    Optional<Slide> slide(int tensor) {
        return Optional.ofNullable(slides[tensor]);
    }

    /** Tensors with memory of their own that move, and of which rows are read that are not computed again. */
    List<Integer> kept() {
        List<Integer> kept = new ArrayList<>();
        for (int tensor = 0; tensor < slides.length; tensor++) {
            if (slides[tensor] != null && memory[tensor] == tensor && keptFrom(tensor) < slides[tensor].newFrom()) {
                kept.add(tensor);
            }
        }
        return kept;
    }

    /** The first row of a tensor that is kept because it is read; all below it are, for it was further down before. */
    int keptFrom(int tensor) {
        int row = slides[tensor].first();
        while (row < slides[tensor].newFrom() && !read[tensor][row]) {
            row++;
        }
        return row;
    }
}
