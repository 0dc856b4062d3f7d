package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Convolution of an image with a filter per output channel, over all input channels or over those of its group.
 *
 * <p>Shape: input {@code [batches, rows, columns, inputs]}, weights {@code [channels, taps, taps, inputs / groups]},
 * bias {@code [channels]}, output {@code [batches, rows, columns, channels]}. What lies outside the image counts as
 * real zero.
 */
public final class Conv2d {
    private final Convolution convolution;
    private final SlidingAxis rows;
    private final SlidingAxis columns;
    private final Operand input;
    private final Operand weights;
    private final int depth;
    private final int channelsPerGroup;

    private Conv2d(Convolution convolution) {
        this.convolution = convolution;
        this.rows = convolution.rows();
        this.columns = convolution.columns();
        this.input = convolution.filter().input();
        this.weights = convolution.filter().weights();
        this.depth = weights.extent(3);
        this.channelsPerGroup = convolution.channels() / (convolution.inputChannels() / depth);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Convolution convolution = convolution(node);
        Filter filter = convolution.filter();
        Operand out = filter.output();
        var kernel = new Conv2d(convolution);
        if (DynamicInput.isNeeded(filter)) {
            return kernel.rounded(node, filter);
        }
        if (filter.input().type() == TensorType.FLOAT32) {
            float[] bias = filter.realBias(node);
            RealRange range = RealRange.of(node, node.options(Options.Conv2d.class).activation());
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
        var options = node.options(Options.Conv2d.class);
        Operand weights = node.weights(1);
        node.require(weights.rank() == 4 && weights.elements() > 0, "weights must have rank 4: rank=%s",
            weights.rank());
        var filter = new Filter(node.input(0), weights, node.optionalInput(2), node.output(0), weights.extent(0));
        Convolution convolution = Convolution.of(node, filter, new Convolution.Movement(options.padding(),
            options.strideHeight(), options.strideWidth(), options.dilationHeight(), options.dilationWidth()));
        int inputs = convolution.inputChannels();
        int inputsOfFilter = weights.extent(3);
        node.require(inputs > 0 && inputs % inputsOfFilter == 0
            && convolution.channels() % (inputs / inputsOfFilter) == 0,
            "channels must divide into groups: inputs=%s, inputs of a filter=%s, outputs=%s", inputs, inputsOfFilter,
            convolution.channels());
        return convolution;
    }

    /** How sums become outputs, for tensors of whole numbers. */
    public static ChannelOutput output(Node node, Filter filter) throws ModelFormatException {
        Options.Activation activation = node.options(Options.Conv2d.class).activation();
        if (filter.input().type() == TensorType.UINT8) {
            return ChannelOutput.affine(node, filter, activation);
        }
        ChannelOutput output = ChannelOutput.symmetric(node, filter, 0, activation);
        // alone among its kind, the source has sums of 32 bits where there is no bias
        return filter.biasOperand().isEmpty() ? output.narrow() : output;
    }

    /**
     * Real numbers and weights of 8 bits; each image is a batch. It is rounded without a zero point if all channels have
     * the same scale, and scales are multiplied in another order, as the source has it.
     */
    private Kernel rounded(Node node, Filter filter) throws ModelFormatException {
        float[] bias = filter.realBias(node);
        float[] scales = DynamicInput.weightScales(node, filter, 0);
        RealRange range = RealRange.of(node, node.options(Options.Conv2d.class).activation());
        boolean oneScale = true;
        for (float scale : scales) {
            oneScale &= scale == scales[0];
        }
        boolean once = oneScale;
        var rounded = DynamicInput.of(node, input, convolution.batches(), once);
        Storage out = filter.output().storage();
        Kernel sums = convolution.kernel((at, batch, top, left, c) -> {
            float sum = int8(batch, top, left, c, rounded.numbers(), -rounded.zeroPoint(batch), 0);
            float real = once ? sum * (rounded.scale(batch) * scales[c]) : sum * scales[c] * rounded.scale(batch);
            out.putFloat32(at, range.clamp(real + bias[c]));
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
                int from = from(batch, top, left, fy, fx, c);
                int tap = tap(c, fy, fx);
                for (int k = 0; k < depth; k++) {
                    sum += (x.int8(from + k) + offset) * w.int8(tap + k);
                }
            }
        }
        return sum;
    }

    private long wholeNumbers(int batch, int top, int left, int c, ChannelOutput scaling) {
        long sum = scaling.bias()[c];
        for (int fy = rows.firstTap(top); fy < rows.endTap(top); fy++) {
            for (int fx = columns.firstTap(left); fx < columns.endTap(left); fx++) {
                int from = from(batch, top, left, fy, fx, c);
                int tap = tap(c, fy, fx);
                for (int k = 0; k < depth; k++) {
                    sum += (long) (input.get(from + k) + scaling.inputOffset())
                        * (weights.get(tap + k) + scaling.filterOffset());
                }
            }
        }
        return sum;
    }

    private float float32(int batch, int top, int left, int c) {
        float sum = 0;
        for (int fy = rows.firstTap(top); fy < rows.endTap(top); fy++) {
            for (int fx = columns.firstTap(left); fx < columns.endTap(left); fx++) {
                int from = from(batch, top, left, fy, fx, c);
                int tap = tap(c, fy, fx);
                for (int k = 0; k < depth; k++) {
                    sum += input.storage().float32(from + k) * weights.storage().float32(tap + k);
                }
            }
        }
        return sum;
    }

    /** Index of the first input under a tap, among the inputs of the channel's group. */
    private int from(int batch, int top, int left, int fy, int fx, int c) {
        return convolution.pixel(batch, top + fy * rows.dilation(), left + fx * columns.dilation())
            + c / channelsPerGroup * depth;
    }

    /** Index of the first weight of a tap. */
    private int tap(int c, int fy, int fx) {
        return ((c * rows.filter() + fy) * columns.filter() + fx) * depth;
    }
}
