package dev.pipit.framework.inference.kernel;

import java.util.stream.IntStream;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Takes along one axis the indices that another tensor names. The first dimensions of both may be batches, each of which
 * has indices of its own.
 *
 * <p>Range: a constant index must lie inside; one that is computed and does not counts as the nearest that does.
 */
public final class Gather {
    private final Operand input;
    private final Operand indices;
    private final Operand output;
    private final int batches;
    private final int outer;
    private final int extent;
    private final int perBatch;
    private final int block;

    private Gather(Operand input, Operand indices, Operand output, int axis, int batchDimensions) {
        this.input = input;
        this.indices = indices;
        this.output = output;
        this.batches = input.product(0, batchDimensions);
        this.outer = input.product(batchDimensions, axis);
        this.extent = input.extent(axis);
        this.perBatch = indices.product(batchDimensions, indices.rank());
        this.block = input.product(axis + 1, input.rank()) * input.type().bits() / 8;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand indices = node.input(1);
        Operand out = node.output(0);
        var options = node.options(Options.Gather.class);
        int axis = node.axis(options.axis(), in.rank());
        int batch = options.batchDimensions() < 0 ? options.batchDimensions() + indices.rank()
            : options.batchDimensions();
        node.require(batch >= 0 && batch <= axis && batch <= indices.rank(),
            "batch dimensions must come before the axis and be among those of the indices: batchDimensions=%s, axis=%s",
            options.batchDimensions(), axis);
        for (int d = 0; d < batch; d++) {
            node.require(in.extent(d) == indices.extent(d), "input and indices must have the same batches: extents=%s, %s",
                in.extent(d), indices.extent(d));
        }
        int[] shape = IntStream.concat(IntStream.concat(IntStream.range(0, axis).map(in::extent),
            IntStream.range(batch, indices.rank()).map(indices::extent)),
            IntStream.range(axis + 1, in.rank()).map(in::extent)).toArray();
        node.shape(out, shape);
        checkIndices(node, indices, in.extent(axis));
        return new Gather(in, indices, out, axis, batch)::run;
    }

    private static void checkIndices(Node node, Operand indices, int extent) throws ModelFormatException {
        node.require(extent > 0 || indices.elements() == 0, "there must be something to take: extent=%s", extent);
        if (indices.info().constant().isPresent()) {
            for (int index : node.constantInts(indices)) {
                node.require(index >= 0 && index < extent, "indices must be inside: index=%s, extent=%s", index, extent);
            }
        }
    }

    private void run() {
        int to = 0;
        for (int batch = 0; batch < batches; batch++) {
            for (int o = 0; o < outer; o++) {
                int row = (batch * outer + o) * extent;
                for (int k = 0; k < perBatch; k++) {
                    int from = row + index(batch * perBatch + k);
                    input.storage().copy(from * block, output.storage(), to, block);
                    to += block;
                }
            }
        }
    }

    private int index(int i) {
        long index = indices.type() == TensorType.INT64 ? indices.storage().int64(i) : indices.storage().int32(i);
        return (int) Math.max(0, Math.min(extent - 1, index));
    }
}
