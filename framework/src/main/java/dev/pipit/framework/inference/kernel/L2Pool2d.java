package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/** The root of the mean square of the pixels under a filter, channel by channel; those outside do not count. */
final class L2Pool2d {
    private L2Pool2d() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Pooling pooling = Pooling.of(node);
        RealRange range = RealRange.of(node, node.options(Options.Pool2d.class).activation());
        Storage out = pooling.output().storage();
        return pooling.kernel((at, first, rows, columns) ->
            out.putFloat32(at, range.clamp(rootMeanSquare(pooling, first, rows, columns))));
    }

    private static float rootMeanSquare(Pooling pooling, int first, int rows, int columns) {
        float sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                float pixel = pooling.input().storage().float32(pooling.pixel(first, y, x));
                sum += pixel * pixel;
            }
        }
        return (float) Math.sqrt(sum / (rows * columns));
    }
}
