package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

import java.util.Arrays;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Conv2d;
import dev.pipit.framework.inference.kernel.Convolution;
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
 * CONV_2D with 3 × 3 taps side by side, for tiles of 2 × 2 outputs: 16 multiplications where there were 36. What {@link
 * WinogradWeights} describes, one strip of tiles after the other.
 */
final class VectorWinograd {
    private static final int POSITIONS = WinogradWeights.SIZE;
    /** Tiles that are worth the transforms. */
    private static final int FEWEST_TILES = 16;
    /** Numbers between positions: distances that are powers of two slow caches down. */
    private static final int GAP = 16;

    private final Workspace workspace;
    private final PaddedImage padded;
    private final SlidingAxis down;
    private final SlidingAxis across;
    private final int batches;
    private final int zeroPoint;
    private final Storage input;
    private final Storage output;
    private final int inputs;
    private final int channels;
    private final PackedFilters[] filters = new PackedFilters[POSITIONS];
    private final int[][] transformed = new int[POSITIONS][];
    private final float[] start;
    private final VectorRescale rescale;
    private final int tilesAcross;
    private final int tilesDown;
    private final int rowsOfStrip;
    private final int tilesOfStrip;
    private final int inputStep;

    private VectorWinograd(Workspace workspace, Convolution convolution, FloatSums sums, WinogradWeights weights) {
        Filter filter = convolution.filter();
        this.workspace = workspace;
        this.down = convolution.rows();
        this.across = convolution.columns();
        this.padded = PaddedImage.ofTiles(convolution, 2);
        this.batches = filter.input().storage().length() / padded.bytes();
        this.zeroPoint = Float.floatToRawIntBits(-sums.output().inputOffset());
        this.input = filter.input().storage();
        this.output = filter.output().storage();
        this.inputs = weights.inputs();
        this.channels = sums.channels();
        this.rescale = new VectorRescale(sums);
        this.tilesAcross = (across.out() + 1) / 2;
        this.tilesDown = (down.out() + 1) / 2;
        this.rowsOfStrip = Math.min(tilesDown, Math.max(1, FEWEST_TILES / tilesAcross));
        this.tilesOfStrip = rowsOfStrip * tilesAcross;
        this.inputStep = tilesOfStrip * inputs + GAP;
        int[] offsets = new int[inputs];
        Arrays.setAll(offsets, k -> k);
        this.start = new float[Lanes.padded(channels)];
        for (int c = 0; c < channels; c++) {
            start[c] = sums.start(c);
        }
        long bytes = 4L * start.length + rescale.bytes();
        for (int p = 0; p < POSITIONS; p++) {
            int position = p;
            filters[p] = new PackedFilters(channels, offsets, (c, k) -> weights.value(position, c, k));
            transformed[p] = new int[tilesOfStrip];
            Arrays.setAll(transformed[p], t -> padded.size() + position * inputStep + t * inputs);
            bytes += filters[p].bytes() + 4L * tilesOfStrip;
        }
        workspace.reserveImage(padded.size() + POSITIONS * inputStep);
        workspace.reserveSums((POSITIONS + 4) * (tilesOfStrip * 4 * COUNT + GAP));
        workspace.keeps(bytes);
    }

    static Optional<Kernel> twin(Node node, Workspace workspace) throws ModelFormatException {
        Convolution convolution = Conv2d.convolution(node);
        Filter filter = convolution.filter();
        int inputs = convolution.inputChannels();
        if (!Weights.areFixed(filter) || filter.weights().extent(3) != inputs || inputs % COUNT != 0
                || !fits(convolution.rows()) || !fits(convolution.columns())
                || convolution.rows().out() * convolution.columns().out() < 4 * FEWEST_TILES) {
            return Optional.empty();
        }
        ChannelOutput output = Conv2d.output(node, filter);
        Optional<FloatSums> sums = FloatSums.of(Weights.rows(filter, output), output);
        Optional<WinogradWeights> weights = sums.flatMap(WinogradWeights::of);
        return weights.map(each -> new VectorWinograd(workspace, convolution, sums.get(), each)::run);
    }

    private static boolean fits(SlidingAxis axis) {
        return axis.filter() == 3 && axis.stride() == 1 && axis.dilation() == 1;
    }

    private void run() {
        int[] image = workspace.image();
        for (int batch = 0; batch < batches; batch++) {
            padded.fill(input.bytes(), input.offset() + batch * padded.bytes(), image, zeroPoint, Widen::widen);
            for (int row = 0; row < tilesDown; row += rowsOfStrip) {
                strip(image, Math.min(row, tilesDown - rowsOfStrip), batch);
            }
        }
    }

    /** Tile rows {@code first} to {@code first + rowsOfStrip - 1}. */
    private void strip(int[] image, int first, int batch) {
        for (int t = 0; t < tilesOfStrip; t++) {
            int tile = (2 * (first + t / tilesAcross) * padded.rowStep()) + 2 * (t % tilesAcross) * inputs;
            for (int c = 0; c < inputs; c += COUNT) {
                WinogradTransforms.input(image, tile + c, inputs, padded.rowStep(), transformed[0][t] + c,
                    inputStep);
            }
        }
        PackedFilters any = filters[0];
        for (int c = any.lastBlock(); c >= 0; c = any.blockBefore(c)) {
            block(image, c, any.width(c), first, batch);
        }
    }

    private void block(int[] image, int c, int width, int first, int batch) {
        float[] sums = workspace.sums();
        int step = tilesOfStrip * width + GAP;
        for (int p = 0; p < POSITIONS; p++) {
            filters[p].sums(image, transformed[p], 0, tilesOfStrip, c, sums, p * step);
        }
        int outputs = POSITIONS * step;
        int rowStep = 2 * tilesAcross * width;
        for (int t = 0; t < tilesOfStrip; t++) {
            int at = outputs + t / tilesAcross * 2 * rowStep + t % tilesAcross * 2 * width;
            for (int v = 0; v < width; v += COUNT) {
                WinogradTransforms.output(sums, t * width + v, step, start, c + v, at + v, width, rowStep);
            }
        }
        int end = output.offset() + output.length();
        for (int r = 0; r < 2 * rowsOfStrip && 2 * first + r < down.out(); r++) {
            int pixel = (batch * down.out() + 2 * first + r) * across.out();
            rescale.rows(sums, outputs + r * rowStep, c, width, output.bytes(), output.offset() + pixel * channels,
                across.out(), end);
        }
    }
}
