package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Convolution of each input channel by itself, with one or more filters; output channel c comes from input channel
 * {@code c / multiplier}.
 *
 * <p>Shape: input {@code [batches, rows, columns, inputs]}, weights {@code [1, taps, taps, inputs × multiplier]}, output
 * {@code [batches, rows, columns, inputs × multiplier]}. What lies outside the image counts as real zero.
 */
public final class DepthwiseConv2d {
    private final Convolution convolution;
    private final SlidingAxis rows;
    private final SlidingAxis columns;
    private final Operand input;
    private final Operand weights;
    private final int multiplier;

    private DepthwiseConv2d(Convolution convolution) {
        this.convolution = convolution;
        this.rows = convolution.rows();
        this.columns = convolution.columns();
        this.input = convolution.filter().input();
        this.weights = convolution.filter().weights();
        this.multiplier = convolution.channels() / convolution.inputChannels();
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Convolution convolution = convolution(node);
        Filter filter = convolution.filter();
        Operand out = filter.output();
        var kernel = new DepthwiseConv2d(convolution);
        if (DynamicInput.isNeeded(filter)) {
            return kernel.rounded(node, filter);
        }
        if (filter.input().type() == TensorType.FLOAT32) {
            float[] bias = filter.realBias(node);
            RealRange range = RealRange.of(node, node.options(Options.DepthwiseConv2d.class).activation());
            return convolution.kernel((at, batch, top, left, c) ->
                out.storage().putFloat32(at, range.clamp(kernel.float32(batch, top, left, c) + bias[c])));
        }
        ChannelOutput scaling = output(node, filter);
        if (filter.input().type() == TensorType.INT8) {
            return convolution.kernel((at, batch, top, left, c) ->
                out.storage().putInt8(at, scaling.of(kernel.int8(batch, top, left, c, filter.input().storage(),
                    scaling.inputOffset(), (int) scaling.bias()[c]), c)));
        }
        return convolution.kernel((at, batch, top, left, c) ->
            out.put(at, scaling.ofWide(kernel.wholeNumbers(batch, top, left, c, scaling), c)));
    }

    /** The checked tensors and how the filter moves. */
    public static Convolution convolution(Node node) throws ModelFormatException {
        node.arity(2, 3, 1);
        var options = node.options(Options.DepthwiseConv2d.class);
        Operand weights = node.weights(1);
        node.require(weights.rank() == 4 && weights.elements() > 0 && weights.extent(0) == 1,
            "weights must have rank 4 and start with 1: rank=%s", weights.rank());
        var filter = new Filter(node.input(0), weights, node.optionalInput(2), node.output(0), weights.extent(3));
        Convolution convolution = Convolution.of(node, filter, new Convolution.Movement(options.padding(),
            options.strideHeight(), options.strideWidth(), options.dilationHeight(), options.dilationWidth()));
        int inputs = convolution.inputChannels();
        node.require(inputs > 0 && convolution.channels() % inputs == 0,
            "outputs must be a multiple of inputs: inputs=%s, outputs=%s", inputs, convolution.channels());
        return convolution;
    }

    /** How sums become outputs, for tensors of whole numbers. */
    public static ChannelOutput output(Node node, Filter filter) throws ModelFormatException {
        Options.Activation activation = node.options(Options.DepthwiseConv2d.class).activation();
        return filter.input().type() == TensorType.UINT8 ? ChannelOutput.affine(node, filter, activation)
            : ChannelOutput.symmetric(node, filter, 3, activation);
    }

    /** Real numbers and weights of 8 bits; each image is a batch. */
    private Kernel rounded(Node node, Filter filter) throws ModelFormatException {
        float[] bias = filter.realBias(node);
        float[] scales = DynamicInput.weightScales(node, filter, 3);
        RealRange range = RealRange.of(node, node.options(Options.DepthwiseConv2d.class).activation());
        var rounded = DynamicInput.of(node, input, convolution.batches(), false);
        Storage out = filter.output().storage();
        Kernel sums = convolution.kernel((at, batch, top, left, c) -> {
            float sum = int8(batch, top, left, c, rounded.numbers(), -rounded.zeroPoint(batch), 0);
            out.putFloat32(at, range.clamp(sum * (scales[c] * rounded.scale(batch)) + bias[c]));
        });
        return () -> {
            rounded.round();
            sums.run();
        };
    }

    private int int8(int batch, int top, int left, int c, Storage x, int offset, int start) {
        Storage w = weights.storage();
        int sum = start;
        for (int fy = rows.firstTap(top); fy < rows.endTap(top); fy++) {
            for (int fx = columns.firstTap(left); fx < columns.endTap(left); fx++) {
                sum += (x.int8(from(batch, top, left, fy, fx, c)) + offset) * w.int8(tap(fy, fx, c));
            }
        }
        return sum;
    }

    private long wholeNumbers(int batch, int top, int left, int c, ChannelOutput scaling) {
        long sum = scaling.bias()[c];
        for (int fy = rows.firstTap(top); fy < rows.endTap(top); fy++) {
            for (int fx = columns.firstTap(left); fx < columns.endTap(left); fx++) {
                sum += (long) (input.get(from(batch, top, left, fy, fx, c)) + scaling.inputOffset())
                    * (weights.get(tap(fy, fx, c)) + scaling.filterOffset());
            }
        }
        return sum;
    }

    private float float32(int batch, int top, int left, int c) {
        float sum = 0;
        for (int fy = rows.firstTap(top); fy < rows.endTap(top); fy++) {
            for (int fx = columns.firstTap(left); fx < columns.endTap(left); fx++) {
                sum += input.storage().float32(from(batch, top, left, fy, fx, c))
                    * weights.storage().float32(tap(fy, fx, c));
            }
        }
        return sum;
    }

    /** Index of the input under a tap. */
    private int from(int batch, int top, int left, int fy, int fx, int c) {
        return convolution.pixel(batch, top + fy * rows.dilation(), left + fx * columns.dilation()) + c / multiplier;
    }

    /** Index of the weight of a tap. */
    private int tap(int fy, int fx, int c) {
        return (fy * columns.filter() + fx) * convolution.channels() + c;
    }
}
