package dev.pipit.framework.inference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.Surroundings;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Binds the tensors of a model to memory and its operators to kernels. Used once. */
final class Preparation implements Surroundings {
    /** Products after which the compiler has seen all loops of a model, and how often each must have been entered. */
    private static final long MACS_UNTIL_COMPILED = 1_000_000_000;
    private static final long FEWEST_INVOCATIONS = 300;
    private static final long MOST_INVOCATIONS = 30_000;

    private final Model model;
    private final Settings settings;
    private final Arena arena;
    private final State state;
    private final ResourceVariables variables;
    private final Operand[][] operands;
    private final List<Sequence> sequences = new ArrayList<>();
    private volatile List<Twins> twins;
    private final Sequence[] prepared;
    private final Map<ByteBuffer, Storage> constants = new IdentityHashMap<>();
    private long constantBytes;
    private long scratchBytes;

    Preparation(Model model, Settings settings) throws ModelFormatException {
        this(model, settings, lifetimes(model));
    }

    Preparation(Model model, Settings settings, Lifetimes lifetimes) throws ModelFormatException {
        this.model = model;
        this.settings = settings;
        this.arena = Arena.of(model, settings, lifetimes);
        this.twins = KernelChoice.twins(settings.kernels(), settings.workers().count());
        this.state = new State(settings.mostArenaBytes() - arena.bytes());
        this.variables = ResourceVariables.of(model, state);
        this.operands = model.subgraphs().stream().map(subgraph -> new Operand[subgraph.tensors().size()])
            .toArray(Operand[][]::new);
        this.prepared = new Sequence[model.subgraphs().size()];
    }

    private static Lifetimes lifetimes(Model model) throws ModelFormatException {
        Support.check(model);
        return Lifetimes.of(model);
    }

    @Override
    public boolean roundsOnce() {
        return settings.rounding() == Rounding.SINGLE;
    }

    @Override
    public Storage state(int bytes) throws ModelFormatException {
        return state.add(bytes);
    }

    @Override
    public Storage state(TensorInfo tensor) throws ModelFormatException {
        return state.add(tensor);
    }

    @Override
    public void scratch(long bytes) {
        scratchBytes += bytes;
    }

    @Override
    public Sequence subgraph(int index) throws ModelFormatException {
        Sequence known = prepared[index];
        if (known == null) {
            known = sequence(model.subgraphs().get(index));
            prepared[index] = known;
        }
        return known;
    }

    @Override
    public List<Operand> inputs(int subgraph) throws ModelFormatException {
        return operands(subgraph, model.subgraphs().get(subgraph).inputs());
    }

    @Override
    public List<Operand> outputs(int subgraph) throws ModelFormatException {
        return operands(subgraph, model.subgraphs().get(subgraph).outputs());
    }

    private List<Operand> operands(int subgraph, List<Integer> tensors) throws ModelFormatException {
        List<Operand> operands = new ArrayList<>();
        for (int tensor : tensors) {
            operands.add(operand(model.subgraphs().get(subgraph), tensor));
        }
        return operands;
    }

    private Sequence sequence(Subgraph subgraph) throws ModelFormatException {
        var sequence = new Sequence();
        for (Operator operator : subgraph.operators()) {
            Node node = node(subgraph, operator);
            Kernel kernel = Kernels.prepare(node);
            List<Node> shares = Shares.of(node, OperatorCost.macs(subgraph, operator), settings.workers().count());
            if (shares.size() > 1) {
                sequence.add(shares, settings.workers());
            } else {
                sequence.add(node, kernel);
            }
        }
        useTwins(sequence);
        return sequence;
    }

    /** Lets a sequence run on the chosen kernels, and on faster ones after an upgrade. */
    void useTwins(Sequence sequence) throws ModelFormatException {
        sequence.use(twins);
        sequences.add(sequence);
    }

    /** Replaces kernels by faster ones, once these have run so often that they are compiled. */
    boolean upgrade() {
        if (settings.kernels() != KernelSet.FASTEST || !KernelChoice.hasVector()) {
            return false;
        }
        try {
            Interpreter other = Interpreter.prepare(model, settings.kernels(KernelSet.VECTOR).workers(Workers.NONE));
            for (long k = other.hasTwins() ? invocationsUntilCompiled() : 0; k > 0; k--) {
                other.invoke();
            }
            List<Twins> faster = KernelChoice.twins(KernelSet.VECTOR, settings.workers().count());
            for (Sequence sequence : sequences) {
                sequence.use(faster);
            }
            twins = faster;
            return true;
        } catch (ModelFormatException e) {
            throw new IllegalStateException("a model that could be prepared must be so again", e);
        }
    }

    /** Whether any operator runs by another kernel than the reference. */
    boolean hasTwins() {
        return sequences.stream().anyMatch(Sequence::hasTwins);
    }

    private long invocationsUntilCompiled() {
        long macs = Math.max(1, OperatorCost.total(OperatorCost.of(model)));
        return Math.max(FEWEST_INVOCATIONS, Math.min(MOST_INVOCATIONS, MACS_UNTIL_COMPILED / macs));
    }

    /** An operator bound to its tensors. */
    Node node(Subgraph subgraph, Operator operator) throws ModelFormatException {
        List<Optional<Operand>> inputs = new ArrayList<>();
        for (int tensor : operator.inputs()) {
            inputs.add(tensor == Operator.ABSENT ? Optional.empty() : Optional.of(operand(subgraph, tensor)));
        }
        List<Operand> outputs = new ArrayList<>();
        for (int tensor : operator.outputs()) {
            outputs.add(operand(subgraph, tensor));
        }
        var node = new Node(subgraph.index(), operator, inputs, outputs, this);
        for (Operand output : outputs) {
            node.require(output.info().constant().isEmpty(), "output must not be constant: tensor=%s",
                output.info().index());
        }
        return node;
    }

    /** A tensor with its memory, the same for every operator that uses it. */
    Operand operand(Subgraph subgraph, int tensor) throws ModelFormatException {
        Operand[] known = operands[subgraph.index()];
        if (known[tensor] == null) {
            TensorInfo info = subgraph.tensors().get(tensor);
            known[tensor] = new Operand(info, storage(subgraph, info));
        }
        return known[tensor];
    }

    private Storage storage(Subgraph subgraph, TensorInfo info) throws ModelFormatException {
        if (info.constant().isPresent()) {
            ByteBuffer constant = info.constant().get();
            return info.type() == TensorType.INT4 ? constant(info, constant)
                : constants.computeIfAbsent(constant, same -> constant(info, same));
        }
        checkExtents(info);
        if (info.type() == TensorType.RESOURCE) {
            return variables.storage(subgraph, info);
        }
        return info.variable() ? state.add(info) : arena.storage(subgraph.index(), info);
    }

    /** A tensor without numbers takes no memory, but its other extents may be so large that no loop over them ends. */
    private void checkExtents(TensorInfo info) throws ModelFormatException {
        long positions = 1;
        for (int extent : info.shape()) {
            positions *= Math.max(1, extent);            // no overflow: both factors are below 2^31
            if (info.elements() == 0 && positions > settings.mostArenaBytes()) {
                throw new ModelFormatException("tensor " + info.index() + " must not be larger than its memory but for an "
                    + "extent of 0: shape=" + Arrays.toString(info.shape()));
            }
        }
    }

    private Storage constant(TensorInfo info, ByteBuffer constant) {
        byte[] bytes = new byte[constant.remaining()];
        constant.duplicate().get(bytes);
        Storage packed = new Storage(bytes, 0, bytes.length);
        Storage storage = info.type() == TensorType.INT4 ? packed.unpacked(info.elements()) : packed;
        constantBytes += storage.length();
        return storage;
    }

    Arena arena() {
        return arena;
    }

    State kept() {
        return state;
    }

    MemoryUse memory() {
        return new MemoryUse(arena.bytes(), constantBytes, state.bytes(), scratchBytes,
            twins.stream().mapToLong(Twins::bytes).sum());
    }
}
