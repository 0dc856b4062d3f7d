package dev.pipit.framework.inference.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * EMBEDDING_LOOKUP and GATHER_ND: takes parts of a tensor by their indices, in the order in which these are given. An
 * index outside the tensor, which only shows while the model runs, gives zeros.
 */
final class Lookup {
    private final Operand indices;
    private final Operand table;
    private final Operand output;
    private final int indexed;
    private final int part;

    /** @param indexed how many of the table's dimensions an index counts along */
    private Lookup(Node node, Operand table, Operand indices, int indexed, int[] found) throws ModelFormatException {
        this.table = table;
        this.indices = indices;
        this.output = node.output(0);
        this.indexed = indexed;
        this.part = table.product(indexed, table.rank());
        int[] rest = IntStream.range(indexed, table.rank()).map(table::extent).toArray();
        int[] shape = IntStream.concat(IntStream.of(found), IntStream.of(rest)).toArray();
        node.require(Arrays.equals(shape, output.info().shape()), "output must have the shape %s: shape=%s",
            Arrays.toString(shape), Arrays.toString(output.info().shape()));
    }

    static Kernel prepareEmbedding(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand indices = node.input(0);
        Operand table = node.input(1);
        node.require(indices.rank() == 1 && table.rank() >= 2,
            "indices must have rank 1 and the table at least 2: ranks=%s, %s", indices.rank(), table.rank());
        var kernel = new Lookup(node, table, indices, 1, indices.info().shape());
        if (kernel.output.type() == table.type()) {
            return kernel::run;
        }
        float scale = node.quantization(table).scale();
        node.require(node.quantization(table).zeroPoint() == 0, "zero point of the table must be 0: zeroPoint=%s",
            node.quantization(table).zeroPoint());
        return () -> kernel.real(scale);
    }

    static Kernel prepareNested(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand table = node.input(0);
        Operand indices = node.input(1);
        node.require(indices.rank() > 0 && indices.depth() <= table.rank(),
            "the last dimension of the indices must be at most the rank of the table: rank=%s", table.rank());
        int[] found = Arrays.copyOf(indices.info().shape(), indices.rank() - 1);
        return new Lookup(node, table, indices, indices.depth(), found)::run;
    }

    /** Which part index {@code n} asks for; −1 if there is no such part. */
    private int part(int n) {
        int at = 0;
        for (int axis = 0; axis < indexed; axis++) {
            int i = n * indexed + axis;
            long index = indices.type() == TensorType.INT64 ? indices.storage().int64(i) : indices.storage().int32(i);
            if (index < 0 || index >= table.extent(axis)) {
                return -1;
            }
            at = at * table.extent(axis) + (int) index;
        }
        return at;
    }

    private int parts() {
        return part == 0 ? 0 : output.elements() / part;
    }

    private void run() {
        int bytes = part * table.type().bits() / 8;
        for (int n = 0; n < parts(); n++) {
            int from = part(n);
            if (from >= 0) {
                table.storage().copy(from * bytes, output.storage(), n * bytes, bytes);
            } else {
                for (int i = 0; i < bytes; i++) {
                    output.storage().putInt8(n * bytes + i, 0);
                }
            }
        }
    }

    private void real(float scale) {
        for (int n = 0; n < parts(); n++) {
            int from = part(n);
            for (int i = 0; i < part; i++) {
                output.storage().putFloat32(n * part + i, from < 0 ? 0 : table.get(from * part + i) * scale);
            }
        }
    }
}
