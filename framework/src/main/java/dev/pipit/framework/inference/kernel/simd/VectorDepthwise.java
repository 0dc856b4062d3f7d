package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;
import static dev.pipit.framework.inference.kernel.simd.Lanes.INTS;

import java.util.Optional;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.scalar.PaddedImage;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/** DEPTHWISE_CONV_2D with one filter per channel: channels in the lanes, 8 pixels at a time. */
final class VectorDepthwise {
    private static final int STRIP = 32;
    private static final int TILE = 8;

    private final Workspace workspace;
    private final PaddedImage padded;
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

    private VectorDepthwise(Workspace workspace, PaddedImage padded, Filter filter, FloatSums filters) {
        this.workspace = workspace;
        this.padded = padded;
        this.pixels = padded.pixels();
        this.taps = padded.taps();
        this.batches = filter.input().storage().length() / padded.bytes();
        this.zeroPoint = Float.floatToRawIntBits(-filters.output().inputOffset());
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.channels = filters.channels();
        this.rescale = new VectorRescale(filters);
        this.start = new float[Lanes.padded(channels)];
        this.weights = new float[start.length * taps.length];
        for (int c = 0; c < channels; c++) {
            start[c] = filters.start(c);
            for (int t = 0; t < taps.length; t++) {
                weights[(c / COUNT * taps.length + t) * COUNT + c % COUNT] = filters.value(c, t);
            }
        }
        workspace.reserveImage(padded.size() + COUNT);           // the last vector of a pixel may reach beyond it
        workspace.reserveSums(Math.min(STRIP, pixels.length) * COUNT);
        workspace.keeps(4L * (pixels.length + taps.length + weights.length + start.length) + rescale.bytes());
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = DepthwiseConv2d.convolution(node);
        Filter filter = convolution.filter();
        if (!Weights.areFixed(filter) || convolution.channels() != convolution.inputChannels()) {
            return Optional.empty();
        }
        ChannelOutput output = DepthwiseConv2d.output(node, filter);
        Weights weights = Weights.columns(filter, output);
        return FloatSums.of(weights, output)
            .map(sums -> new VectorDepthwise(workspace, PaddedImage.of(convolution), filter, sums)::run);
    }

    private void run() {
        int[] image = workspace.image();
        float[] sums = workspace.sums();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, Widen::widen);
            int into = output.offset() + batch * pixels.length * channels;
            for (int c = start.length - COUNT; c >= 0; c -= COUNT) {
                vector(image, sums, c, into);
            }
        }
    }

    private void vector(int[] image, float[] sums, int c, int into) {
        for (int from = 0; from < pixels.length; from += STRIP) {
            int count = Math.min(STRIP, pixels.length - from);
            if (count >= TILE) {
                for (int p = 0; p < count; p += TILE) {
                    int q = Math.min(p, count - TILE);
                    eight(image, c, pixels, from + q, taps, weights, start, sums, q * COUNT);
                }
            } else {
                for (int p = 0; p < count; p++) {
                    one(image, c + pixels[from + p], taps, weights, c, start, sums, p * COUNT);
                }
            }
            rescale.rows(sums, 0, c, COUNT, output.bytes(), into + from * channels, count,
                output.offset() + output.length());
        }
    }

    private static void eight(int[] image, int c, int[] pixels, int p, int[] taps, float[] weights, float[] start,
            float[] sums, int at) {
        int p0 = c + pixels[p];
        int p1 = c + pixels[p + 1];
        int p2 = c + pixels[p + 2];
        int p3 = c + pixels[p + 3];
        int p4 = c + pixels[p + 4];
        int p5 = c + pixels[p + 5];
        int p6 = c + pixels[p + 6];
        int p7 = c + pixels[p + 7];
        FloatVector s0 = FloatVector.fromArray(FLOATS, start, c);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int w = c * taps.length;
        for (int k = 0; k < taps.length; k++) {
            FloatVector weight = FloatVector.fromArray(FLOATS, weights, w);
            int tap = taps[k];
            s0 = IntVector.fromArray(INTS, image, p0 + tap).reinterpretAsFloats().fma(weight, s0);
            s1 = IntVector.fromArray(INTS, image, p1 + tap).reinterpretAsFloats().fma(weight, s1);
            s2 = IntVector.fromArray(INTS, image, p2 + tap).reinterpretAsFloats().fma(weight, s2);
            s3 = IntVector.fromArray(INTS, image, p3 + tap).reinterpretAsFloats().fma(weight, s3);
            s4 = IntVector.fromArray(INTS, image, p4 + tap).reinterpretAsFloats().fma(weight, s4);
            s5 = IntVector.fromArray(INTS, image, p5 + tap).reinterpretAsFloats().fma(weight, s5);
            s6 = IntVector.fromArray(INTS, image, p6 + tap).reinterpretAsFloats().fma(weight, s6);
            s7 = IntVector.fromArray(INTS, image, p7 + tap).reinterpretAsFloats().fma(weight, s7);
            w += COUNT;
        }
        s0.intoArray(sums, at);
        s1.intoArray(sums, at + COUNT);
        s2.intoArray(sums, at + 2 * COUNT);
        s3.intoArray(sums, at + 3 * COUNT);
        s4.intoArray(sums, at + 4 * COUNT);
        s5.intoArray(sums, at + 5 * COUNT);
        s6.intoArray(sums, at + 6 * COUNT);
        s7.intoArray(sums, at + 7 * COUNT);
    }

    private static void one(int[] image, int first, int[] taps, float[] weights, int c, float[] start, float[] sums,
            int at) {
        FloatVector s = FloatVector.fromArray(FLOATS, start, c);
        int w = c * taps.length;
        for (int tap : taps) {
            s = IntVector.fromArray(INTS, image, first + tap).reinterpretAsFloats().fma(FloatVector.fromArray(FLOATS, weights, w), s);
            w += COUNT;
        }
        s.intoArray(sums, at);
    }
}
