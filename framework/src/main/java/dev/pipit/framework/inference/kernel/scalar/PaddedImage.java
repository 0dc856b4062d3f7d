package dev.pipit.framework.inference.kernel.scalar;

import java.util.Arrays;

import dev.pipit.framework.inference.kernel.Conv2d;
import dev.pipit.framework.inference.kernel.Convolution;
import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * An input image with its border around it, so that no tap of a filter falls outside: {@code [rows, columns, channels]}.
 * The border holds the input's zero point, which stands for real zero.
 */
public final class PaddedImage {
    /** How many times the numbers of an image it may have with its border, besides some. */
    private static final long MOST_TIMES = 8;
    private static final long MOST_BORDER = 1 << 16;

    private final SlidingAxis down;
    private final SlidingAxis across;
    private final int channels;
    private final int rows;
    private final int columns;

    private PaddedImage(SlidingAxis down, SlidingAxis across, int channels, int tile) {
        this.down = down;
        this.across = across;
        this.channels = channels;
        this.rows = extent(down, tile);
        this.columns = extent(across, tile);
    }

    /** For a filter that moves over an image. */
    public static PaddedImage of(Convolution convolution) {
        return new PaddedImage(convolution.rows(), convolution.columns(), convolution.inputChannels(), 1);
    }

    /** For outputs that are computed in tiles of several rows and columns, of which the last may reach too far. */
    public static PaddedImage ofTiles(Convolution convolution, int tile) {
        return new PaddedImage(convolution.rows(), convolution.columns(), convolution.inputChannels(), tile);
    }

    /**
     * Whether the image of an operator is worth its border: a file can ask for steps between taps so wide that the border
     * would not fit into memory. True of operators that are no convolutions.
     */
    public static boolean canTake(Node node) throws ModelFormatException {
        return switch (node.operator().name()) {
            case "CONV_2D" -> isModerate(Conv2d.convolution(node));
            case "DEPTHWISE_CONV_2D" -> isModerate(DepthwiseConv2d.convolution(node));
            default -> true;
        };
    }

    private static boolean isModerate(Convolution convolution) {
        long inside = (long) convolution.rows().in() * convolution.columns().in() * convolution.inputChannels();
        long rows = wide(convolution.rows());
        long columns = wide(convolution.columns());
        long most = MOST_BORDER + MOST_TIMES * inside;
        return rows <= most && columns <= most && rows * columns <= most / Math.max(1, convolution.inputChannels());
    }

    private static long wide(SlidingAxis axis) {
        long reach = (axis.filter() - 1L) * axis.dilation() + 1;
        return Math.max((long) axis.before() + axis.in(), (axis.out() - 1L) * axis.stride() + reach);
    }

    /** For rows that are multiplied one by one: an image of one row, each of its pixels seen by itself. */
    public static PaddedImage ofRows(int rows, int depth) {
        return new PaddedImage(new SlidingAxis(1, 1, 1, 1, 1, 0), new SlidingAxis(rows, rows, 1, 1, 1, 0), depth, 1);
    }

    private static int extent(SlidingAxis axis, int tile) {
        int outputs = (axis.out() + tile - 1) / tile * tile;
        return Math.max(axis.before() + axis.in(), (outputs - 1) * axis.stride() + reach(axis));
    }

    private static int reach(SlidingAxis axis) {
        return (axis.filter() - 1) * axis.dilation() + 1;
    }

    /** How many numbers. */
    public int size() {
        return rows * columns * channels;
    }

    /** Bytes of one image without its border. */
    public int bytes() {
        return down.in() * across.in() * channels;
    }

    /** Numbers from a column to the same column one row below. */
    public int rowStep() {
        return columns * channels;
    }

    /** For each output pixel the index of the first number under its filter. */
    public int[] pixels() {
        int[] pixels = new int[down.out() * across.out()];
        for (int p = 0; p < pixels.length; p++) {
            int row = p / across.out() * down.stride();
            int column = p % across.out() * across.stride();
            pixels[p] = (row * columns + column) * channels;
        }
        return pixels;
    }

    /** For each tap of the filter the distance from the first number under it; row by row. */
    public int[] taps() {
        int[] taps = new int[down.filter() * across.filter()];
        for (int t = 0; t < taps.length; t++) {
            int row = t / across.filter() * down.dilation();
            int column = t % across.filter() * across.dilation();
            taps[t] = (row * columns + column) * channels;
        }
        return taps;
    }

    /** For each weight of a filter over all channels the distance from the first number under the filter. */
    public int[] weights() {
        int[] taps = taps();
        int[] weights = new int[taps.length * channels];
        Arrays.setAll(weights, k -> taps[k / channels] + k % channels);
        return weights;
    }

    /** Copies a row of bytes as other numbers. */
    @FunctionalInterface
    public interface Widening {
        void widen(byte[] from, int at, int[] into, int start, int count);
    }

    /** Fills {@code into} from the bytes at {@code at}; {@code border} is the zero point in the form of the numbers. */
    public void fill(byte[] from, int at, int[] into, int border, Widening widening) {
        if (columns == across.in()) {
            int start = down.before() * rowStep();
            Arrays.fill(into, 0, start, border);
            widening.widen(from, at, into, start, bytes());
            Arrays.fill(into, start + bytes(), size(), border);
            return;
        }
        int left = across.before() * channels;
        int width = across.in() * channels;
        int first = down.before() * rowStep() + left;
        Arrays.fill(into, 0, first, border);
        for (int row = 0; row < down.in(); row++) {
            int start = first + row * rowStep();
            widening.widen(from, at + row * width, into, start, width);
            Arrays.fill(into, start + width, Math.min(size(), start + rowStep()), border);
        }
        Arrays.fill(into, Math.min(size(), first + down.in() * rowStep()), size(), border);
    }
}
