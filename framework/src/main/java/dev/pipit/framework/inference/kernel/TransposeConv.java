package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * A convolution backwards: each input pixel adds the filter, times itself, to a patch of the output. Computed output by
 * output, from the pixels whose patch it lies in.
 *
 * <p>Shape: weights {@code [channels, taps, taps, inputs]}, input {@code [batches, rows, columns, inputs]}, output
 * {@code [batches, rows, columns, channels]}; the convolution that it reverses leads from the output to the input. The
 * first operand, the output's shape, says nothing that the output does not.
 */
public final class TransposeConv {
    private final Filter filter;
    private final SlidingAxis rows;
    private final SlidingAxis columns;
    private final int inputs;

    private TransposeConv(Filter filter, SlidingAxis rows, SlidingAxis columns) {
        this.filter = filter;
        this.rows = rows;
        this.columns = columns;
        this.inputs = filter.input().extent(3);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(3, 4, 1);
        var options = node.options(Options.TransposeConv.class);
        var kernel = of(node, options);
        Filter filter = kernel.filter;
        Operand out = filter.output();
        if (filter.input().type() == TensorType.FLOAT32) {
            float[] bias = filter.realBias(node);
            RealRange range = RealRange.of(node, options.activation());
            Output each = (at, batch, row, column, c) ->
                out.storage().putFloat32(at, range.clamp(kernel.float32(batch, row, column, c) + bias[c]));
            return () -> kernel.run(each);
        }
        ChannelOutput scaling = ChannelOutput.symmetric(node, filter, 0, options.activation());
        Output each = (at, batch, row, column, c) ->
            out.put(at, scaling.ofWide(kernel.wholeNumbers(batch, row, column, c, scaling), c));
        return () -> kernel.run(each);
    }

    private static TransposeConv of(Node node, Options.TransposeConv options) throws ModelFormatException {
        Operand weights = node.input(1);
        Operand in = node.input(2);
        Operand out = node.output(0);
        node.require(in.rank() == 4 && weights.rank() == 4 && out.rank() == 4 && weights.elements() > 0,
            "weights, input and output must have rank 4: ranks=%s, %s, %s", weights.rank(), in.rank(), out.rank());
        node.require(weights.extent(3) == in.extent(3), "weights must have the channels of the input: channels=%s, %s",
            weights.extent(3), in.extent(3));
        SlidingAxis rows = Convolution.axis(node, out, 1, weights.extent(1), options.strideHeight(), 1,
            options.padding());
        SlidingAxis columns = Convolution.axis(node, out, 2, weights.extent(2), options.strideWidth(), 1,
            options.padding());
        Convolution.shape(node, in, in.extent(0), rows.out(), columns.out(), in.extent(3));
        Convolution.shape(node, out, in.extent(0), rows.in(), columns.in(), weights.extent(0));
        return new TransposeConv(new Filter(in, weights, node.optionalInput(3), out, weights.extent(0)), rows, columns);
    }

    private interface Output {
        void compute(int at, int batch, int row, int column, int channel);
    }

    private void run(Output each) {
        int at = 0;
        for (int batch = 0; batch < filter.input().extent(0); batch++) {
            for (int row = 0; row < rows.in(); row++) {
                for (int column = 0; column < columns.in(); column++) {
                    for (int c = 0; c < filter.channels(); c++) {
                        each.compute(at++, batch, row, column, c);
                    }
                }
            }
        }
    }

    private long wholeNumbers(int batch, int row, int column, int c, ChannelOutput scaling) {
        long sum = scaling.bias()[c];
        for (int y = firstPixel(rows, row); y < endPixel(rows, row); y++) {
            for (int x = firstPixel(columns, column); x < endPixel(columns, column); x++) {
                int from = pixel(batch, y, x);
                int tap = tap(c, row - rows.origin(y), column - columns.origin(x));
                for (int k = 0; k < inputs; k++) {
                    sum += (long) (filter.input().get(from + k) + scaling.inputOffset())
                        * filter.weights().get(tap + k);
                }
            }
        }
        return sum;
    }

    private float float32(int batch, int row, int column, int c) {
        float sum = 0;
        for (int y = firstPixel(rows, row); y < endPixel(rows, row); y++) {
            for (int x = firstPixel(columns, column); x < endPixel(columns, column); x++) {
                int from = pixel(batch, y, x);
                int tap = tap(c, row - rows.origin(y), column - columns.origin(x));
                for (int k = 0; k < inputs; k++) {
                    sum += filter.input().storage().float32(from + k) * filter.weights().storage().float32(tap + k);
                }
            }
        }
        return sum;
    }

    /** The first input position whose patch, {@code filter} long from its origin on, holds the output position. */
    private static int firstPixel(SlidingAxis axis, int output) {
        return Math.max(0, Math.floorDiv(output + axis.before() - axis.filter(), axis.stride()) + 1);
    }

    private static int endPixel(SlidingAxis axis, int output) {
        return Math.min(axis.out(), (output + axis.before()) / axis.stride() + 1);
    }

    private int pixel(int batch, int y, int x) {
        return ((batch * rows.out() + y) * columns.out() + x) * inputs;
    }

    private int tap(int c, int fy, int fx) {
        return ((c * rows.filter() + fy) * columns.filter() + fx) * inputs;
    }
}
