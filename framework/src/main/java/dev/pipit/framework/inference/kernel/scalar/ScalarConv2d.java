package dev.pipit.framework.inference.kernel.scalar;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Conv2d;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.FullyConnected;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;

/** CONV_2D and FULLY_CONNECTED by {@link PackedSums}: 2 products in each multiplication. */
final class ScalarConv2d {
    /** Pixels whose sums are kept before they become outputs: few, to stay in the cache. */
    private static final int STRIP = 32;

    private final Workspace workspace;
    private final PaddedImage padded;
    private final int[] pixels;
    private final int[] offsets;
    private final int batches;
    private final int zeroPoint;
    private final Storage input;
    private final Storage output;
    private final long[] weights;
    private final long[] start;
    private final ChannelTotals totals;
    private final int channels;
    private final int step;

    private ScalarConv2d(Workspace workspace, PaddedImage padded, Filter filter, Weights weights,
            ChannelOutput output) {
        this.workspace = workspace;
        this.padded = padded;
        this.pixels = padded.pixels();
        this.offsets = padded.weights();
        this.batches = filter.input().storage().length() / padded.bytes();
        this.zeroPoint = -output.inputOffset();
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.weights = PackedSums.pack(weights.values(), weights.channels());
        this.start = PackedSums.packStart(weights.start());
        this.totals = new ChannelTotals(output, weights.channels());
        this.channels = weights.channels();
        this.step = PackedSums.blocks(channels) * PackedSums.BLOCK;
        workspace.reserveImage(padded.size());
        workspace.reserveTotals(STRIP * step);
        workspace.keeps(8L * (this.weights.length + start.length) + ChannelTotals.bytes(channels)
            + 4L * (pixels.length + offsets.length));
    }

    /** For filters over all channels, not groups. */
    static Optional<Kernel> convolution(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = Conv2d.convolution(node);
        Filter filter = convolution.filter();
        if (!Weights.areFixed(filter) || filter.weights().extent(3) != convolution.inputChannels()) {
            return Optional.empty();
        }
        return of(filter, PaddedImage.of(convolution), Conv2d.output(node, filter), workspace);
    }

    /** A depthwise filter over one channel is a convolution. */
    static Optional<Kernel> singleChannel(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = DepthwiseConv2d.convolution(node);
        Filter filter = convolution.filter();
        ChannelOutput output = DepthwiseConv2d.output(node, filter);
        return of(filter, PaddedImage.of(convolution), Weights.columns(filter, output), output, workspace);
    }

    static Optional<Kernel> fullyConnected(Node node, Workspace workspace) throws ModelFormatException {
        Filter filter = FullyConnected.filter(node);
        if (!Weights.areFixed(filter)) {
            return Optional.empty();
        }
        int depth = filter.weights().extent(1);
        return of(filter, PaddedImage.ofRows(filter.input().elements() / depth, depth),
            FullyConnected.output(node, filter), workspace);
    }

    private static Optional<Kernel> of(Filter filter, PaddedImage padded, ChannelOutput output, Workspace workspace) {
        return of(filter, padded, Weights.rows(filter, output), output, workspace);
    }

    private static Optional<Kernel> of(Filter filter, PaddedImage padded, Weights weights, ChannelOutput output,
            Workspace workspace) {
        return weights.stayWithin(Integer.MAX_VALUE)
            ? Optional.of(new ScalarConv2d(workspace, padded, filter, weights, output)::run) : Optional.empty();
    }

    private void run() {
        int[] image = workspace.image();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, ScalarConv2d::widen);
            for (int from = 0; from < pixels.length; from += STRIP) {
                strip(image, from, Math.min(pixels.length, from + STRIP),
                    output.offset() + batch * pixels.length * channels);
            }
        }
    }

    /** Bytes as whole numbers. */
    static void widen(byte[] from, int at, int[] into, int start, int count) {
        for (int i = 0; i < count; i++) {
            into[start + i] = from[at + i];
        }
    }

    private void strip(int[] image, int from, int to, int into) {
        int[] sums = workspace.totals();
        for (int block = 0; block * PackedSums.BLOCK < channels; block++) {
            int at = block * PackedSums.BLOCK;
            int p = from;
            for (; p + 1 < to; p += 2) {
                PackedSums.two(image, pixels[p], pixels[p + 1], offsets, weights, block, start, sums,
                    at + (p - from) * step, step);
            }
            if (p < to) {
                PackedSums.one(image, pixels[p], offsets, weights, block, start, sums, at + (p - from) * step);
            }
        }
        totals.rows(sums, 0, step, output.bytes(), into + from * channels, to - from);
    }
}
