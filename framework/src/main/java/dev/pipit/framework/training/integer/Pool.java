package dev.pipit.framework.training.integer;

import java.util.List;
import java.util.stream.IntStream;

/** What lies under a kernel without weights. */
final class Pool {
    private Pool() {
    }

    static void check(Movement movement) {
        Check.that(movement.dilationHeight() == 1 && movement.dilationWidth() == 1,
            "pooling must have no dilation: dilation=%sx%s", movement.dilationHeight(), movement.dilationWidth());
    }

    static Shape output(Movement movement, List<Shape> inputs) {
        Shape in = Check.one(inputs);
        return Check.moved(movement, in, in.channels());
    }

    /** The numbers of a channel under the kernel. */
    static int[] under(Movement movement, Numbers in, int row, int column, int channel) {
        int top = row * movement.strideHeight() - movement.rowsBefore(in.shape().height());
        int left = column * movement.strideWidth() - movement.columnsBefore(in.shape().width());
        return IntStream.range(top, top + movement.kernelHeight()).flatMap(y ->
            IntStream.range(left, left + movement.kernelWidth())
                .filter(x -> movement.padding() != Padding.SAME || in.contains(y, x))
                .map(x -> in.at(y, x, channel))).toArray();
    }
}
