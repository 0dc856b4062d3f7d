package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

import java.util.Arrays;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.scalar.PaddedImage;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * DEPTHWISE_CONV_2D with one filter per channel, channels in the lanes. Where there are fewer channels than lanes, several
 * pixels side by side fill a vector and count as one pixel with more channels.
 */
final class VectorDepthwise {
    /** Pixels whose sums are kept before they become outputs, at least. */
    private static final int STRIP = 32;

    private final Workspace workspace;
    private final PaddedImage padded;
    private final SlidingAxis across;
    private final int[] pixels;
    private final int[] taps;
    private final int batches;
    private final int zeroPoint;
    private final Storage input;
    private final Storage output;
    private final float[] weights;
    private final float[] start;
    private final VectorRescale rescale;
    private final int channels;
    private final int tile;

    private VectorDepthwise(Workspace workspace, Convolution convolution, FloatSums filters) {
        Filter filter = convolution.filter();
        this.workspace = workspace;
        this.padded = PaddedImage.of(convolution);
        this.across = convolution.columns();
        this.taps = padded.taps();
        this.batches = filter.input().storage().length() / padded.bytes();
        this.zeroPoint = Float.floatToRawIntBits(-filters.output().inputOffset());
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        int together = together(filters.channels(), across);
        this.channels = filters.channels() * together;
        int[] each = padded.pixels();
        this.pixels = new int[each.length / together];
        Arrays.setAll(pixels, p -> each[p * together]);
        this.rescale = new VectorRescale(filters, together);
        this.start = new float[Lanes.padded(channels)];
        this.weights = new float[start.length * taps.length];
        for (int c = 0; c < channels; c++) {
            start[c] = filters.start(c % filters.channels());
            for (int t = 0; t < taps.length; t++) {
                weights[(c / COUNT * taps.length + t) * COUNT + c % COUNT] = filters.value(c % filters.channels(), t);
            }
        }
        this.tile = together == 1 ? tile(across) : 0;
        workspace.reserveImage(padded.size() + COUNT);           // the last vector of a pixel may reach beyond it
        workspace.reserveSums((STRIP + across.out()) * COUNT);
        workspace.keeps(4L * (pixels.length + taps.length + weights.length + start.length) + rescale.bytes());
    }

    /** How many pixels fill a vector. */
    private static int together(int channels, SlidingAxis across) {
        int many = Math.max(1, COUNT / channels);
        return many * channels == COUNT && across.stride() == 1 && across.out() % many == 0 ? many : 1;
    }

    /** How many pixels side by side share what is loaded: 6, 5, or 0 if none do. */
    private static int tile(SlidingAxis across) {
        if (across.filter() != 3 || across.stride() != 1 || across.dilation() != 1 || across.out() < 5) {
            return 0;
        }
        return across.out() % 5 == 0 || across.out() < 6 ? 5 : 6;
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = DepthwiseConv2d.convolution(node);
        Filter filter = convolution.filter();
        if (!Weights.areFixed(filter) || convolution.channels() != convolution.inputChannels()) {
            return Optional.empty();
        }
        ChannelOutput output = DepthwiseConv2d.output(node, filter);
        return FloatSums.of(Weights.columns(filter, output), output)
            .map(sums -> new VectorDepthwise(workspace, convolution, sums)::run);
    }

    private void run() {
        int[] image = workspace.image();
        int strip = tile == 0 ? STRIP : (STRIP + across.out() - 1) / across.out() * across.out();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, Widen::widen);
            int into = output.offset() + batch * pixels.length * channels;
            for (int c = start.length - COUNT; c >= 0; c -= COUNT) {
                for (int from = 0; from < pixels.length; from += strip) {
                    strip(image, c, from, Math.min(strip, pixels.length - from), into + from * channels);
                }
            }
        }
    }

    private void strip(int[] image, int c, int from, int count, int into) {
        float[] sums = workspace.sums();
        if (tile == 0) {
            DepthwiseTiles.sums(image, pixels, from, count, taps, weights, start, c, sums);
        } else {
            for (int row = 0; row < count; row += across.out()) {
                row(image, c, pixels[from + row] + c, sums, row);
            }
        }
        rescale.rows(sums, 0, c, COUNT, output.bytes(), into, count, output.offset() + output.length());
    }

    private void row(int[] image, int c, int first, float[] sums, int row) {
        int column = channels;
        int rows = taps.length / 3;
        int step = rows == 1 ? 0 : taps[3];
        for (int next = 0; next < across.out(); next += tile) {
            int p = Math.min(next, across.out() - tile);
            int at = (row + p) * COUNT;
            if (tile == 5) {
                DepthwiseRows.five(image, first + p * column, column, step, rows, weights, c * taps.length, start, c, sums,
                    at);
            } else {
                DepthwiseRows.six(image, first + p * column, column, step, rows, weights, c * taps.length, start, c, sums,
                    at);
            }
        }
    }
}
