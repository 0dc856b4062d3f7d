package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers of an example in another order or shape, some of them several times, left out, or with zeros between.
 */
public final class Rearrangement implements Layer {
    /** In the place of an index: a zero. */
    public static final int ZERO = -1;

    private final Shape shape;
    private final int[] from;
    private final int most;

    /**
     * @param shape of the output
     * @param from  of each number of the output, row-major: its index in the input, or {@link #ZERO}
     */
    public Rearrangement(Shape shape, int... from) {
        if (from.length != shape.size() || Arrays.stream(from).anyMatch(i -> i < ZERO)) {
            throw new IllegalArgumentException("must have an index for each number: shape=" + shape + ", from=" + from.length);
        }
        this.shape = shape;
        this.from = from.clone();
        this.most = Arrays.stream(from).max().orElse(ZERO);
    }

    /** The same numbers in another shape. */
    public static Rearrangement reshaped(Shape shape) {
        return new Rearrangement(shape, IntStream.range(0, shape.size()).toArray());
    }

    /** Whether all numbers stay where they are. */
    public boolean keepsOrder() {
        return Arrays.equals(from, IntStream.range(0, from.length).toArray());
    }

    @Override
    public Shape output(List<Shape> inputs) {
        if (most >= inputs.get(0).size()) {
            throw new IllegalArgumentException("indices must be of the input: input=" + inputs.get(0) + ", index=" + most);
        }
        return shape;
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        int size = inputs.get(0).size();
        return new Step() {
            @Override
            public void forward(float[][] in, float[] output, Mode mode) {
                for (int to = 0; to < output.length; to++) {
                    int index = from[to % from.length];
                    output[to] = index == ZERO ? 0 : in[0][to / from.length * size + index];
                }
            }

            @Override
            public void backward(float[][] in, float[] output, float[] outputGradient, float[][] inputGradients,
                    float[][] gradients) {
                for (int i = 0; inputGradients[0] != null && i < output.length; i++) {
                    int index = from[i % from.length];
                    if (index != ZERO) {
                        inputGradients[0][i / from.length * size + index] += outputGradient[i];
                    }
                }
            }
        };
    }
}
