package dev.pipit.framework.inference.kernel.simd;

import java.util.Optional;

/**
 * Filters of 3 × 3 taps for {@link VectorWinograd}: G g Gᵀ of each channel's taps g, 4 × 4 numbers, with
 * <pre>
 *     G = 1   0   0        Bᵀ = 1  0 -1  0        Aᵀ = 1  1  1  0
 *         ½   ½   ½             0  1  1  0             0  1 -1 -1
 *         ½  -½   ½             0 -1  1  0
 *         0   0   1             0  1  0 -1
 * </pre>
 * An output of 2 × 2 is Aᵀ [G g Gᵀ ⊙ Bᵀ d B] A for inputs d of 4 × 4, summed over input channels before Aᵀ … A.
 *
 * <p>All numbers on the way are multiples of ¼. They are exact as floats if none exceeds 2²²; that is checked for each
 * output channel and each number on the way, each being a sum of inputs of at most 128 with known factors.
 *
 * <p>Source: A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015, section 4.1.
 */
final class WinogradWeights {
    static final int SIZE = 16;
    private static final int EDGE = 4;
    private static final int TAPS = 9;
    private static final long MOST = 1L << 22;
    private static final double[][] G = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    private static final int[][] B = {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}};
    /** The sums that are formed on the way from 4 numbers to 2, as factors of the 4. */
    private static final int[][] STEPS = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 1, 0, 0},
        {1, 1, 1, 0}, {0, 1, -1, 0}, {0, 1, -1, -1}};

    private final FloatSums filters;
    private final int inputs;
    private final float[] values;

    private WinogradWeights(FloatSums filters) {
        this.filters = filters;
        this.inputs = filters.count() / TAPS;
        this.values = new float[filters.channels() * inputs * SIZE];
        for (int c = 0; c < filters.channels(); c++) {
            for (int k = 0; k < inputs; k++) {
                transform(c, k);
            }
        }
    }

    /** Nothing if some number on the way might not be exact. */
    static Optional<WinogradWeights> of(FloatSums filters) {
        var weights = new WinogradWeights(filters);
        for (int c = 0; c < filters.channels(); c++) {
            if (!weights.isExact(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(weights);
    }

    private void transform(int c, int k) {
        for (int p = 0; p < SIZE; p++) {
            double sum = 0;
            for (int t = 0; t < TAPS; t++) {
                sum += G[p / EDGE][t / 3] * filters.value(c, t * inputs + k) * G[p % EDGE][t % 3];
            }
            values[(c * inputs + k) * SIZE + p] = (float) sum;
        }
    }

    /** Whether no number on the way can be too great for an output channel. */
    private boolean isExact(int c) {
        boolean exact = true;
        for (int[] down : STEPS) {
            for (int[] across : STEPS) {
                exact &= greatest(c, down, across) <= MOST;
            }
        }
        return exact;
    }

    /** The greatest sum over input channels of products, these being added down and across with factors. */
    private double greatest(int c, int[] down, int[] across) {
        double sum = 0;
        for (int k = 0; k < inputs; k++) {
            for (int i = 0; i < SIZE; i++) {
                double factor = 0;
                for (int p = 0; p < SIZE; p++) {
                    factor += down[p / EDGE] * across[p % EDGE] * value(p, c, k) * B[p / EDGE][i / EDGE]
                        * B[p % EDGE][i % EDGE];
                }
                sum += Math.abs(factor) * 128;
            }
        }
        return sum;
    }

    /** One of the 16 numbers of an output channel and an input channel. */
    float value(int position, int channel, int input) {
        return values[(channel * inputs + input) * SIZE + position];
    }

    /** How many input channels. */
    int inputs() {
        return inputs;
    }
}
