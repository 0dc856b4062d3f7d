package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A model with memory, ready to run: fill the inputs, {@link #invoke}, read the outputs.
 *
 * <p>Inputs must be filled before every invocation, because their memory is used again while the model runs. A model
 * that keeps variables goes on where the last invocation left it; {@link #reset} makes it fresh.
 *
 * <p>Numbers: those of the TensorFlow Lite Micro reference kernels, bit for bit, for tensors of whole numbers.
 * Cost: {@code invoke} allocates nothing and throws nothing.
 */
public final class Interpreter {
    private static final int BYTES_PER_FILE_BYTE = 300;
    private static final int FIXED_BYTES = 1 << 18;

    private final Arena arena;
    private final State state;
    private final Preparation preparation;
    private final Sequence main;
    private final List<TensorView> inputs;
    private final List<TensorView> outputs;
    private final List<List<Optional<TensorView>>> tensors;

    private Interpreter(Model model, Settings settings) throws ModelFormatException {
        preparation = new Preparation(model, settings);
        main = preparation.subgraph(model.main().index());
        inputs = views(preparation, model.main(), model.main().inputs());
        outputs = views(preparation, model.main(), model.main().outputs());
        tensors = new ArrayList<>();
        for (Subgraph subgraph : model.subgraphs()) {
            tensors.add(settings.keepsAllTensors() ? computed(preparation, subgraph) : List.of());
        }
        arena = preparation.arena();
        state = preparation.kept();
    }

    /** With the {@linkplain Settings#standard() standard settings}. */
    public static Interpreter prepare(Model model) throws ModelFormatException {
        return prepare(model, Settings.standard());
    }

    /**
     * Checks all of a model and makes it ready to run.
     *
     * @throws UnsupportedOperatorsException if it has operators that cannot be run; it names all of them
     * @throws ModelFormatException          if an operator's tensors or settings do not fit each other
     */
    public static Interpreter prepare(Model model, Settings settings) throws ModelFormatException {
        return new Interpreter(model, settings);
    }

    /**
     * How much memory preparing a model that was read from a file of this size may take, all told: what the settings
     * allow for tensors, and objects and tables in proportion to the file.
     */
    public static long mostBytes(long fileBytes, Settings settings) {
        return settings.mostArenaBytes() + BYTES_PER_FILE_BYTE * fileBytes + FIXED_BYTES;
    }

    static List<TensorView> views(Preparation preparation, Subgraph subgraph, List<Integer> indices)
            throws ModelFormatException {
        List<TensorView> views = new ArrayList<>();
        for (int tensor : indices) {
            views.add(new TensorView(preparation.operand(subgraph, tensor)));
        }
        return List.copyOf(views);
    }

    private static List<Optional<TensorView>> computed(Preparation preparation, Subgraph subgraph)
            throws ModelFormatException {
        List<Optional<TensorView>> views = new ArrayList<>();
        for (TensorInfo info : subgraph.tensors()) {
            boolean has = info.variable() || preparation.arena().holds(subgraph.index(), info.index());
            views.add(has ? Optional.of(new TensorView(preparation.operand(subgraph, info.index())))
                : Optional.empty());
        }
        return List.copyOf(views);
    }

    /** The inputs, by position. */
    public List<TensorView> inputs() {
        return inputs;
    }

    /** The outputs, by position. */
    public List<TensorView> outputs() {
        return outputs;
    }

    /** One of the inputs. */
    public TensorView input(int position) {
        return inputs.get(position);
    }

    /** One of the outputs. */
    public TensorView output(int position) {
        return outputs.get(position);
    }

    /**
     * Any tensor that is computed or kept, as the last invocation left it; empty for a constant, for a handle, and for
     * what no operator uses.
     *
     * @throws IllegalStateException unless the settings {@linkplain Settings#keepingAllTensors() keep all tensors}
     */
    public Optional<TensorView> tensor(int subgraph, int index) {
        if (tensors.get(subgraph).isEmpty()) {
            throw new IllegalStateException("tensors share memory: prepare with Settings.keepingAllTensors");
        }
        return tensors.get(subgraph).get(index);
    }

    /** Computes the outputs from the inputs and from what was kept. */
    public void invoke() {
        main.run();
    }

    /**
     * The same as {@link #invoke()}, adding to {@code times} how long each of {@link #timed()} took, in the clock's unit.
     */
    public void invoke(LongSupplier clock, long[] times) {
        main.run(clock, times);
    }

    /** The operators of the main subgraph that have something to do, in the order in which they do it. */
    public List<Operator> timed() {
        return main.operators();
    }

    /**
     * Goes over to the fastest kernels, if it runs others and {@link KernelSet#FASTEST} are asked for. The Java virtual
     * machine first has to compile these, which takes a second or a few: they run on tensors of their own until then,
     * and are taken by the first invocation that begins after that. No result changes by it.
     *
     * <p>Threads: may be called while another thread invokes. A thread of low priority that does nothing else is right.
     *
     * @return whether it did
     */
    public boolean upgrade() {
        return preparation.upgrade();
    }

    /** Whether any operator runs by another kernel than the reference. */
    boolean hasTwins() {
        return preparation.hasTwins();
    }

    /**
     * Whether the last invocation came to its end. It does not where a CIRCULAR_BUFFER waits for more inputs: then what
     * comes after that has not run, and the outputs mean nothing.
     */
    public boolean finished() {
        return main.finished();
    }

    /** Forgets everything: afterwards it is as if it had just been prepared. */
    public void reset() {
        arena.clear();
        state.reset();
    }

    /** A copy of what is kept from one invocation to the next. Allocates. */
    public Snapshot snapshot() {
        var snapshot = new Snapshot(state.bytes());
        state.read(snapshot.storage());
        return snapshot;
    }

    /**
     * Goes back to where a snapshot was taken.
     *
     * @throws IllegalArgumentException if it was taken of a model that keeps another number of bytes
     */
    public void restore(Snapshot snapshot) {
        if (snapshot.storage().length() != state.bytes()) {
            throw new IllegalArgumentException("snapshot must be of the same model: bytes="
                + snapshot.storage().length() + ", expected=" + state.bytes());
        }
        state.write(snapshot.storage());
    }

    /** How much memory it holds. */
    public MemoryUse memory() {
        return preparation.memory();
    }
}
