package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * The mean of the pixels under a filter, channel by channel; what lies outside the image does not count. Whole numbers
 * are rounded to nearest, halves away from zero.
 */
public final class AveragePool2d {
    private AveragePool2d() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Pooling pooling = Pooling.of(node);
        Options.Activation activation = node.options(Options.Pool2d.class).activation();
        Operand in = pooling.input();
        Operand out = pooling.output();
        if (in.type() == TensorType.FLOAT32) {
            RealRange range = RealRange.of(node, activation);
            return pooling.kernel((at, first, rows, columns) ->
                out.storage().putFloat32(at, range.clamp(mean(pooling, first, rows, columns))));
        }
        Range range = Range.of(node, activation, out);
        return pooling.kernel((at, first, rows, columns) ->
            out.put(at, range.clamp(roundedMean(pooling, first, rows, columns))));
    }

    private static int roundedMean(Pooling pooling, int first, int rows, int columns) {
        int sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                sum += pooling.input().get(pooling.pixel(first, y, x));
            }
        }
        return rounded(sum, rows * columns);
    }

    /** To nearest, halves away from zero. */
    static int rounded(int sum, int count) {
        return (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
    }

    private static float mean(Pooling pooling, int first, int rows, int columns) {
        float sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                sum += pooling.input().storage().float32(pooling.pixel(first, y, x));
            }
        }
        return sum / (rows * columns);
    }
}
