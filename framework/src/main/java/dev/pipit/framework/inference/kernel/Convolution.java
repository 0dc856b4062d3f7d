package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options.Padding;

/**
 * An image, a filter that moves over it, and the image that comes out: {@code [batches, rows, columns, channels]}.
 *
 * @param filter  the tensors
 * @param rows    how the filter moves down
 * @param columns how it moves across
 */
public record Convolution(Filter filter, SlidingAxis rows, SlidingAxis columns) {
    /** How many images. */
    public int batches() {
        return filter.input().extent(0);
    }

    /** Channels of the input image. */
    public int inputChannels() {
        return filter.input().extent(3);
    }

    /** Channels of the output image. */
    public int channels() {
        return filter.channels();
    }

    /** Index of the first channel of an input pixel. */
    public int pixel(int batch, int row, int column) {
        return ((batch * rows.in() + row) * columns.in() + column) * inputChannels();
    }

    /** Computes one number of the output, which lies at index {@code at}, from the pixels around one place. */
    @FunctionalInterface
    interface Output {
        void compute(int at, int batch, int top, int left, int channel);
    }

    /** Computes every number of the output, in the order in which they lie in memory. */
    Kernel kernel(Output output) {
        return () -> each(output);
    }

    private void each(Output output) {
        int at = 0;
        for (int batch = 0; batch < batches(); batch++) {
            for (int row = 0; row < rows.out(); row++) {
                for (int column = 0; column < columns.out(); column++) {
                    for (int channel = 0; channel < channels(); channel++) {
                        output.compute(at++, batch, rows.origin(row), columns.origin(column), channel);
                    }
                }
            }
        }
    }

    /** Movement as an operator's settings say it. */
    record Movement(Padding padding, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth) { }

    /** Checks shapes against each other. */
    static Convolution of(Node node, Filter filter, Movement by) throws ModelFormatException {
        Operand in = filter.input();
        Operand out = filter.output();
        node.require(in.rank() == 4 && filter.weights().rank() == 4 && out.rank() == 4,
            "input, weights and output must have rank 4: ranks=%s, %s, %s", in.rank(), filter.weights().rank(),
            out.rank());
        SlidingAxis rows = axis(node, in, 1, filter.weights().extent(1), by.strideHeight, by.dilationHeight,
            by.padding);
        SlidingAxis columns = axis(node, in, 2, filter.weights().extent(2), by.strideWidth, by.dilationWidth,
            by.padding);
        shape(node, out, in.extent(0), rows.out(), columns.out(), filter.channels());
        return new Convolution(filter, rows, columns);
    }

    static SlidingAxis axis(Node node, Operand image, int dimension, int taps, int stride, int dilation,
            Padding padding) throws ModelFormatException {
        int in = image.extent(dimension);
        node.require(stride > 0 && dilation > 0, "stride and dilation must be at least 1: stride=%s, dilation=%s",
            stride, dilation);
        node.require(taps > 0 && (taps - 1L) * dilation < Integer.MAX_VALUE - (long) stride - in,
            "filter must have at least 1 tap: taps=%s, dilation=%s", taps, dilation);
        SlidingAxis axis = node.movement(dimension, SlidingAxis.of(in, taps, stride, dilation, padding));
        node.require(axis.out() > 0, "filter must fit the image: image=%s, taps=%s, dilation=%s", in, taps, dilation);
        return axis;
    }

    static void shape(Node node, Operand tensor, int... expected) throws ModelFormatException {
        node.require(Arrays.equals(tensor.info().shape(), expected), "tensor %s must have shape %s: shape=%s",
            tensor.info().index(), Arrays.toString(expected),
            Arrays.toString(tensor.info().shape()));
    }
}
