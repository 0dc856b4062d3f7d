package dev.pipit.framework.compression.distil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;

class DistillationTest {
    private static final int STEPS = 300;

    /** Two labels: logits x − y and y − x, as probabilities if {@code softmax}. */
    private static Model model(boolean softmax) {
        Draft draft = Draft.empty("teacher");
        int input = draft.add("input", TensorType.FLOAT32, Optional.empty(), 1, 2);
        int weights = draft.constant("weights", new float[] {1, -1, -1, 1}, 2, 2);
        int logits = draft.add("logits", TensorType.FLOAT32, Optional.empty(), 1, 2);
        draft.inputs().add(input);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(input, weights, -1), List.of(logits));
        if (softmax) {
            int scores = draft.add("scores", TensorType.FLOAT32, Optional.empty(), 1, 2);
            draft.add(OperatorCode.SOFTMAX, 1, new Options.Softmax(1), List.of(logits), List.of(scores));
            draft.outputs().add(scores);
        } else {
            draft.outputs().add(logits);
        }
        return draft.model();
    }

    private static List<float[]> examples(int count) {
        var random = new SplittableRandom(3);
        List<float[]> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(new float[] {(float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)});
        }
        return examples;
    }

    @Test
    void logitsAreWhatTheSoftmaxReads() throws IOException {
        List<float[]> examples = List.of(new float[] {3, 1}, new float[] {0, 0.5f});
        for (boolean softmax : new boolean[] {false, true}) {
            Teacher teacher = Teacher.of(model(softmax), examples, "");
            assertArrayEquals(new float[] {2, -2}, teacher.logits().get(0));
            assertArrayEquals(new float[] {-0.5f, 0.5f}, teacher.logits().get(1));
            assertEquals(0.5, teacher.right(0, 0));
        }
    }

    @Test
    void featuresAreThoseOfTheTensorThatWasNamed() throws IOException {
        Teacher teacher = Teacher.of(model(true), List.of(new float[] {3, 1}), "logits");
        assertArrayEquals(new float[] {2, -2}, teacher.features().orElseThrow().get(0));
        var e = assertThrows(IllegalArgumentException.class, () -> Teacher.of(model(true), examples(1), "mean"));
        assertEquals("no tensor has this name: feature=mean, there are [input, logits, scores]", e.getMessage());
    }

    /** Trains one dense layer, and counts on how many new examples it says what the teacher says. */
    private static double learned(Optional<int[]> labels, Optional<Teacher> teacher, List<float[]> examples) {
        Network network = network();
        var trainer = new Trainer(network, new AdamW(network.parameters(), 0), Schedule.cosine(0.05, 10, STEPS),
            new Distillation(examples, labels, teacher, Distillation.Settings.standard(), 1, 0), TrainerSettings.of(1, 16));
        for (int i = 0; i < STEPS; i++) {
            trainer.step(Runnable::run);
        }
        Pass pass = network.pass(1);
        int right = 0;
        List<float[]> others = examples(1000).subList(500, 1000);
        for (float[] each : others) {
            System.arraycopy(each, 0, pass.input(), 0, 2);
            pass.forward(Layer.Mode.inference());
            right += pass.output()[0] > pass.output()[1] == each[0] > each[1] ? 1 : 0;
        }
        return right / 500.0;
    }

    private static Network network() {
        Network.Builder network = Network.of(Shape.list(2));
        network.add("logits", Convolution.dense(Shape.list(2), 2, new SplittableRandom(9)));
        return network.build();
    }

    @Test
    void aStudentLearnsWithoutLabels() throws IOException {
        List<float[]> examples = examples(200);
        // a line through the origin, learned from 200 points: all but those next to it
        assertTrue(learned(Optional.empty(), Optional.of(Teacher.of(model(true), examples, "")), examples) > 0.97);
    }

    @Test
    void theTeacherOutweighsLabelsThatAreWrong() throws IOException {
        List<float[]> examples = examples(200);
        int[] wrong = examples.stream().mapToInt(each -> each[0] > each[1] ? 1 : 0).toArray();
        assertTrue(learned(Optional.of(wrong), Optional.of(Teacher.of(model(true), examples, "")), examples) > 0.9);
        assertTrue(learned(Optional.of(wrong), Optional.empty(), examples) < 0.1);
    }

    @Test
    void aHintMakesTheGradientOfItsNode() throws IOException {
        List<float[]> examples = List.of(new float[] {3, 1});
        Network network = network();
        var lesson = new Distillation(examples, Optional.empty(), Optional.of(Teacher.of(model(true), examples, "logits")),
            new Distillation.Settings(1, 1, 0.5), 1, 1);
        Pass pass = network.pass(1);
        var part = new Lesson.Part(pass, 0, 0, 1, 1);
        lesson.fill(part);
        pass.forward(Layer.Mode.inference());
        float[] said = pass.output().clone();
        lesson.loss(part);
        // softened cross-entropy at temperature 1: p − q; half of the mean square of two numbers: difference / 2
        double p = 1 / (1 + Math.exp(said[1] - said[0]));
        double q = 1 / (1 + Math.exp(-4));
        assertEquals(p - q + 0.5 * (said[0] - 2), pass.gradient(1)[0], 1e-5);
    }

    @Test
    void refusesNothingToLearnFrom() {
        assertThrows(IllegalArgumentException.class, () -> new Distillation(examples(2), Optional.empty(), Optional.empty(),
            Distillation.Settings.standard(), 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Distillation.Settings(0, 0.5, 0));
    }
}
