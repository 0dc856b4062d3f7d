package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;

import java.util.Optional;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Pooling;
import dev.pipit.framework.inference.kernel.Range;
import dev.pipit.framework.inference.kernel.scalar.PoolWindow;
import dev.pipit.framework.inference.kernel.scalar.ScalarAveragePool;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** AVERAGE_POOL_2D of int8 tensors whose channels fill whole vectors. Sums of up to 2¹⁷ bytes are exact as floats. */
final class VectorAveragePool {
    private static final int MOST_PIXELS = 1 << 17;

    private final Workspace workspace;
    private final PoolWindow window;
    private final Range range;

    private VectorAveragePool(Workspace workspace, PoolWindow window, Range range) {
        this.workspace = workspace;
        this.window = window;
        this.range = range;
        workspace.reserveSums(window.channels());
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Pooling pooling = Pooling.of(node);
        var window = new PoolWindow(pooling);
        if (!Lanes.WIDE || node.input(0).type() != TensorType.INT8 || window.channels() % COUNT != 0
                || pooling.rows().filter() * (long) pooling.columns().filter() > MOST_PIXELS) {
            return Optional.empty();
        }
        Range range = Range.of(node, node.options(Options.Pool2d.class).activation(), node.output(0));
        var kernel = new VectorAveragePool(workspace, window, range);
        PoolWindow.Pixel pixel = kernel::pixel;                  // made once: each run would make another
        return Optional.of(() -> window.each(pixel));
    }

    private void pixel(byte[] from, int first, int rows, int columns, byte[] into, int at) {
        float[] sums = workspace.sums();
        int channels = window.channels();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector.zero(FLOATS).intoArray(sums, c);
            for (int row = 0; row < rows; row++) {
                addRow(from, first + row * window.rowStep() + c, channels, columns, sums, c);
            }
        }
        for (int c = 0; c < channels; c++) {
            into[at + c] = (byte) range.clamp(ScalarAveragePool.mean((int) sums[c], rows * columns));
        }
    }

    private static void addRow(byte[] from, int first, int step, int columns, float[] sums, int c) {
        FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
        for (int column = 0; column < columns; column++) {
            sum = sum.add(ByteVector.fromArray(Lanes.BYTES, from, first + column * step)
                .convertShape(VectorOperators.B2F, FLOATS, 0));
        }
        sum.intoArray(sums, c);
    }
}
