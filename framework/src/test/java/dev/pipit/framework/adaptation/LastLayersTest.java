package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Subgraph;

class LastLayersTest {
    private static final int IN = SmallNetwork.IN;
    private static final int HIDDEN = SmallNetwork.HIDDEN;
    private static final int OUT = SmallNetwork.OUT;

    private final SplittableRandom random = new SplittableRandom(5);

    private byte[] features() {
        byte[] features = new byte[IN];
        random.nextBytes(features);
        return features;
    }

    /** A rule to learn: which of the first three numbers is the largest. */
    private static int label(byte[] features) {
        return features[0] > features[1] ? features[0] > features[2] ? 0 : 2 : features[1] > features[2] ? 1 : 2;
    }

    private static double[] real(Model model, int tensor, double scale) {
        ByteBuffer bytes = model.main().tensors().get(tensor).constant().orElseThrow().duplicate()
            .order(ByteOrder.LITTLE_ENDIAN);
        boolean bias = tensor == 2 || tensor == 5;
        double[] values = new double[bytes.remaining() / (bias ? 4 : 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * (bias ? bytes.getInt(4 * i) : bytes.get(i));
        }
        return values;
    }

    /** The network in real numbers, from its constants: slow and plain. */
    private static double loss(double[][] w, byte[] features, int label) {
        double[] hidden = new double[HIDDEN];
        for (int h = 0; h < HIDDEN; h++) {
            double sum = w[1][h];
            for (int i = 0; i < IN; i++) {
                sum += w[0][h * IN + i] * features[i] * SmallNetwork.IN_SCALE;
            }
            hidden[h] = Math.min(255 * SmallNetwork.HIDDEN_SCALE, Math.max(0, sum));
        }
        double total = 0;
        double right = 0;
        for (int o = 0; o < OUT; o++) {
            double sum = w[3][o];
            for (int h = 0; h < HIDDEN; h++) {
                sum += w[2][o * HIDDEN + h] * hidden[h];
            }
            double cut = Math.max(-128 * SmallNetwork.LOGIT_SCALE, Math.min(127 * SmallNetwork.LOGIT_SCALE, sum));
            total += Math.exp(cut);
            right = o == label ? cut : right;
        }
        return Math.log(total) - right;
    }

    private static double[][] weights(Model model) {
        double inBias = SmallNetwork.SCALE * SmallNetwork.IN_SCALE;
        double hiddenBias = SmallNetwork.SCALE * SmallNetwork.HIDDEN_SCALE;
        return new double[][] {real(model, 1, SmallNetwork.SCALE), real(model, 2, inBias),
            real(model, 4, SmallNetwork.SCALE), real(model, 5, hiddenBias)};
    }

    @Test
    void computesTheGradientThatDifferencesGive() {
        Model model = SmallNetwork.of(1);
        double[][] w = weights(model);
        LastLayers layers = LastLayers.of(model, 2, 0.1f, 1);
        for (int example = 0; example < 5; example++) {
            byte[] features = features();
            assertEquals(loss(w, features, example % OUT), layers.slope(features, example % OUT), 1e-4);   // sums of floats
            for (int layer = 0; layer < 2; layer++) {
                for (int i = 0; i < w[2 * layer].length; i++) {
                    double at = w[2 * layer][i];
                    w[2 * layer][i] = at + 1e-5;
                    double above = loss(w, features, example % OUT);
                    w[2 * layer][i] = at - 1e-5;
                    double below = loss(w, features, example % OUT);
                    w[2 * layer][i] = at;
                    // floats have 7 digits, gradients are up to 10
                    assertEquals((above - below) / 2e-5, layers.layer(layer).gradient(i), 1e-4, layer + " " + i);
                }
            }
        }
    }

    private static float[] run(Model model, byte[] features) throws IOException {
        Interpreter interpreter = Interpreter.prepare(model);
        interpreter.input(0).write(features, 0);
        interpreter.invoke();
        float[] probabilities = new float[OUT];
        interpreter.output(0).readReals(probabilities, 0);
        return probabilities;
    }

    /** Rounding of ten hidden numbers, weights to 1, then of the logits and of the output: below 0.1 of probability. */
    @Test
    void saysWhatTheInterpreterSays() throws IOException {
        Model model = SmallNetwork.of(2);
        LastLayers layers = LastLayers.of(model, 2, 0.1f, 1);
        for (int i = 0; i < 50; i++) {
            byte[] features = features();
            float[] expected = run(model, features);
            float[] probabilities = new float[OUT];
            layers.probabilities(features, probabilities);
            for (int o = 0; o < OUT; o++) {
                assertEquals(expected[o], probabilities[o], 0.1f);
            }
        }
    }

    private double accuracy(Model model, int examples) throws IOException {
        Interpreter interpreter = Interpreter.prepare(model);
        SplittableRandom fresh = new SplittableRandom(77);
        int right = 0;
        for (int i = 0; i < examples; i++) {
            byte[] features = new byte[IN];
            fresh.nextBytes(features);
            interpreter.input(0).write(features, 0);
            interpreter.invoke();
            int best = 0;
            for (int o = 1; o < OUT; o++) {
                best = interpreter.output(0).get(o) > interpreter.output(0).get(best) ? o : best;
            }
            right += best == label(features) ? 1 : 0;
        }
        return (double) right / examples;
    }

    private LastLayers learned(LastLayers layers, int steps) {
        SplittableRandom examples = new SplittableRandom(8);
        for (int i = 0; i < steps; i++) {
            byte[] features = new byte[IN];
            examples.nextBytes(features);
            layers.learn(features, label(features));
        }
        return layers;
    }

    @Test
    void learnsInWholeNumbersWhatRunsInTheInterpreterAndSurvivesAFile() throws IOException {
        Model model = SmallNetwork.of(3);
        Model learned = learned(LastLayers.of(model, 2, 0.02f, 1), 4_000).model();
        assertTrue(accuracy(model, 1_000) < 0.6, "chance is a third");
        assertTrue(accuracy(learned, 1_000) > 0.9);
        Model read = Model.read(ByteBuffer.wrap(ModelWriter.bytes(learned)), "");
        assertEquals(learned.main().tensors(), read.main().tensors());
        assertEquals(accuracy(learned, 200), accuracy(read, 200));
    }

    @Test
    void arrivesWithStepsFarSmallerThanAWholeNumber() {
        Model model = SmallNetwork.of(4);
        LastLayers layers = LastLayers.of(model, 2, 1e-4f, 1);          // a whole number is 1e-2
        byte[] features = features();
        int unlikely = layers.slope(features, 1) > layers.slope(features, 2) ? 1 : 2;
        float before = layers.slope(features, unlikely);
        for (int i = 0; i < 3_000; i++) {
            layers.learn(features, unlikely);
        }
        float after = layers.slope(features, unlikely);
        assertTrue(after < before - 0.5, before + " " + after);
    }

    @Test
    void changesOnlyTheLayersThatAreNamed() {
        Model model = SmallNetwork.of(3);
        Model learned = learned(LastLayers.of(model, 2, Set.of("logits"), 0.02f, 1), 100).model();
        Subgraph before = model.main();
        for (int tensor = 0; tensor < before.tensors().size(); tensor++) {
            boolean same = before.tensors().get(tensor).equals(learned.main().tensors().get(tensor));
            assertEquals(tensor != 4 && tensor != 5, same, "tensor " + tensor);
        }
    }

    /** The step, and what rounding adds: less than one whole number of each weight. */
    @Test
    void boundsWhatOneExampleCanChange() {
        Model model = SmallNetwork.of(6);
        LastLayers layers = LastLayers.of(model, 2, 0.02f, 1);
        double rounding = Math.sqrt(IN * HIDDEN + HIDDEN * OUT) * SmallNetwork.SCALE;
        for (int i = 0; i < 50; i++) {
            LastLayers before = layers.copy();
            layers.learn(features(), i % OUT);
            assertTrue(layers.distance(before) <= layers.influence() + rounding, "step " + i);
        }
        LastLayers fast = LastLayers.of(model, 2, 1, 0.5f);            // a poisoned example that shouts
        LastLayers before = fast.copy();
        fast.learn(new byte[] {127, 127, 127, -128, -128, -128}, 1);
        assertTrue(fast.distance(before) <= 0.5 + rounding, "the gradient is cut");
    }

    @Test
    void givesTheSameBytesForTheSameExamples() {
        byte[] once = ModelWriter.bytes(learned(LastLayers.of(SmallNetwork.of(3), 2, 0.02f, 1), 300).model());
        byte[] again = ModelWriter.bytes(learned(LastLayers.of(SmallNetwork.of(3), 2, 0.02f, 1), 300).model());
        assertTrue(Arrays.equals(once, again));
    }

    @Test
    void refusesWhatDoesNotEndInSuchLayers() {
        Model model = SmallNetwork.of(1);
        assertThrows(IllegalArgumentException.class, () -> LastLayers.of(model, 3, 0.1f, 1));
        assertThrows(IllegalArgumentException.class, () -> LastLayers.of(model, 1, Set.of("hidden"), 0.1f, 1));
        assertThrows(IllegalArgumentException.class, () -> LastLayers.of(model, 1, 0, 1));
    }

    /** What was learned counts only if the old is not forgotten: here the new contradicts the old for one label. */
    @Test
    void isRolledBackWhenTheOldIsForgotten() {
        LastLayers known = learned(LastLayers.of(SmallNetwork.of(3), 2, 0.02f, 1), 4_000);
        Adaptation<LastLayers> safely = new Adaptation<>(layers -> accuracyOf(layers), layers -> 1, 0.01);
        Adaptation.Outcome<LastLayers> poisoned = safely.attempt(known, layers -> {
            LastLayers copy = layers.copy();
            for (int i = 0; i < 500; i++) {
                copy.learn(features(), 0);
            }
            return copy;
        });
        assertFalse(poisoned.kept());
        assertTrue(poisoned.forgotten() > 0.3, "all is 0 now: " + poisoned.forgotten());
        assertEquals(known, poisoned.model());
        assertEquals(accuracyOf(known), poisoned.oldBefore(), "the copy was changed, not the one there was");
        assertTrue(safely.attempt(known, layers -> learned(layers.copy(), 10)).kept());
    }

    private static double accuracyOf(LastLayers layers) {
        SplittableRandom fresh = new SplittableRandom(77);
        float[] probabilities = new float[OUT];
        int right = 0;
        for (int i = 0; i < 300; i++) {
            byte[] features = new byte[IN];
            fresh.nextBytes(features);
            layers.probabilities(features, probabilities);
            int label = label(features);
            right += probabilities[label] >= Math.max(probabilities[0], Math.max(probabilities[1], probabilities[2])) ? 1 : 0;
        }
        return right / 300.0;
    }
}
