package dev.pipit.framework.inference.kernel.scalar;

import java.util.Arrays;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Pooling;
import dev.pipit.framework.inference.kernel.Range;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** AVERAGE_POOL_2D of int8 tensors. */
public final class ScalarAveragePool {
    private final Workspace workspace;
    private final PoolWindow window;
    private final Range range;

    private ScalarAveragePool(Workspace workspace, PoolWindow window, Range range) {
        this.workspace = workspace;
        this.window = window;
        this.range = range;
        workspace.reserveTotals(window.channels());
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        if (node.input(0).type() != TensorType.INT8) {
            return Optional.empty();
        }
        Range range = Range.of(node, node.options(Options.Pool2d.class).activation(), node.output(0));
        var kernel = new ScalarAveragePool(workspace, new PoolWindow(Pooling.of(node)), range);
        PoolWindow.Pixel pixel = kernel::pixel;                  // made once: each run would make another
        return Optional.of(() -> kernel.window.each(pixel));
    }

    private void pixel(byte[] from, int first, int rows, int columns, byte[] into, int at) {
        int[] totals = workspace.totals();
        int channels = window.channels();
        Arrays.fill(totals, 0, channels, 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int start = first + row * window.rowStep() + column * channels;
                for (int c = 0; c < channels; c++) {
                    totals[c] += from[start + c];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            into[at + c] = (byte) range.clamp(mean(totals[c], rows * columns));
        }
    }

    /** Rounded to nearest, halves away from zero. */
    public static int mean(int total, int count) {
        return (total > 0 ? total + count / 2 : total - count / 2) / count;
    }
}
