package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A model over the last rows of features, run again each time a few new rows have come: computes only what is new, and
 * gives what an {@link Interpreter} gives for the last rows, bit for bit.
 *
 * <p>Fill {@link #input} with the new rows, {@link #invoke}, read the outputs. They stand for {@link #rows} rows, so
 * they mean nothing before so many were given: see {@link #ready}.
 *
 * <p>Rows of a layer that did not see the border of the features are those of an earlier invocation, further up; they
 * are kept. Where a layer steps over more rows than come at once, as many sets of rows are kept as it takes until the
 * same ones are met again. Behind the first operator that mixes rows in another way (a dense layer over all of them)
 * everything is computed in full.
 *
 * <p>Cost: {@code invoke} allocates nothing and throws nothing.
 */
public final class SlidingInterpreter {
    private final int rows;
    private final int hopRows;
    private final Preparation preparation;
    private final Sequence sequence = new Sequence();
    private final TensorView input;
    private final List<TensorView> outputs;
    private final List<SlidingCost> costs;
    private int missingHops;

    private SlidingInterpreter(Model model, int hopRows, Settings settings) throws ModelFormatException {
        Subgraph main = model.main();
        Preparation checked = checked(model, settings);
        Operand all = checked.operand(main, main.inputs().get(0));
        this.hopRows = hopRows;
        this.rows = rows(main, all.info());
        SlidingPlan plan = SlidingPlan.of(checked, main, rows, hopRows);
        Lifetimes lifetimes = Lifetimes.of(model);
        plan.kept().forEach(tensor -> lifetimes.always(main.index(), tensor));
        this.preparation = new Preparation(model, settings, lifetimes);
        var steps = new SlidingSteps(preparation, main, plan);
        steps.appendRotations(sequence);
        this.input = new TensorView(newRows(main));
        steps.appendOperators(sequence);
        preparation.useTwins(sequence);
        this.outputs = Interpreter.views(preparation, main, main.outputs());
        this.costs = costs(model, plan);
        reset();
    }

    /** With the {@linkplain Settings#standard() standard settings}. */
    public static SlidingInterpreter prepare(Model model, int hopRows) throws ModelFormatException {
        return prepare(model, hopRows, Settings.standard());
    }

    /**
     * Checks all of a model and makes it ready to run.
     *
     * @param model    with one input; its rows lie along the first dimension longer than 1, of the input or, if the
     *                 input is flat and the first operator reshapes it, of what that makes of it
     * @param hopRows  how many new rows come with each invocation, at least 1; of more than the model looks at only the
     *                 last ones count
     * @param settings all tensors cannot be kept, and there is too little to do for more than one thread
     * @throws UnsupportedOperatorsException if it has operators that cannot be run; it names all of them
     * @throws ModelFormatException          if an operator's tensors or settings do not fit each other, if it has not
     *                                       one input, or if it keeps something by itself
     */
    public static SlidingInterpreter prepare(Model model, int hopRows, Settings settings) throws ModelFormatException {
        if (hopRows < 1) {
            throw new IllegalArgumentException("hopRows must be at least 1: hopRows=" + hopRows);
        }
        return new SlidingInterpreter(model, hopRows, settings.sharingMemory().workers(Workers.NONE));
    }

    private static Preparation checked(Model model, Settings settings) throws ModelFormatException {
        Subgraph main = model.main();
        var preparation = new Preparation(model, settings.kernels(KernelSet.REFERENCE));
        if (main.inputs().size() != 1) {
            throw new ModelFormatException("a model that slides must have one input: inputs=" + main.inputs().size());
        }
        preparation.subgraph(main.index());
        if (preparation.kept().bytes() > 0) {
            throw new ModelFormatException("a model that slides must keep nothing by itself, this one steps: run it"
                + " with an Interpreter; bytes kept=" + preparation.kept().bytes());
        }
        return preparation;
    }

    /** How many rows the model looks at. */
    private static int rows(Subgraph main, TensorInfo input) throws ModelFormatException {
        boolean flat = Arrays.stream(input.shape()).filter(extent -> extent > 1).count() == 1;
        TensorInfo shaped = main.operators().stream().limit(flat ? 1 : 0)
            .filter(operator -> operator.code() == OperatorCode.RESHAPE
                && operator.inputs().get(0) == input.index())
            .map(operator -> main.tensors().get(operator.outputs().get(0))).findFirst().orElse(input);
        return Arrays.stream(shaped.shape()).filter(extent -> extent > 1).findFirst()
            .orElseThrow(() -> new ModelFormatException("a model that slides must look at more than one number: shape="
                + Arrays.toString(input.shape())));
    }

    /** Memory for the new rows, and the kernel that puts the last of them where the model takes them. */
    private Operand newRows(Subgraph main) throws ModelFormatException {
        Operand all = preparation.operand(main, main.inputs().get(0));
        TensorInfo info = Rows.info(all, rows, hopRows);
        Storage fresh = preparation.state(info.bytes());
        Storage target = all.storage();
        int length = Math.min(fresh.length(), target.length());
        sequence.add(() -> fresh.copy(fresh.length() - length, target, target.length() - length, length));
        return new Operand(info, fresh);
    }

    private static List<SlidingCost> costs(Model model, SlidingPlan plan) {
        List<SlidingCost> costs = new ArrayList<>();
        for (OperatorCost cost : OperatorCost.of(model)) {
            if (cost.subgraph() == 0) {
                SlidingPlan.Step step = plan.steps().get(cost.index());
                boolean slides = step.way() == SlidingPlan.Way.ROWS;
                costs.add(new SlidingCost(cost.index(), cost.name(), slides ? step.slide().orElseThrow().rows() : 0,
                    slides ? step.slide().orElseThrow().computed() : 0, cost.macs(), step.share(cost.macs())));
            }
        }
        return List.copyOf(costs);
    }

    /** How many rows the model looks at. */
    public int rows() {
        return rows;
    }

    /** How many new rows come with each invocation. */
    public int hopRows() {
        return hopRows;
    }

    /** The new rows, the oldest first. Must be filled before every invocation. */
    public TensorView input() {
        return input;
    }

    /** The outputs, by position. */
    public List<TensorView> outputs() {
        return outputs;
    }

    /** One of the outputs. */
    public TensorView output(int position) {
        return outputs.get(position);
    }

    /** Computes the outputs for the last rows. */
    public void invoke() {
        sequence.run();
        missingHops -= missingHops > 0 ? 1 : 0;
    }

    /** Whether as many rows were given as the model looks at, so that the outputs are what it says of them. */
    public boolean ready() {
        return missingHops == 0;
    }

    /** Goes over to the fastest kernels: see {@link Interpreter#upgrade}. */
    public boolean upgrade() {
        return preparation.upgrade();
    }

    /** Forgets everything: afterwards it is as if it had just been prepared. */
    public void reset() {
        preparation.arena().clear();
        preparation.kept().reset();
        missingHops = (rows + hopRows - 1) / hopRows;
    }

    /** What each operator costs, in the order of the model. */
    public List<SlidingCost> costs() {
        return costs;
    }

    /** Multiply-accumulate operations of an invocation. */
    public long newMacs() {
        return costs.stream().mapToLong(SlidingCost::newMacs).sum();
    }

    /** Multiply-accumulate operations of a full run. */
    public long fullMacs() {
        return costs.stream().mapToLong(SlidingCost::fullMacs).sum();
    }

    /** How much memory it holds. */
    public MemoryUse memory() {
        return preparation.memory();
    }
}
