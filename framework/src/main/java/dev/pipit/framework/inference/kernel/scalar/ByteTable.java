package dev.pipit.framework.inference.kernel.scalar;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;

/** An operator that turns each 8-bit number into one by itself: a table of 256 outputs, which the reference computes. */
final class ByteTable {
    private static final int SIZE = 256;

    private ByteTable() {
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Operand in = node.input(0);
        Operand out = node.output(0);
        if (in.type().bits() != 8 || out.type().bits() != 8) {
            return Optional.empty();
        }
        byte[] table = table(node, in, out);
        workspace.keeps(SIZE);
        Storage from = in.storage();
        Storage to = out.storage();
        return Optional.of(() -> run(from.bytes(), from.offset(), to.bytes(), to.offset(), to.length(), table));
    }

    private static byte[] table(Node node, Operand in, Operand out) throws ModelFormatException {
        byte[] all = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            all[i] = (byte) i;
        }
        byte[] table = new byte[SIZE];
        Kernels.prepare(new Node(0, node.operator(), List.of(Optional.of(operand(in, all))),
            List.of(operand(out, table)), node.surroundings())).run();
        return table;
    }

    private static Operand operand(Operand like, byte[] bytes) {
        TensorInfo info = like.info();
        return new Operand(new TensorInfo(info.index(), info.name(), info.type(), new int[] {SIZE},
            info.quantization(), Optional.empty(), false), new Storage(bytes, 0, SIZE));
    }

    private static void run(byte[] in, int from, byte[] out, int to, int count, byte[] table) {
        for (int i = 0; i < count; i++) {
            out[to + i] = table[in[from + i] & 0xFF];
        }
    }
}
