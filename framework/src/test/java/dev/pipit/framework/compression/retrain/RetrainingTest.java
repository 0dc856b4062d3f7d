package dev.pipit.framework.compression.retrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;

class RetrainingTest {
    private static final int FEATURES = 8;
    private static final int CLASSES = 3;

    private final SplittableRandom random = new SplittableRandom(6);

    private Model model() {
        var graph = new FloatGraph(random.split());
        int hidden = graph.dense(graph.input(1, FEATURES), 24, Options.Activation.RELU);
        return graph.model(graph.function(OperatorCode.SOFTMAX, graph.dense(hidden, CLASSES, Options.Activation.NONE)));
    }

    /** Three clouds that do not overlap: centres 2 apart, spread 0.4. */
    private Examples clouds(int count) {
        List<float[]> inputs = new ArrayList<>();
        int[] labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = n % CLASSES;
            float[] input = new float[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                input[i] = (float) (0.4 * (2 * random.nextDouble() - 1) + (i % CLASSES == labels[n] ? 2 : 0));
            }
            inputs.add(input);
        }
        return new Examples(inputs, Optional.of(labels));
    }

    private static double right(Trainable trainable, Examples examples) {
        List<float[]> outputs = Retraining.outputs(trainable, examples.inputs());
        int right = 0;
        for (int n = 0; n < outputs.size(); n++) {
            float[] scores = outputs.get(n);
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                best = scores[c] > scores[best] ? c : best;
            }
            right += best == examples.labels().orElseThrow()[n] ? 1 : 0;
        }
        return (double) right / outputs.size();
    }

    @Test
    void learnsLabelsWhileHalfOfItsWeightsStayZero() {
        Trainable trainable = Trainable.of(model());
        Constraint half = (done, of) -> trainable.weights().forEach(weights -> {
            for (int i = 0; !weights.isBias() && i < weights.parameter().values().length; i += 2) {
                weights.parameter().values()[i] = 0;
            }
        });
        List<Double> losses = new ArrayList<>();
        Retraining.of(trainable, clouds(90), new RetrainingSettings(200, 30, 0.02, 1)).run(half, Runnable::run, losses::add);
        assertEquals(1, right(trainable, clouds(300)), "clouds that do not overlap");
        assertEquals(200, losses.size());
        assertTrue(losses.get(199) < losses.get(0) / 10, losses.get(0) + " to " + losses.get(199));
        assertEquals(0, trainable.weights().get(0).parameter().values()[4]);
    }

    @Test
    void withoutLabelsItComesBackToTheOriginal() {
        Model model = model();
        Trainable trainable = Trainable.of(model);
        Examples unlabelled = new Examples(clouds(60).inputs(), Optional.empty());
        List<float[]> wanted = Retraining.outputs(trainable, unlabelled.inputs());
        for (Weights weights : trainable.weights()) {
            for (int i = 0; i < weights.parameter().values().length; i++) {
                weights.parameter().values()[i] *= 0.5f;
            }
        }
        double before = apart(trainable, unlabelled, wanted);
        Retraining.of(trainable, unlabelled, new RetrainingSettings(300, 20, 0.01, 1))
            .run(Constraint.none(), Runnable::run, loss -> { });
        double after = apart(trainable, unlabelled, wanted);
        assertTrue(after < before / 20, before + " to " + after);
    }

    private static double apart(Trainable trainable, Examples examples, List<float[]> wanted) {
        List<float[]> outputs = Retraining.outputs(trainable, examples.inputs());
        double sum = 0;
        for (int n = 0; n < outputs.size(); n++) {
            for (int c = 0; c < CLASSES; c++) {
                sum += Math.pow(outputs.get(n)[c] - wanted.get(n)[c], 2);
            }
        }
        return sum;
    }

    @Test
    void threadsDoNotChangeTheBytes() {
        Model model = model();
        Examples examples = clouds(30);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            byte[] one = trained(model, examples, 7, Runnable::run);
            assertArrayEquals(one, trained(model, examples, 7, two));
            assertTrue(!Arrays.equals(one, trained(model, examples, 8, two)), "another seed");
        } finally {
            two.shutdown();
        }
    }

    private static byte[] trained(Model model, Examples examples, long seed, Executor threads) {
        Trainable trainable = Trainable.of(model);
        Retraining.of(trainable, examples, RetrainingSettings.of(20, seed)).run(Constraint.none(), threads, loss -> { });
        return ModelWriter.bytes(trainable.model());
    }

    @Test
    void aConstraintIsAskedBeforeTheFirstStepAndAfterEach() {
        List<String> asked = new ArrayList<>();
        Retraining.of(Trainable.of(model()), clouds(3), RetrainingSettings.of(3, 1))
            .run((done, of) -> asked.add(done + "/" + of), Runnable::run, loss -> { });
        assertEquals(List.of("0/3", "1/3", "2/3", "3/3"), asked);
    }

    @Test
    void examplesThatDoNotFitAreRefused() {
        Trainable trainable = Trainable.of(model());
        assertEquals("there must be at least one example: examples=0", assertThrows(IllegalArgumentException.class,
            () -> new Examples(List.of(), Optional.empty())).getMessage());
        assertEquals("there must be one label for each example: examples=1, labels=2",
            assertThrows(IllegalArgumentException.class,
                () -> new Examples(List.of(new float[8]), Optional.of(new int[2]))).getMessage());
        assertEquals("examples must have the numbers of the model's input: numbers=7, input=8",
            assertThrows(IllegalArgumentException.class,
                () -> new Examples(List.of(new float[7]), Optional.empty()).requireFor(trainable)).getMessage());
        assertEquals("labels must be 0 to 2: label=3", assertThrows(IllegalArgumentException.class,
            () -> new Examples(List.of(new float[8]), Optional.of(new int[] {3})).requireFor(trainable)).getMessage());
    }
}
