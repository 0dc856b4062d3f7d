package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

import java.util.Arrays;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Conv2d;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.FullyConnected;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/** One row to many channels, by {@link ShortRows}: FULLY_CONNECTED, and CONV_2D of a single pixel. */
final class VectorFullyConnected {
    /** How many times more inputs than there are is still faster than smaller groups, or floats. */
    private static final double MOST_AGAIN = 1.3;

    private final Workspace workspace;
    private final Storage input;
    private final Storage output;
    private final int group;
    private final int groups;
    private final int[] again;
    private final byte[] weights;
    private final float[] start;
    private final VectorRescale rescale;

    private VectorFullyConnected(Workspace workspace, Filter filter, FloatSums sums, RowGroups rows) {
        this.workspace = workspace;
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        int count = rows.count();
        this.group = rows.size();
        this.groups = count / group;
        this.again = Arrays.stream(rows.inputs()).skip(sums.count()).toArray();
        this.rescale = new VectorRescale(sums);
        int channels = sums.channels();
        this.start = new float[channels];
        this.weights = new byte[channels * count];
        for (int c = 0; c < channels; c++) {
            start[c] = sums.start(c);
            int inBlock = c % ShortRows.BLOCK;
            for (int k = 0; k < count; k++) {
                weights[(c - inBlock) * count + k * ShortRows.BLOCK + ShortRows.lane(inBlock)] =
                    ShortRows.kept(inBlock, rows.weight(c, k));
            }
        }
        workspace.reserveImage(count + groups);
        workspace.reserveSums(ShortRows.BLOCK);
        workspace.keeps(weights.length + 4L * channels + 4L * again.length + rescale.bytes());
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Filter filter = FullyConnected.filter(node);
        return fits(filter) ? of(filter, FullyConnected.output(node, filter), workspace) : Optional.empty();
    }

    /** For a filter of one tap over one pixel. */
    static Optional<Kernel> convolution(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = Conv2d.convolution(node);
        Filter filter = convolution.filter();
        boolean point = filter.output().elements() == filter.channels() && convolution.rows().filter() == 1
            && convolution.columns().filter() == 1;
        return point && fits(filter) ? of(filter, Conv2d.output(node, filter), workspace) : Optional.empty();
    }

    private static boolean fits(Filter filter) {
        return Weights.areFixed(filter) && filter.channels() % ShortRows.BLOCK == 0
            && filter.input().elements() * filter.channels() == filter.weights().elements();
    }

    private static Optional<Kernel> of(Filter filter, ChannelOutput output, Workspace workspace) {
        Optional<FloatSums> sums = FloatSums.of(Weights.rows(filter, output), output);
        if (sums.isEmpty() || !areBytes(sums.get())) {
            return Optional.empty();
        }
        int count = sums.get().count();
        for (int group = 4; group >= 2; group -= 2) {
            var rows = new RowGroups(sums.get(), group, ShortRows.MOST);
            if (rows.count() <= Math.max(group, MOST_AGAIN * count)) {
                return Optional.of(new VectorFullyConnected(workspace, filter, sums.get(), rows)::run);
            }
        }
        return Optional.empty();
    }

    private static boolean areBytes(FloatSums sums) {
        boolean are = true;
        for (int c = 0; c < sums.channels(); c++) {
            for (int k = 0; k < sums.count(); k++) {
                are &= sums.value(c, k) == (byte) sums.value(c, k);
            }
        }
        return are;
    }

    private void run() {
        int[] inputs = workspace.image();
        float[] sums = workspace.sums();
        int count = input.length();
        ShortRows.inputs(input.bytes(), input.offset(), count, inputs);
        for (int k = 0; k < again.length; k++) {
            inputs[count + k] = inputs[again[k]];
        }
        ShortRows.corrections(input.bytes(), input.offset(), count, inputs, group, groups);
        for (int c = 0; c < start.length; c += ShortRows.BLOCK) {
            if (group == 4) {
                ShortRows.fours(inputs, groups, weights, c * groups * 4, sums);
            } else {
                ShortRows.pairs(inputs, groups, weights, c * groups * 2, sums);
            }
            rescale.row(sums, start, c, ShortRows.BLOCK, output.bytes(), output.offset());
        }
    }
}
