package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

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
import dev.pipit.framework.inference.kernel.scalar.PaddedImage;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/** CONV_2D and FULLY_CONNECTED: filters over all channels, output channels in the lanes. */
final class VectorMatrix {
    /** Tiles whose sums are kept before they become outputs: few for the cache. */
    private static final int STRIP = 4;
    private static final int MOST_PIXELS = 16 * STRIP;

    private final Workspace workspace;
    private final PaddedImage padded;
    private final int[] pixels;
    private final int batches;
    private final int zeroPoint;
    private final Storage input;
    private final Storage output;
    private final PackedFilters filters;
    private final VectorRescale rescale;
    private final int channels;

    private VectorMatrix(Workspace workspace, PaddedImage padded, Filter filter, FloatSums sums) {
        this.workspace = workspace;
        this.padded = padded;
        this.pixels = padded.pixels();
        this.batches = filter.input().storage().length() / padded.bytes();
        this.zeroPoint = Float.floatToRawIntBits(-sums.output().inputOffset());
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.filters = new PackedFilters(sums, padded.weights());
        this.channels = sums.channels();
        this.rescale = new VectorRescale(sums);
        workspace.reserveImage(padded.size());
        workspace.reserveSums(MOST_PIXELS * 2 * COUNT);
        workspace.keeps(4L * pixels.length + filters.bytes() + rescale.bytes());
    }

    /** For filters over all channels, not groups. */
    static Optional<Kernel> convolution(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = Conv2d.convolution(node);
        Filter filter = convolution.filter();
        if (!Weights.areFixed(filter) || filter.weights().extent(3) != convolution.inputChannels()) {
            return Optional.empty();
        }
        ChannelOutput output = Conv2d.output(node, filter);
        return of(filter, PaddedImage.of(convolution), Weights.rows(filter, output), output, workspace);
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
        ChannelOutput output = FullyConnected.output(node, filter);
        return of(filter, PaddedImage.ofRows(filter.input().elements() / depth, depth), Weights.rows(filter, output),
            output, workspace);
    }

    private static Optional<Kernel> of(Filter filter, PaddedImage padded, Weights weights, ChannelOutput output,
            Workspace workspace) {
        return FloatSums.of(weights, output).map(sums -> new VectorMatrix(workspace, padded, filter, sums)::run);
    }

    private void run() {
        int[] image = workspace.image();
        float[] sums = workspace.sums();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, Widen::widen);
            int into = output.offset() + batch * pixels.length * channels;
            for (int c = filters.lastBlock(); c >= 0; c = filters.blockBefore(c)) {
                block(image, sums, c, into);
            }
        }
    }

    private void block(int[] image, float[] sums, int c, int into) {
        int tile = filters.tile(c);
        int strip = STRIP * tile;
        for (int next = 0; next < pixels.length; next += strip) {
            int from = Math.min(next, Math.max(0, pixels.length - tile));        // no strip is less than a tile
            int count = Math.min(strip, pixels.length - from);
            filters.sums(image, pixels, from, count, c, sums, 0);
            rescale.rows(sums, 0, c, filters.width(c), output.bytes(), into + from * channels, count,
                output.offset() + output.length());
        }
    }
}
