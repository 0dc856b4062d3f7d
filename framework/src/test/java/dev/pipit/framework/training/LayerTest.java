package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What layers compute, by hand. */
class LayerTest {
    private static final float[] FOUR_ROWS = {1, 10, 2, -20, 3, 30, 4, 40};

    private static float[] run(Shape input, Layer layer, Layer.Mode mode, float... numbers) {
        Network.Builder network = Network.of(input);
        network.add("layer", layer);
        Pass pass = network.build().pass(numbers.length / input.size());
        System.arraycopy(numbers, 0, pass.input(), 0, numbers.length);
        pass.forward(mode);
        return pass.output();
    }

    private static float[] run(Shape input, Layer layer, float... numbers) {
        return run(input, layer, Layer.Mode.inference(), numbers);
    }

    @Test
    void paddingDoesNotCountInMeans() {
        var same = new AveragePool(Window.over(3, 1, 1, Padding.SAME));
        assertArrayEquals(new float[] {1.5f, -5, 2, 20f / 3, 3, 50f / 3, 3.5f, 35}, run(Shape.rows(4, 2), same, FOUR_ROWS));
        var causal = new AveragePool(Window.causal(3));
        assertArrayEquals(new float[] {1, 10, 1.5f, -5, 2, 20f / 3, 3, 50f / 3}, run(Shape.rows(4, 2), causal, FOUR_ROWS));
    }

    @Test
    void paddingIsNeverTheLargest() {
        var pool = new MaxPool(Window.over(3, 1, 1, Padding.SAME));
        assertArrayEquals(new float[] {-2, -2, -2}, run(Shape.rows(3, 1), pool, -3, -2, -4));
        var causal = new MaxPool(Window.causal(2, 2));
        assertArrayEquals(new float[] {2, 10, 4, 40}, run(Shape.rows(4, 2), causal, FOUR_ROWS));
    }

    /** Differences would say nothing where the largest changes. */
    @Test
    void theLargestGetsTheGradient() {
        Network.Builder network = Network.of(Shape.rows(4, 2));
        network.add("same", new AveragePool(Window.pointwise()));
        network.add("largest", new MaxPool(Window.over(2, 1, 1, Padding.VALID)));
        Pass pass = network.build().pass(2);
        System.arraycopy(FOUR_ROWS, 0, pass.input(), 0, 8);
        System.arraycopy(new float[] {4, 1, 3, 2, 2, 3, 1, 4}, 0, pass.input(), 8, 8);
        pass.forward(Layer.Mode.inference());
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, pass.gradient(2), 0, 12);
        pass.backward();
        assertArrayEquals(new float[] {0, 2, 1, 0, 3, 4, 5, 6, 7, 0, 9, 8, 11, 10, 0, 12}, pass.gradient(1));
    }

    @Test
    void poolsRefuseGaps() {
        var gaps = new Window(2, 1, 1, 1, 4, Padding.SAME);
        assertThrows(IllegalArgumentException.class, () -> new MaxPool(gaps));
        assertThrows(IllegalArgumentException.class, () -> new AveragePool(gaps));
    }

    @Test
    void globalMeanIsPerExampleAndChannel() {
        assertArrayEquals(new float[] {1.5f, -5, 3.5f, 35}, run(new Shape(2, 1, 2), new GlobalMean(), FOUR_ROWS));
    }

    @Test
    void concatenatesChannelsOfEachPosition() {
        Network.Builder network = Network.of(Shape.rows(2, 2));
        int means = network.add("means", new AveragePool(Window.causal(2)));
        network.add("both", new Concatenate(), 0, means);
        Pass pass = network.build().pass(1);
        System.arraycopy(FOUR_ROWS, 0, pass.input(), 0, 4);
        pass.forward(Layer.Mode.inference());
        assertArrayEquals(new float[] {1, 10, 1, 10, 2, -20, 1.5f, -5}, pass.output());
        assertThrows(IllegalArgumentException.class,
            () -> new Concatenate().output(List.of(Shape.rows(2, 1), Shape.rows(3, 1))));
    }

    @Test
    void dropoutKeepsTheMean() {
        float[] ones = new float[20_000];
        Arrays.fill(ones, 1);
        var training = new Layer.Mode(true, new SplittableRandom(3));
        float[] output = run(Shape.list(10_000), Dropout.ofNumbers(0.25), training, ones);
        double mean = 0;
        for (float number : output) {
            assertTrue(number == 0 || number == (float) (1 / 0.75));
            mean += number / output.length;
        }
        assertEquals(1, mean, 4 * Math.sqrt(0.25 / 0.75 / output.length));       // four standard deviations
        assertArrayEquals(ones, run(Shape.list(10_000), Dropout.ofNumbers(0.25), ones));
        assertThrows(IllegalArgumentException.class, () -> Dropout.ofChannels(1));
    }

    @Test
    void dropsWholeChannelsOfAnExample() {
        float[] ones = new float[2 * 5 * 40];
        Arrays.fill(ones, 1);
        var training = new Layer.Mode(true, new SplittableRandom(3));
        float[] output = run(Shape.rows(5, 40), Dropout.ofChannels(0.5), training, ones);
        for (int i = 0; i < output.length; i++) {
            assertEquals(output[i / 200 * 200 + i % 40], output[i]);
        }
        float[] first = Arrays.copyOf(output, 40);
        assertTrue(!Arrays.equals(first, Arrays.copyOfRange(output, 200, 240)), "examples differ");
    }

    /** The equations of the class, for one unit, in double. */
    @Test
    void gruFollowsItsEquations() {
        var gru = new Gru(1, 1, new SplittableRandom(1));
        float[][] values = {{0.5f, -0.3f, 0.8f}, {0.2f, 0.7f, -0.4f}, {0.1f, 0.2f, 0.3f}, {-0.1f, 0.05f, 0.6f}};
        for (int p = 0; p < values.length; p++) {
            System.arraycopy(values[p], 0, gru.parameters().get(p).values(), 0, 3);
        }
        float[] rows = {1, -2, 0.5f};
        float[] output = run(Shape.rows(3, 1), gru, rows);
        double h = 0;
        for (int t = 0; t < rows.length; t++) {
            double z = 1 / (1 + Math.exp(-(0.5 * rows[t] + 0.1 + 0.2 * h - 0.1)));
            double r = 1 / (1 + Math.exp(-(-0.3 * rows[t] + 0.2 + 0.7 * h + 0.05)));
            double n = Math.tanh(0.8 * rows[t] + 0.3 + r * (-0.4 * h + 0.6));
            h = z * h + (1 - z) * n;
            assertEquals(h, output[t], 1e-6);                                    // a few roundings of numbers below 1
        }
    }
}
