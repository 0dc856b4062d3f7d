package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** The memory of all tensors that are computed, and where in it each lies. */
final class Arena {
    private static final int NONE = -1;
    /** Operators that keep all numbers in their order. */
    private static final Set<OperatorCode> RESHAPING =
        EnumSet.of(OperatorCode.RESHAPE, OperatorCode.SQUEEZE, OperatorCode.EXPAND_DIMS);

    private final byte[] bytes;
    private final int[][] offsets;

    private Arena(byte[] bytes, int[][] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    static Arena of(Model model, Settings settings, Lifetimes lifetimes) throws ModelFormatException {
        List<MemoryPlan.Block> blocks = new ArrayList<>();
        int[][] blockOf = new int[model.subgraphs().size()][];
        for (Subgraph subgraph : model.subgraphs()) {
            blockOf[subgraph.index()] = blocks(subgraph, lifetimes, blocks, settings.keepsAllTensors());
        }
        MemoryPlan plan = MemoryPlan.of(blocks);
        if (plan.bytes() > settings.mostArenaBytes()) {
            throw new ModelFormatException("model must fit its memory: bytes=" + plan.bytes() + ", mostArenaBytes="
                + settings.mostArenaBytes());
        }
        for (int[] perTensor : blockOf) {
            Arrays.setAll(perTensor, t -> perTensor[t] == NONE ? NONE : (int) plan.offset(perTensor[t]));
        }
        return new Arena(new byte[(int) plan.bytes()], blockOf);
    }

    /** Adds the blocks of one subgraph and says which one each tensor has. */
    private static int[] blocks(Subgraph subgraph, Lifetimes lifetimes, List<MemoryPlan.Block> blocks,
            boolean keepsAll) {
        int[] source = keepsAll ? identity(subgraph) : sources(subgraph, lifetimes);
        int[] blockOf = new int[source.length];
        Arrays.fill(blockOf, NONE);
        for (int t = 0; t < source.length; t++) {
            if (source[t] == t && isComputed(subgraph.tensors().get(t)) && lifetimes.lives(subgraph.index(), t)) {
                blockOf[t] = blocks.size();
                blocks.add(new MemoryPlan.Block(subgraph.tensors().get(t).bytes(),
                    keepsAll ? 0 : lifetimes.first(subgraph.index(), t),
                    keepsAll ? 0 : lifetimes.last(subgraph.index(), t)));
            }
        }
        for (int t = 0; t < source.length; t++) {
            blockOf[t] = blockOf[source[t]];
        }
        return blockOf;
    }

    private static int[] identity(Subgraph subgraph) {
        int[] self = new int[subgraph.tensors().size()];
        Arrays.setAll(self, t -> t);
        return self;
    }

    /** For each tensor the one whose memory it uses: itself, or, after a RESHAPE, the one that was reshaped. */
    private static int[] sources(Subgraph subgraph, Lifetimes lifetimes) {
        int[] source = identity(subgraph);
        for (Operator operator : subgraph.operators()) {
            if (RESHAPING.contains(operator.code()) && operator.hasInput(0) && operator.outputs().size() == 1) {
                int from = source[operator.inputs().get(0)];
                int to = operator.outputs().get(0);
                TensorInfo in = subgraph.tensors().get(from);
                TensorInfo out = subgraph.tensors().get(to);
                if (from != to && source[to] == to && isComputed(in) && isComputed(out) && in.bytes() == out.bytes()) {
                    source[to] = from;
                    lifetimes.join(subgraph.index(), from, to);
                }
            }
        }
        return source;
    }

    static boolean isComputed(TensorInfo tensor) {
        return tensor.constant().isEmpty() && !tensor.variable() && tensor.type() != TensorType.RESOURCE;
    }

    /** The memory of a tensor that is computed by something that runs. */
    Storage storage(int subgraph, TensorInfo tensor) {
        return new Storage(bytes, offsets[subgraph][tensor.index()], tensor.bytes());
    }

    /** Whether a tensor has memory here. */
    boolean holds(int subgraph, int tensor) {
        return offsets[subgraph][tensor] != NONE;
    }

    long bytes() {
        return bytes.length;
    }

    /** As in a fresh interpreter. */
    void clear() {
        Arrays.fill(bytes, (byte) 0);
    }
}
