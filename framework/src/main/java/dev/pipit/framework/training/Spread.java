package dev.pipit.framework.training;

import java.util.Arrays;

/**
 * The gradient of a convolution's output, each position where its window began, with zeros between: what the gradient of
 * the input is a convolution of, with the window turned round.
 */
final class Spread {
    private final int[] starts;
    private final int[] pixels;
    private final int[] offsets;
    private final int numbers;
    private final float[] image;

    /**
     * @param channels of the image
     * @param numbers  of the output at a position
     */
    Spread(Placement placement, int channels, int numbers) {
        int[] taps = Arrays.stream(placement.offsets(1)).map(offset -> offset / channels).toArray();
        int farthest = taps[taps.length - 1];
        this.starts = Arrays.stream(placement.pixels()).map(i -> (i / channels + farthest) * numbers).toArray();
        this.pixels = Arrays.stream(placement.inside()).map(i -> i / channels * numbers).toArray();
        this.offsets = Arrays.stream(taps).map(tap -> (farthest - tap) * numbers).toArray();
        this.numbers = numbers;
        this.image = new float[(placement.paddedSize() / channels + farthest) * numbers];
    }

    /** Where the product for each position of the image begins. */
    int[] pixels() {
        return pixels;
    }

    /** How far behind each position of the window lies, times {@code perPosition} numbers. */
    int[] offsets(int perPosition) {
        int[] all = new int[offsets.length * perPosition];
        Arrays.setAll(all, i -> offsets[i / perPosition] + i % perPosition);
        return all;
    }

    /** Takes the gradient of an example. */
    void place(float[] gradient, int at) {
        for (int p = 0; p < starts.length; p++) {
            System.arraycopy(gradient, at + p * numbers, image, starts[p], numbers);
        }
    }

    float[] image() {
        return image;
    }
}
