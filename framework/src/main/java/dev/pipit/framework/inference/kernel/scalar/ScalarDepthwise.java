package dev.pipit.framework.inference.kernel.scalar;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;

/** DEPTHWISE_CONV_2D with one filter per channel, channel by channel without a look at the border. */
final class ScalarDepthwise {
    private final Workspace workspace;
    private final PaddedImage padded;
    private final int[] pixels;
    private final int[] taps;
    private final int batches;
    private final Storage input;
    private final Storage output;
    private final int[] weights;
    private final int[] start;
    private final int zeroPoint;
    private final ChannelTotals totals;

    private ScalarDepthwise(Workspace workspace, PaddedImage padded, Filter filter, Weights weights,
            ChannelOutput output) {
        this.workspace = workspace;
        this.padded = padded;
        this.pixels = padded.pixels();
        this.taps = padded.taps();
        this.batches = filter.input().storage().length() / padded.bytes();
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.weights = weights.values();
        this.start = weights.start();
        this.zeroPoint = -output.inputOffset();
        this.totals = new ChannelTotals(output, weights.channels());
        workspace.reserveImage(padded.size());
        workspace.keeps(4L * (this.weights.length + start.length + pixels.length + taps.length)
            + ChannelTotals.bytes(weights.channels()));
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = DepthwiseConv2d.convolution(node);
        Filter filter = convolution.filter();
        if (!Weights.areFixed(filter) || convolution.channels() != convolution.inputChannels()) {
            return Optional.empty();
        }
        ChannelOutput output = DepthwiseConv2d.output(node, filter);
        Weights weights = Weights.columns(filter, output);
        return weights.stayWithin(Integer.MAX_VALUE)
            ? Optional.of(new ScalarDepthwise(workspace, PaddedImage.of(convolution), filter, weights, output)::run)
            : Optional.empty();
    }

    private void run() {
        int[] image = workspace.image();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, ScalarConv2d::widen);
            for (int p = 0; p < pixels.length; p++) {
                pixel(image, pixels[p], output.offset() + (batch * pixels.length + p) * start.length);
            }
        }
    }

    private void pixel(int[] image, int first, int into) {
        byte[] out = output.bytes();
        for (int c = 0; c < start.length; c++) {
            int sum = start[c];
            int w = c * taps.length;
            for (int tap : taps) {
                sum += image[first + c + tap] * weights[w++];
            }
            out[into + c] = (byte) totals.of(sum, c);
        }
    }
}
