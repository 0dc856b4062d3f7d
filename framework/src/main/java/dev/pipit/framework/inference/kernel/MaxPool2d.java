package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** The greatest of the pixels under a filter, channel by channel; what lies outside the image does not count. */
public final class MaxPool2d {
    private MaxPool2d() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Pooling pooling = Pooling.of(node);
        Options.Activation activation = node.options(Options.Pool2d.class).activation();
        Operand in = pooling.input();
        Operand out = pooling.output();
        if (in.type() == TensorType.FLOAT32) {
            RealRange range = RealRange.of(node, activation);
            return pooling.kernel((at, first, rows, columns) ->
                out.storage().putFloat32(at, range.clamp(greatestReal(pooling, first, rows, columns))));
        }
        Range range = Range.of(node, activation, out);
        return pooling.kernel((at, first, rows, columns) ->
            out.put(at, range.clamp(greatest(pooling, first, rows, columns))));
    }

    private static int greatest(Pooling pooling, int first, int rows, int columns) {
        int greatest = Integer.MIN_VALUE;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                greatest = Math.max(greatest, pooling.input().get(pooling.pixel(first, y, x)));
            }
        }
        return greatest;
    }

    private static float greatestReal(Pooling pooling, int first, int rows, int columns) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                greatest = Math.max(greatest, pooling.input().storage().float32(pooling.pixel(first, y, x)));
            }
        }
        return greatest;
    }
}
