package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
    private static final int ROWS = 12;
    private static final int CHANNELS = 4;
    private static final float STEP = 0x1p-10f;
    /** Values are sums in double of float inputs: some roundings of a float. */
    private static final double ROUNDING = 1e-6;

    private static float[] numbers(int seed, int count) {
        var random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Weights.normal(random);
        }
        return numbers;
    }

    private static float[] classes() {
        return new float[] {0, 1, 2, 0, 1, 0, 2, 2, 5, 1, 0, 2};                  // 5 is alone
    }

    private static float[] probabilities(int count) {
        float[] numbers = numbers(3, count);
        for (int i = 0; i < count; i++) {
            numbers[i] = Activation.sigmoid(numbers[i]);
        }
        return numbers;
    }

    static Stream<Arguments> losses() {
        int[] classes = {0, 3, 2, 1, 1, 0, 2, 2, 3, 1, 0, 2};
        return Stream.of(
            Arguments.of(CrossEntropy.plain(), CrossEntropy.targets(classes, CHANNELS)),
            Arguments.of(new CrossEntropy(0.1), CrossEntropy.targets(classes, CHANNELS)),
            Arguments.of(new BinaryCrossEntropy(), probabilities(ROWS * CHANNELS)),
            Arguments.of(new SoftenedCrossEntropy(3), numbers(2, ROWS * CHANNELS)),
            Arguments.of(new MeanSquare(), numbers(2, ROWS * CHANNELS)),
            Arguments.of(new CosineDistance(), numbers(2, ROWS * CHANNELS)),
            Arguments.of(new TripletLoss(0.5), classes()),
            Arguments.of(new PrototypeLoss(), classes()));
    }

    /** Central differences over 2 · 2⁻¹⁰ of sums in double: curvature and the step's rounding leave some 10⁻⁵. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfTheValue(Loss loss, float[] targets) {
        float[] outputs = numbers(1, ROWS * CHANNELS);
        float[] gradients = new float[outputs.length];
        gradients[5] = 7;                                                          // is added to
        loss.add(outputs, CHANNELS, targets, 0.5, gradients);
        gradients[5] -= 7;
        for (int i = 0; i < outputs.length; i++) {
            float value = outputs[i];
            outputs[i] = value + STEP;
            double more = loss.add(outputs, CHANNELS, targets, 0.5, new float[outputs.length]);
            outputs[i] = value - STEP;
            double less = loss.add(outputs, CHANNELS, targets, 0.5, new float[outputs.length]);
            outputs[i] = value;
            assertEquals((more - less) / (2 * STEP), gradients[i], 1e-4 * (0.1 + Math.abs(gradients[i])), "output " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void staysFiniteForLogitsOfAHundred(Loss loss, float[] targets) {
        float[] outputs = new float[ROWS * CHANNELS];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = i * 7 % 5 < 2 ? 100 : -100;
        }
        float[] gradients = new float[outputs.length];
        double value = loss.add(outputs, CHANNELS, targets, 1, gradients);
        assertTrue(value >= 0 && value < 1e6, "value=" + value);
        for (float gradient : gradients) {
            assertTrue(Float.isFinite(gradient));
        }
    }

    private static double of(Loss loss, int channels, float[] targets, float... outputs) {
        return loss.add(outputs, channels, targets, 1, new float[outputs.length]);
    }

    @Test
    void crossEntropyOfKnownProbabilities() {
        float log3 = (float) Math.log(3);                                          // softmax: 1/4 and 3/4
        assertEquals((Math.log(4) + Math.log(4.0 / 3)) / 2,
            of(CrossEntropy.plain(), 2, CrossEntropy.targets(new int[] {0, 1}, 2), 0, log3, 0, log3), ROUNDING);
        assertEquals(0.9 * Math.log(4) + 0.1 * Math.log(4.0 / 3), of(new CrossEntropy(0.2), 2, new float[] {1, 0}, 0, log3),
            ROUNDING);
        assertEquals(200, of(CrossEntropy.plain(), 2, new float[] {1, 0}, -100, 100), ROUNDING);
        assertThrows(IllegalArgumentException.class, () -> new CrossEntropy(1.5));
    }

    @Test
    void binaryCrossEntropyOfKnownProbabilities() {
        float log3 = (float) Math.log(3);                                          // sigmoid: 3/4
        assertEquals((Math.log(4.0 / 3) + Math.log(4)) / 2, of(new BinaryCrossEntropy(), 1, new float[] {1, 0}, log3, log3),
            ROUNDING);
        assertEquals((100 + 0) / 2.0, of(new BinaryCrossEntropy(), 1, new float[] {1, 1}, -100, 100), ROUNDING);
    }

    @Test
    void softenedCrossEntropyOfKnownProbabilities() {
        float log9 = (float) Math.log(9);                                          // at a temperature of 2: 1/4 and 3/4
        assertEquals(4 * (0.25 * Math.log(4) + 0.75 * Math.log(4.0 / 3)),
            of(new SoftenedCrossEntropy(2), 2, new float[] {0, log9}, 5, 5 + log9), 4 * ROUNDING);
        assertThrows(IllegalArgumentException.class, () -> new SoftenedCrossEntropy(0));
    }

    @Test
    void distancesOfKnownEmbeddings() {
        assertEquals((1 + 4) / 4.0, of(new MeanSquare(), 2, new float[] {1, 2, 3, 4}, 2, 2, 3, 2), ROUNDING);
        assertEquals((0 + 1 + 2) / 3.0, of(new CosineDistance(), 2, new float[] {3, 0, 0, 2, -1, -1}, 1, 0, 5, 0, 7, 7),
            ROUNDING);
        assertEquals(1, of(new CosineDistance(), 2, new float[] {0, 0}, 0, 0), ROUNDING);
    }

    /** On a line: 0 and 3 of one class, 4 and 4.5 of another. */
    @Test
    void tripletsOfKnownDistances() {
        double first = 1 + 3 - 4;                                                  // just far enough
        double second = 1 + 3 - 1;
        double third = 1 + 0.5 - 1;
        double fourth = 1 + 0.5 - 1.5;
        assertEquals((first + second + third + fourth) / 4,
            of(new TripletLoss(1), 1, new float[] {1, 1, 2, 2}, 0, 3, 4, 4.5f), ROUNDING);
        assertEquals(0, of(new TripletLoss(1), 1, new float[] {1, 1}, 0, 3), "no other class");
        assertThrows(IllegalArgumentException.class, () -> new TripletLoss(0));
    }

    /** On a line: 0 and 1 of one class, 3 alone. Prototypes are 1 and 3 for the first row, 0 and 3 for the second. */
    @Test
    void prototypesOfKnownDistances() {
        double first = Math.log(1 + Math.exp(-9 + 1));
        double second = Math.log(1 + Math.exp(-4 + 1));
        assertEquals((first + second) / 2, of(new PrototypeLoss(), 1, new float[] {7, 7, 2}, 0, 1, 3), ROUNDING);
        assertEquals(0, of(new PrototypeLoss(), 1, new float[] {1, 2}, 0, 3), "each alone in its class");
    }

    @Test
    void addsToTheGradientOfANode() {
        Network.Builder network = Network.of(Shape.rows(2, 3));
        network.add("same", Activation.RELU);
        network.add("mean", new GlobalMean());
        Pass pass = network.build().pass(1);
        System.arraycopy(new float[] {1, 2, 3, 3, 2, 1}, 0, pass.input(), 0, 6);
        pass.forward(Layer.Mode.inference());
        assertEquals(0.5 * (4 + 4 + 4) / 3, new MeanSquare().add(pass, 2, new float[3], 0.5), ROUNDING);
        assertEquals(0.5 * 2 * 2 / 3, pass.gradient(2)[1], ROUNDING);
    }
}
