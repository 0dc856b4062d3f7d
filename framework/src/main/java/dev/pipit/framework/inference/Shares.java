package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;

/** Splits the rows of a large operator's output among {@link Workers}: each computes some, with kernels of its own. */
final class Shares {
    /** Products that are worth the microsecond it takes to call another thread. */
    private static final long FEWEST_MACS = 1 << 17;
    private static final Set<OperatorCode> LARGE = Set.of(OperatorCode.CONV_2D, OperatorCode.DEPTHWISE_CONV_2D,
        OperatorCode.FULLY_CONNECTED);

    private Shares() {
    }

    /** The operator for some rows each, or as it is where that is not worth it. At most {@code most}. */
    static List<Node> of(Node node, long macs, int most) throws ModelFormatException {
        int count = (int) Math.min(most, macs / FEWEST_MACS);
        if (count < 2 || !LARGE.contains(node.operator().code())) {
            return List.of(node);
        }
        List<Boolean> moving = IntStream.range(0, node.inputs()).mapToObj(k -> k == 0).toList();
        Optional<RowMovement> movement = RowMovement.of(node, rows(node.input(0)), moving);
        return movement.isEmpty() ? List.of(node) : split(new Rows(node, movement.get(), moving),
            movement.get().axis().out(), count);
    }

    private static int rows(Operand input) {
        int d = 0;
        while (d < input.rank() - 1 && input.extent(d) == 1) {
            d++;
        }
        return input.extent(d);
    }

    private static List<Node> split(Rows rows, int out, int most) throws ModelFormatException {
        int count = Math.min(most, out);
        List<Node> shares = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            shares.add(rows.node(out * k / count, out * (k + 1) / count));
        }
        return shares;
    }

    /** Runs kernels at the same time, at most as many as there are workers. */
    static Kernel together(Kernel[] kernels, Workers workers) {
        IntConsumer part = k -> {
            if (k < kernels.length) {
                kernels[k].run();
            }
        };
        return kernels.length == 1 ? kernels[0] : () -> workers.run(part);
    }
}
