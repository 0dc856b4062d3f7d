package dev.pipit.framework.compression.factorise;

import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;

/** A dense layer or a convolution, and the matrices that its weights can be seen as. */
final class Layer {
    private final Operator operator;
    private final TensorInfo weights;
    private final int[] input;
    private final int[] output;
    private final int[] extents;
    private final long macs;
    private final SingularValues across;
    private final Optional<SingularValues> space;

    private Layer(Operator operator, TensorInfo weights, int[] input, int[] output) {
        this.operator = operator;
        this.weights = weights;
        this.input = input;
        this.output = output;
        this.extents = weights.shape().length == 2 ? new int[] {weights.shape()[0], 1, 1, weights.shape()[1]} : weights.shape();
        this.macs = (long) positions(output) * weights.elements();
        float[] values = Reals.of(weights);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("weights must be finite: " + weights + ", value=" + value);
            }
        }
        this.across = SingularValues.of(filtersByTaps(values));
        this.space = extents[1] > 1 && extents[2] > 1 ? Optional.of(SingularValues.of(rowsByColumns(values))) : Optional.empty();
    }

    /** If an operator is such a layer, of real numbers. */
    static Optional<Layer> of(Draft draft, Operator operator) {
        if (operator.code() != OperatorCode.CONV_2D && operator.code() != OperatorCode.FULLY_CONNECTED) {
            return Optional.empty();
        }
        TensorInfo weights = draft.tensor(operator.inputs().get(1));
        int[] input = draft.tensor(operator.inputs().get(0)).shape();
        boolean groups = operator.code() == OperatorCode.CONV_2D && input[3] != weights.shape()[3];
        if (weights.constant().isEmpty() || weights.elements() == 0 || groups) {
            return Optional.empty();
        }
        return Optional.of(new Layer(operator, weights, input, draft.tensor(operator.outputs().get(0)).shape()));
    }

    Operator operator() {
        return operator;
    }

    private static int positions(int... shape) {
        int positions = 1;
        for (int d = 0; d < shape.length - 1; d++) {
            positions *= shape[d];
        }
        return positions;
    }

    /** {@code [filters, rows · columns · channels]}. */
    private double[][] filtersByTaps(float... values) {
        double[][] matrix = new double[extents[0]][values.length / extents[0]];
        for (int i = 0; i < values.length; i++) {
            matrix[i / matrix[0].length][i % matrix[0].length] = values[i];
        }
        return matrix;
    }

    /** {@code [rows · channels, columns · filters]}. */
    private double[][] rowsByColumns(float... values) {
        int rows = extents[1];
        int columns = extents[2];
        int channels = extents[3];
        double[][] matrix = new double[rows * channels][columns * extents[0]];
        for (int f = 0, i = 0; f < extents[0]; f++) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    for (int k = 0; k < channels; k++, i++) {
                        matrix[r * channels + k][c * extents[0] + f] = values[i];
                    }
                }
            }
        }
        return matrix;
    }

    /** What takes fewest products and keeps so much of the weights' energy; empty if that is the layer as it is. */
    Optional<Pair> pair(double energy) {
        Pair first = split(across.rank(energy));
        Pair other = space.map(values -> separated(values, values.rank(energy))).orElse(first);
        Pair best = other.macs() < first.macs() ? other : first;
        return best.macs() < macs ? Optional.of(best) : Optional.empty();
    }

    /** The same window with fewer filters, then a mixture of these. */
    private Pair split(int rank) {
        int taps = weights.elements() / extents[0];
        float[] first = new float[rank * taps];
        float[] second = new float[extents[0] * rank];
        for (int k = 0; k < rank; k++) {
            double root = Math.sqrt(across.values()[k]);
            double[] left = across.left(k);
            double[] right = across.right(k);
            for (int t = 0; t < taps; t++) {
                first[k * taps + t] = (float) (root * right[t]);
            }
            for (int f = 0; f < extents[0]; f++) {
                second[f * rank + k] = (float) (root * left[f]);
            }
        }
        int[] middle = output.clone();
        middle[middle.length - 1] = rank;
        long products = (long) positions(output) * rank * (taps + extents[0]);
        if (operator.options() instanceof Options.FullyConnected o) {
            return new Pair(products, first, new int[] {rank, taps},
                new Options.FullyConnected(Options.Activation.NONE, o.keepDimensions(), o.asymmetricInput()), middle, second,
                new int[] {extents[0], rank}, o);
        }
        var o = (Options.Conv2d) operator.options();
        return new Pair(products, first, new int[] {rank, extents[1], extents[2], extents[3]}, window(o, o.strideHeight(),
            o.strideWidth(), o.dilationHeight(), o.dilationWidth(), Options.Activation.NONE), middle, second,
            new int[] {extents[0], 1, 1, rank}, window(o, 1, 1, 1, 1, o.activation()));
    }

    private static Options.Conv2d window(Options.Conv2d o, int stride, int widthStride, int dilation, int widthDilation,
            Options.Activation activation) {
        return new Options.Conv2d(o.padding(), widthStride, stride, widthDilation, dilation, activation);
    }

    /** A column of the window with fewer filters, then a row of it (Jaderberg et al. 2014). */
    private Pair separated(SingularValues values, int rank) {
        int rows = extents[1];
        int columns = extents[2];
        int channels = extents[3];
        int filters = extents[0];
        float[] first = new float[rank * rows * channels];
        float[] second = new float[filters * columns * rank];
        for (int k = 0; k < rank; k++) {
            double root = Math.sqrt(values.values()[k]);
            double[] left = values.left(k);
            double[] right = values.right(k);
            for (int i = 0; i < left.length; i++) {
                first[k * left.length + i] = (float) (root * left[i]);
            }
            for (int i = 0; i < right.length; i++) {
                second[(i % filters * columns + i / filters) * rank + k] = (float) (root * right[i]);
            }
        }
        int[] middle = {output[0], output[1], input[2], rank};
        var o = (Options.Conv2d) operator.options();
        long products = (long) positions(middle) * rank * rows * channels + (long) positions(output) * filters * columns * rank;
        return new Pair(products, first, new int[] {rank, rows, 1, channels},
            window(o, o.strideHeight(), 1, o.dilationHeight(), 1, Options.Activation.NONE), middle, second,
            new int[] {filters, 1, columns, rank}, window(o, 1, o.strideWidth(), 1, o.dilationWidth(), o.activation()));
    }
}
