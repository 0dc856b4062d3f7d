package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.FullyConnected;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/** FULLY_CONNECTED of one row to many channels, by {@link ShortRows}. */
final class VectorFullyConnected {
    /** What the weights of two inputs may add up to. */
    private static final int MOST_IN_PAIR = 255;
    private static final int TWICE = 0x10001;

    private final Workspace workspace;
    private final Storage input;
    private final Storage output;
    private final int count;
    private final byte[] weights;
    private final float[] start;
    private final VectorRescale rescale;

    private VectorFullyConnected(Workspace workspace, Filter filter, FloatSums sums) {
        this.workspace = workspace;
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.count = (sums.count() + 1) / 2 * 2;
        this.rescale = new VectorRescale(sums);
        int channels = sums.channels();
        this.start = new float[channels];
        this.weights = new byte[channels * count];
        for (int c = 0; c < channels; c++) {
            start[c] = sums.start(c);
            int block = c / ShortRows.BLOCK * ShortRows.BLOCK * count;
            int inBlock = c % ShortRows.BLOCK;
            int lane = inBlock / (2 * COUNT) * 2 * COUNT + inBlock % COUNT * 2 + inBlock / COUNT % 2;
            for (int k = 0; k < count; k++) {
                weights[block + k * ShortRows.BLOCK + lane] = (byte) weight(sums, c, k);
            }
        }
        workspace.reserveImage(count);
        workspace.reserveSums(ShortRows.BLOCK);
        workspace.keeps(weights.length + 4L * channels + rescale.bytes());
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Filter filter = FullyConnected.filter(node);
        if (!Weights.areFixed(filter) || filter.channels() % ShortRows.BLOCK != 0
                || filter.input().elements() != filter.weights().extent(1)) {
            return Optional.empty();
        }
        ChannelOutput output = FullyConnected.output(node, filter);
        Optional<FloatSums> sums = FloatSums.of(Weights.rows(filter, output), output);
        if (sums.isEmpty()) {
            return Optional.empty();
        }
        return fit(sums.get()) ? Optional.of(new VectorFullyConnected(workspace, filter, sums.get())::run)
            : Optional.empty();
    }

    private static boolean fit(FloatSums sums) {
        boolean fit = true;
        for (int c = 0; c < sums.channels(); c++) {
            for (int k = 0; k < sums.count(); k += 2) {
                int first = weight(sums, c, k);
                int second = weight(sums, c, k + 1);
                fit &= first == (byte) first && second == (byte) second
                    && Math.abs(first) + Math.abs(second) <= MOST_IN_PAIR;
            }
        }
        return fit;
    }

    private static int weight(FloatSums sums, int channel, int k) {
        return k < sums.count() ? sums.value(channel, k) : 0;
    }

    private void run() {
        int[] inputs = workspace.image();
        float[] sums = workspace.sums();
        byte[] from = input.bytes();
        for (int k = 0; k < input.length(); k++) {
            inputs[k] = (from[input.offset() + k] & 0xFFFF) * TWICE;
        }
        inputs[count - 1] = count > input.length() ? 0 : inputs[count - 1];
        for (int c = 0; c < start.length; c += ShortRows.BLOCK) {
            ShortRows.sums(inputs, count, weights, c * count, sums, 0);
            rescale.row(sums, start, c, ShortRows.BLOCK, output.bytes(), output.offset());
        }
    }
}
