package dev.pipit.framework.dsp;

/**
 * Discrete cosine transform of short rows, as from log-mel energies to cepstral coefficients.
 *
 * <p>Type two is this sum, type three its transpose, with the factor of {@link Norm}:
 * <pre>{@code
 *     for (int k = 0; k < outputs; k++)
 *         y[k] = factor(k) * sum over n of x[n] * Math.cos(Math.PI * k * (n + 0.5) / inputs);
 * }</pre>
 *
 * <p>Shape: {@code [inputs]} to {@code [outputs]}. Cost: inputs × outputs multiplications, no allocation; for a feature
 * row (40 to 13) less than a fast transform would cost.
 */
public final class Dct {
    /** The factor before the sum, for N numbers on the side that is not the cosines'. */
    public enum Norm {
        /** √(1/N) for k = 0 and √(2/N) above: rows of length 1, so that type three undoes type two. */
        ORTHONORMAL,
        /** √(2/N) for every k: HTK, CMSIS-DSP. The first coefficient is √2 times that of {@link #ORTHONORMAL}. */
        HTK,
        /** 2 for every k: what SciPy does if it is told nothing. */
        NONE;

        private double factor(int k, int n) {
            return switch (this) {
                case ORTHONORMAL -> Math.sqrt((k == 0 ? 1.0 : 2.0) / n);
                case HTK -> Math.sqrt(2.0 / n);
                case NONE -> 2;
            };
        }
    }

    private final int inputs;
    private final int outputs;
    /** [outputs, inputs] */
    private final float[] weights;

    private Dct(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        weights = new float[Math.multiplyExact(inputs, outputs)];
    }

    /** Type two, the first {@code outputs} of {@code inputs} coefficients. */
    public static Dct typeTwo(int inputs, int outputs, Norm norm) {
        if (outputs < 1 || outputs > inputs) {
            throw new IllegalArgumentException(
                "outputs must be from 1 to inputs: outputs=" + outputs + ", inputs=" + inputs);
        }
        var dct = new Dct(inputs, outputs);
        for (int k = 0; k < outputs; k++) {
            for (int n = 0; n < inputs; n++) {
                dct.weights[k * inputs + n] = (float) weight(k, n, inputs, norm);
            }
        }
        return dct;
    }

    /** Type three, from the first {@code inputs} of {@code outputs} coefficients: the transpose of type two. */
    public static Dct typeThree(int inputs, int outputs, Norm norm) {
        if (inputs < 1 || inputs > outputs) {
            throw new IllegalArgumentException(
                "inputs must be from 1 to outputs: inputs=" + inputs + ", outputs=" + outputs);
        }
        var dct = new Dct(inputs, outputs);
        for (int n = 0; n < outputs; n++) {
            for (int k = 0; k < inputs; k++) {
                dct.weights[n * inputs + k] = (float) weight(k, n, outputs, norm);
            }
        }
        return dct;
    }

    private static double weight(int k, int n, int size, Norm norm) {
        return norm.factor(k, size) * Math.cos(Math.PI * k * (n + 0.5) / size);
    }

    /** Numbers in. */
    public int inputs() {
        return inputs;
    }

    /** Numbers out. */
    public int outputs() {
        return outputs;
    }

    /** Transforms {@code x} into {@code y}, another array. */
    public void apply(float[] x, float[] y) {
        for (int k = 0, w = 0; k < outputs; k++) {
            double sum = 0;
            for (int n = 0; n < inputs; n++, w++) {
                sum += x[n] * weights[w];
            }
            y[k] = (float) sum;
        }
    }
}
