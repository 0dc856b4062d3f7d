package dev.pipit.framework.compression.factorise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.FloatGraph;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.testing.PublicData;

class FactorisationTest {
    /** Weights become products of floats: two layers differ from one by some 2⁻²⁴ of sums of a few hundred. */
    private static final float ROUNDING = 1e-4f;

    private final SplittableRandom random = new SplittableRandom(4);

    private float[] input(int size) {
        float[] input = new float[size];
        for (int i = 0; i < size; i++) {
            input[i] = (float) (2 * random.nextDouble() - 1);
        }
        return input;
    }

    private static float[] run(Model model, float... input) throws IOException {
        Interpreter interpreter = Interpreter.prepare(Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "factorised"));
        interpreter.input(0).writeReals(input, 0);
        interpreter.invoke();
        float[] output = new float[interpreter.output(0).elements()];
        interpreter.output(0).readReals(output, 0);
        return output;
    }

    private static long macs(Model model) throws IOException {
        return OperatorCost.total(OperatorCost.of(Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "model")));
    }

    /** Weights of which each number is a sum of {@code rank} products of a number of its row and one of its column. */
    private float[] products(int rows, int columns, int rank) {
        float[] values = new float[rows * columns];
        for (int k = 0; k < rank; k++) {
            float[] left = input(rows);
            float[] right = input(columns);
            for (int i = 0; i < values.length; i++) {
                values[i] += left[i / columns] * right[i % columns] / (k + 1);
            }
        }
        return values;
    }

    private static Model with(Model model, float... weights) {
        Trainable trainable = Trainable.of(model);
        float[] values = trainable.weights().get(0).parameter().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = weights[trainable.weights().get(0).inConstant(i)];
        }
        return trainable.model();
    }

    @Test
    void aDenseLayerOfThreeDirectionsBecomesTwoOfThreeNumbersBetween() throws IOException {
        var graph = new FloatGraph(random);
        Model model = with(graph.model(graph.dense(graph.input(1, 24), 16, Options.Activation.RELU)), products(16, 24, 3));
        Model factorised = new Factorisation(model).keeping(1 - 1e-9);
        assertEquals(16 * 24, macs(model));
        assertEquals(3 * (16 + 24), macs(factorised));
        float[] input = input(24);
        assertArrayEquals(run(model, input), run(factorised, input), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1, SAME", "2, SAME", "1, VALID", "2, VALID"})
    void aWindowOfProductsBecomesAColumnAndARow(int stride, Options.Padding padding) throws IOException {
        var graph = new FloatGraph(random);
        Model model = graph.model(graph.conv(graph.input(1, 9, 7, 4), 3, 5, 4, 6, stride, padding, Options.Activation.RELU6));
        float[] byRows = products(3 * 4, 5 * 6, 2);                    // [rows, channels] by [columns, filters]
        float[] weights = new float[byRows.length];
        for (int f = 0, i = 0; f < 6; f++) {
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 5; c++) {
                    for (int k = 0; k < 4; k++, i++) {
                        weights[i] = byRows[(r * 4 + k) * 30 + c * 6 + f];
                    }
                }
            }
        }
        Model separable = with(model, weights);
        Model factorised = new Factorisation(separable).keeping(1 - 1e-9);
        int[] first = factorised.main().tensors().get(factorised.main().operators().get(0).inputs().get(1)).shape();
        int[] second = factorised.main().tensors().get(factorised.main().operators().get(1).inputs().get(1)).shape();
        assertArrayEquals(new int[] {2, 3, 1, 4}, first);
        assertArrayEquals(new int[] {6, 1, 5, 2}, second);
        assertTrue(macs(factorised) < macs(separable));
        float[] input = input(9 * 7 * 4);
        assertArrayEquals(run(separable, input), run(factorised, input), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1, SAME", "2, VALID"})
    void aWindowOfFewFiltersBecomesThoseAndAMixture(int stride, Options.Padding padding) throws IOException {
        var graph = new FloatGraph(random);
        Model model = with(graph.model(graph.conv(graph.input(1, 8, 8, 3), 3, 3, 3, 12, stride, padding, Options.Activation.NONE)),
            products(12, 27, 2));
        Model factorised = new Factorisation(model).keeping(1 - 1e-9);
        int positions = model.main().tensors().get(model.main().outputs().get(0)).elements() / 12;
        assertEquals(positions * 2L * (27 + 12), macs(factorised));
        float[] input = input(8 * 8 * 3);
        assertArrayEquals(run(model, input), run(factorised, input), ROUNDING);
    }

    @Test
    void whatSavesNothingStaysAsItIs() {
        var graph = new FloatGraph(random);
        Model model = graph.model(graph.dense(graph.input(1, 6), 5, Options.Activation.NONE));
        assertEquals(1, new Factorisation(model).keeping(1).main().operators().size());
    }

    @Test
    void pointsAreKeptOnTheExamples() throws IOException {
        var graph = new FloatGraph(random);
        int hidden = graph.dense(graph.input(1, 20), 30, Options.Activation.RELU);
        Model model = graph.model(graph.function(OperatorCode.SOFTMAX, graph.dense(hidden, 4, Options.Activation.NONE)));
        List<float[]> inputs = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            inputs.add(input(20));
        }
        Examples examples = new Examples(inputs, Optional.empty());
        var factorisation = new Factorisation(model);
        double energy = factorisation.energy(examples, 5);
        Model factorised = factorisation.keeping(energy);
        int same = 0;
        for (float[] input : inputs) {
            same += largest(run(model, input)) == largest(run(factorised, input)) ? 1 : 0;
        }
        assertTrue(same >= 190, same + " of 200");
        assertTrue(energy > factorisation.energy(examples, 40), "more points, less energy");
    }

    private static int largest(float... numbers) {
        int largest = 0;
        for (int i = 1; i < numbers.length; i++) {
            largest = numbers[i] > numbers[largest] ? i : largest;
        }
        return largest;
    }

    @Test
    void trainingBringsItNearerToTheOriginal() {
        var graph = new FloatGraph(random);
        Model model = graph.model(graph.dense(graph.dense(graph.input(1, 20), 30, Options.Activation.RELU), 4,
            Options.Activation.NONE));
        List<float[]> inputs = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            inputs.add(input(20));
        }
        Examples examples = new Examples(inputs, Optional.empty());
        var factorisation = new Factorisation(model);
        Model factorised = factorisation.keeping(0.5);
        Model trained = factorisation.retrained(factorised, examples, new RetrainingSettings(200, 20, 3e-3, 1), Runnable::run,
            loss -> { });
        double before = apart(model, factorised, inputs);
        double after = apart(model, trained, inputs);
        assertTrue(after < before / 2, before + " to " + after);
    }

    private static double apart(Model one, Model other, List<float[]> inputs) {
        double sum = 0;
        for (float[] input : inputs) {
            try {
                float[] wanted = run(one, input);
                float[] found = run(other, input);
                for (int i = 0; i < wanted.length; i++) {
                    sum += Math.pow(wanted[i] - found[i], 2);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sum;
    }

    @Test
    void settingsAndModelsThatDoNotFitAreRefused() throws IOException {
        var graph = new FloatGraph(random);
        var factorisation = new Factorisation(graph.model(graph.dense(graph.input(1, 6), 5, Options.Activation.NONE)));
        assertEquals("energy must be above 0 and at most 1: energy=1.5",
            assertThrows(IllegalArgumentException.class, () -> factorisation.keeping(1.5)).getMessage());
        Model whole = Model.load(PublicData.folder("models")
            .resolve("mlperf_tiny/anomaly_detection/trained_models/ad01_int8.tflite"));
        String message = assertThrows(IllegalArgumentException.class, () -> new Factorisation(whole)).getMessage();
        assertTrue(message.startsWith("must compute in real numbers, and be made 8 bits afterwards: operator "), message);
    }
}
