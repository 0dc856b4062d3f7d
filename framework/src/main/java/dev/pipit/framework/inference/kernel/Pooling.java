package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * A filter without weights that moves over an image, channel by channel. Shape: input and output
 * {@code [batches, rows, columns, channels]}.
 */
public record Pooling(Operand input, Operand output, SlidingAxis rows, SlidingAxis columns) {
    /** Computes the output at index {@code at} from the pixels under the filter, of which the first is given. */
    @FunctionalInterface
    interface Output {
        void compute(int at, int first, int rows, int columns);
    }

    /** Checks shapes against each other. */
    public static Pooling of(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        var options = node.options(Options.Pool2d.class);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.rank() == 4, "input must have rank 4: rank=%s", in.rank());
        SlidingAxis rows = Convolution.axis(node, in, 1, options.filterHeight(), options.strideHeight(), 1,
            options.padding());
        SlidingAxis columns = Convolution.axis(node, in, 2, options.filterWidth(), options.strideWidth(), 1,
            options.padding());
        Convolution.shape(node, out, in.extent(0), rows.out(), columns.out(), in.extent(3));
        return new Pooling(in, out, rows, columns);
    }

    /** Index of a pixel under the filter. */
    int pixel(int first, int y, int x) {
        return first + (y * columns.in() + x) * input.extent(3);
    }

    /** Computes every number of the output. */
    Kernel kernel(Output each) {
        return () -> run(each);
    }

    private void run(Output each) {
        int at = 0;
        for (int batch = 0; batch < input.extent(0); batch++) {
            for (int row = 0; row < rows.out(); row++) {
                int top = rows.origin(row);
                int y = rows.firstTap(top);
                for (int column = 0; column < columns.out(); column++) {
                    int left = columns.origin(column);
                    int x = columns.firstTap(left);
                    int first = ((batch * rows.in() + top + y) * columns.in() + left + x) * input.extent(3);
                    for (int c = 0; c < input.extent(3); c++) {
                        each.compute(at++, first + c, rows.endTap(top) - y, columns.endTap(left) - x);
                    }
                }
            }
        }
    }
}
