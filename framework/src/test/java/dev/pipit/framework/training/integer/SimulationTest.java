package dev.pipit.framework.training.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values: computed by hand, or in real numbers with the error that quantization allows. */
class SimulationTest {
    private static final Scale HALVES = new Scale(0.5f, 1);
    private static final Scale ONES = new Scale(1, -3);

    private static int[] run(IntegerLayer layer, Scale in, Scale out, Shape shape, int... input) {
        var network = new IntegerNetwork(shape, in, List.of(new IntegerNode("layer", layer, List.of(0), out)),
            List.of(1));
        return new Simulation(network).outputs(bytes(input)).get(0).values();
    }

    private static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static Weights weights(int bias, int... values) {
        return new Weights(bytes(values), new float[] {1}, new int[] {bias});
    }

    private static Convolution overTime(int stride, int dilation, Padding padding, int... values) {
        return new Convolution(Movement.overTime(values.length, stride, dilation, padding), weights(0, values),
            Activation.NONE);
    }

    @Test
    void aCausalConvolutionEndsWithItsOwnRow() {
        var layer = new Convolution(Movement.overTime(2, 1, 1, Padding.CAUSAL), weights(4, 1, 2), Activation.NONE);
        // steps 2, 4, −2; sums 4+0+4, 4+2+8, 4+4−4; halved, then −3
        assertArrayEquals(new int[] {1, 4, -1}, run(layer, HALVES, ONES, new Shape(3, 1, 1), 3, 5, -1));
    }

    @Test
    void paddingsSayWhichRowsAnOutputIsOf() {
        var identity = new Scale(1, 0);
        var rows = new Shape(6, 1, 1);
        int[] input = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(new int[] {21, 32, 43, 54, 65},
            run(overTime(1, 1, Padding.VALID, 1, 10), identity, identity, rows, input));
        assertArrayEquals(new int[] {21, 32, 43, 54, 65, 6},
            run(overTime(1, 1, Padding.SAME, 1, 10), identity, identity, rows, input));
        assertArrayEquals(new int[] {10, 20, 31, 42, 53, 64},
            run(overTime(1, 2, Padding.CAUSAL, 1, 10), identity, identity, rows, input));
        assertArrayEquals(new int[] {10, 43},
            run(overTime(3, 1, Padding.CAUSAL, 1, 10), identity, identity, rows, input));
        assertArrayEquals(new int[] {32, 65},
            run(overTime(3, 1, Padding.NEWEST, 1, 10), identity, identity, rows, input));
        // two rows before the first: the last weights meet rows 0 to 2, then 3 to 5
        assertArrayEquals(new int[] {0 * 2 + 1 * 2 + 4 * 6, 0 * 2 + 3 * 2 + 7 * 6},
            run(overTime(3, 1, Padding.NEWEST, 0, 0, 2, 2, 6), identity, identity, rows, 0, 1, 4, 0, 3, 7));
    }

    @Test
    void aKernelCoversRowsColumnsAndChannels() {
        var one = new Scale(1, 0);
        var layer = new Convolution(Movement.of(2, 2, 1, 1, Padding.VALID),
            new Weights(bytes(1, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 1), new float[] {1, 2}, new int[] {0, 5}),
            Activation.NONE);
        // first: 1·a00 + 2·b01 + 3·a11; second: (b11 + 5) × 2
        assertArrayEquals(new int[] {1 + 2 * 4 + 3 * 7, 2 * (8 + 5)},
            run(layer, one, one, new Shape(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void activationsCutOff() {
        var one = new Scale(1, 0);
        for (var each : List.of(Activation.NONE, Activation.RELU, Activation.RELU6)) {
            var layer = new Convolution(Movement.pointwise(), weights(0, 1), each);
            int[] expected = each == Activation.NONE ? new int[] {-5, 5, 50}
                : each == Activation.RELU ? new int[] {0, 5, 50} : new int[] {0, 5, 6};
            assertArrayEquals(expected, run(layer, one, one, new Shape(3, 1, 1), -5, 5, 50));
        }
    }

    @Test
    void depthwiseKernelsStayInTheirChannel() {
        var one = new Scale(1, 0);
        var layer = new Depthwise(Movement.overTime(2, 1, 1, Padding.VALID), 2,
            new Weights(bytes(1, 2, 3, 4, 10, 20, 5, 6), new float[] {1}, new int[] {0, 0, 1, 0}), Activation.NONE);
        // rows (1, 2) and (3, 4): channels 0 and 1 of the output from the first, 2 and 3 from the second
        assertArrayEquals(new int[] {1 + 30, 2 + 60, 6 + 20 + 1, 8 + 24},
            run(layer, one, one, new Shape(2, 1, 2), 1, 2, 3, 4));
    }

    @Test
    void denseLayersTakeTheLastRows() {
        var one = new Scale(1, 0);
        var layer = new Dense(2, Padding.CAUSAL, weights(1, 1, 10), Activation.NONE);
        assertArrayEquals(new int[] {11, 22, 33}, run(layer, one, one, new Shape(3, 1, 1), 1, 2, 3));
        var valid = new Dense(3, Padding.VALID, weights(0, 1, 2, 3), Activation.NONE);
        assertArrayEquals(new int[] {14}, run(valid, one, one, new Shape(3, 1, 1), 1, 2, 3));
    }

    @Test
    void flatteningPutsRowsBesideEachOther() {
        var one = new Scale(1, 7);
        assertArrayEquals(new int[] {7, 7, 1, 2, 1, 2, 3, 4},
            run(new Flatten(2, Padding.CAUSAL), one, one, new Shape(2, 1, 2), 1, 2, 3, 4));
    }

    @Test
    void averagesAreRoundedAwayFromZeroAndBordersDoNotCount() {
        var one = new Scale(1, 4);
        var pool = new AveragePool(Movement.overTime(2, 1, 1, Padding.SAME), Activation.NONE);
        assertArrayEquals(new int[] {2, -2, -3}, run(pool, one, one, new Shape(3, 1, 1), 3, 0, -3));
        var causal = new AveragePool(Movement.overTime(2, 1, 1, Padding.CAUSAL), Activation.NONE);
        assertArrayEquals(new int[] {4, 2, -2}, run(causal, one, one, new Shape(3, 1, 1), 3, 0, -3));
    }

    @Test
    void theGreatestIsTaken() {
        var one = new Scale(1, -1);
        var pool = new MaxPool(Movement.overTime(2, 1, 1, Padding.CAUSAL), Activation.NONE);
        assertArrayEquals(new int[] {-1, -2, 9}, run(pool, one, one, new Shape(3, 1, 1), -7, -2, 9));
        var same = new MaxPool(Movement.overTime(2, 1, 1, Padding.SAME), Activation.RELU);
        assertArrayEquals(new int[] {-1, 9, 9}, run(same, one, one, new Shape(3, 1, 1), -7, -2, 9));
    }

    @Test
    void meansMayChangeTheScale() {
        // reals 1, 2, −1.5 and 0: mean 0.375, in steps of 1/8: 3
        assertArrayEquals(new int[] {3 + 5}, run(new Mean(2, Padding.VALID), HALVES, new Scale(0.125f, 5),
            new Shape(2, 2, 1), 3, 5, -2, 1));
    }

    @Test
    void sumsAreOfReals() {
        Shape shape = new Shape(1, 1, 2);
        var doubled = new Convolution(Movement.pointwise(),
            new Weights(bytes(2, 0, 0, 2), new float[] {1}, new int[] {0, 0}), Activation.NONE);
        var network = new IntegerNetwork(shape, HALVES, List.of(
            new IntegerNode("doubled", doubled, List.of(0), ONES),
            new IntegerNode("sum", new Add(Activation.NONE), List.of(0, 1), new Scale(0.25f, 0)),
            new IntegerNode("both", new Concatenate(), List.of(1, 1), ONES)), List.of(2, 3));
        List<Numbers> outputs = new Simulation(network).outputs(bytes(5, -3));
        assertArrayEquals(new int[] {24, -24}, outputs.get(0).values());     // 2 + 4 and −2 − 4, in quarters
        assertArrayEquals(new int[] {1, -7, 1, -7}, outputs.get(1).values());
        assertEquals(-4, outputs.get(1).real(0, 0, 3));
    }

    @Test
    void softmaxIsThatOfReals() {
        var random = new Random(1);
        for (float scale : new float[] {0.05f, 0.3f, 2}) {
            int[] input = IntStream.range(0, 7).map(i -> random.nextInt(256) - 128).toArray();
            int[] is = run(new Softmax(), new Scale(scale, 3), Softmax.OUTPUT, new Shape(1, 1, 7), input);
            double sum = IntStream.of(input).mapToDouble(q -> Math.exp(scale * q)).sum();
            for (int c = 0; c < input.length; c++) {
                double expected = Math.min(127, 256 * Math.exp(scale * input[c]) / sum - 128);
                assertEquals(expected, is[c], 1);                            // a step: rounding of sum and quotient
            }
        }
        assertArrayEquals(new int[] {-64, -64, -64, -64},
            run(new Softmax(), ONES, Softmax.OUTPUT, new Shape(1, 1, 4), 9, 9, 9, 9));
    }

    @Test
    void unsignedNumbersAreTheSameReals() {
        var signed = new Scale(1f / 256, -128);
        assertArrayEquals(new int[] {0, 128, 255},
            run(new Quantize(), signed, Quantize.unsigned(signed), new Shape(3, 1, 1), -128, 0, 127));
        assertArrayEquals(new int[] {98, 100, 226},
            run(new Quantize(), HALVES, new Scale(0.25f, 100), new Shape(3, 1, 1), 0, 1, 64));
    }

    @Test
    void requantizedNumbersAreTheSameRealsHeldAtTheEnds() {
        var quarters = new Scale(0.25f, -128);
        // halves: 0, 1, -1.5 and 64; quarters without anything below 0 reach from 0 to 63.75
        assertArrayEquals(new int[] {-128, -124, -128, 127},
            run(new Requantize(), new Scale(0.5f, -1), quarters, new Shape(4, 1, 1), -1, 1, -4, 127));
    }

    @Test
    void quantizedWeightsAreHalfAStepFromTheRealOnes() {
        var random = new Random(2);
        float[] real = new float[60];
        float[] bias = {0, 1, -0.3f, 1e-3f, 5};
        for (int i = 0; i < real.length; i++) {
            real[i] = (float) random.nextGaussian();
        }
        Weights first = Weights.channelsFirst(real, bias, HALVES);
        Weights last = Weights.channelsLast(real, bias, HALVES);
        Weights one = Weights.oneScale(real, bias, HALVES);
        for (int i = 0; i < real.length; i++) {
            assertEquals(real[i], first.values()[i] * first.scale(i / 12), first.scale(i / 12) * 0.501);
            assertEquals(real[i], last.values()[i] * last.scale(i % 5), last.scale(i % 5) * 0.501);
            assertEquals(real[i], one.values()[i] * one.scale(3), one.scale(0) * 0.501);   // scales are floats
        }
        for (int c = 0; c < bias.length; c++) {
            double step = 0.5 * first.scale(c);
            assertEquals(bias[c], first.bias()[c] * step, step * 0.501);
        }
        List<Float> scales = new ArrayList<>();
        for (float scale : first.scales()) {
            scales.add(scale);
        }
        assertEquals(5, scales.stream().distinct().count());
    }

    @Test
    void aBiasThatWouldNotFitMakesTheScaleCoarser() {
        Weights weights = Weights.channelsFirst(new float[] {1e-9f, 0}, new float[] {4, 0}, HALVES);
        assertEquals(4, weights.bias()[0] * 0.5 * weights.scale(0), 4e-6);   // a float's error
        assertEquals(0, weights.values()[1]);
        assertThrows(IllegalArgumentException.class,
            () -> Weights.channelsFirst(new float[] {Float.NaN}, new float[] {0}, HALVES));
        assertThrows(IllegalArgumentException.class,
            () -> Weights.channelsFirst(new float[] {1, 2, 3}, new float[] {0, 0}, HALVES));
    }
}
