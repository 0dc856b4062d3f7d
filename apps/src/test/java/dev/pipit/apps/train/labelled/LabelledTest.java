package dev.pipit.apps.train.labelled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.AveragePool;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Sines of two frequencies, which anything can tell apart. */
class LabelledTest {
    private static final Shape INPUT = Shape.rows(32, 1);
    private static final List<String> LABELS = List.of("slow", "fast");
    private static final BooleanSupplier NEVER = () -> false;

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private static DataSet sines() {
        var random = new SplittableRandom(1);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            double phase = random.nextDouble() * 2 * Math.PI;
            float[] row = new float[INPUT.size()];
            for (int n = 0; n < row.length; n++) {
                row[n] = (float) (Math.sin(phase + n * (i % 2 == 0 ? 0.3 : 1.2)) + 0.3 * random.nextDouble());
            }
            rows.add(row);
        }
        InputSteps steps = InputSteps.of(rows, 1);
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            all.add(new Example("machine " + i / 20, i % 2, steps.quantize(rows.get(i))));
        }
        return new DataSet(LABELS, INPUT, steps, all.subList(0, 160), all.subList(160, 240), "frames", "machines apart");
    }

    private static Network network(long seed) {
        var random = new SplittableRandom(seed);
        Network.Builder network = Network.of(INPUT);
        network.add("first", new Convolution(new Window(5, 1, 2, 1, 1, Padding.SAME), 1, 8, random));
        network.add("norm", new BatchNorm(8));
        network.add("relu", Activation.RELU);
        network.add("mean", new AveragePool(Window.whole(network.shape())));
        network.add("logits", Convolution.dense(network.shape(), 2, random));
        return network.build();
    }

    private void train(Path to, long seed, BooleanSupplier stop) throws IOException {
        var labelled = new Labelled("sines", "pipit train", new JsonObject(), sines(), Course.of(seed, 100, 16, 1e-2),
            (rows, random, changed) -> {
                for (int i = 0; i < rows.length; i++) {
                    changed[i] = rows[i] + (float) random.nextDouble() / 10;
                }
            });
        var nowhere = new PrintWriter(new StringWriter());
        labelled.run(network(seed), to, new Progress(nowhere, false), new PrintWriter(out), false, stop);
    }

    private static byte[] bytes(Path out, String name) throws IOException {
        return Files.readAllBytes(out.resolve(name));
    }

    @Test
    void learnsWhatCanBeLearned() throws IOException {
        train(folder, 1, NEVER);
        JsonObject model = JsonParser.parseString(Files.readString(folder.resolve("model.json"))).getAsJsonObject();
        assertEquals(1, model.getAsJsonObject("accuracy").get("accuracy").getAsDouble());
        assertEquals("[\"slow\",\"fast\"]", model.getAsJsonArray("labels").toString());
        assertTrue(out.toString().contains("100.00 % of 80 frames of 4 groups"), out.toString());
        String report = Files.readString(folder.resolve("report.html"));
        assertTrue(report.contains("data:image/png;base64,") && !report.contains("http"), "needs nothing but itself");
    }

    @Test
    void isEqualToItsSimulation() throws IOException {
        train(folder, 1, NEVER);
        var terminal = new Terminal();
        assertEquals(0, terminal.run("model", "check", folder.resolve("golden")), terminal.err());
    }

    @Test
    void givesTheSameBytesForTheSameSeed() throws IOException {
        train(folder.resolve("one"), 7, NEVER);
        train(folder.resolve("two"), 7, NEVER);
        train(folder.resolve("other"), 8, NEVER);
        byte[] one = bytes(folder.resolve("one"), "model.tflite");
        assertArrayEquals(one, bytes(folder.resolve("two"), "model.tflite"));
        assertArrayEquals(bytes(folder.resolve("one"), "model.json"), bytes(folder.resolve("two"), "model.json"));
        assertFalse(java.util.Arrays.equals(one, bytes(folder.resolve("other"), "model.tflite")));
    }

    @Test
    void goesOnToTheSameBytesAfterAnInterruption() throws IOException {
        train(folder.resolve("at once"), 7, NEVER);
        Path other = folder.resolve("in parts");
        for (int part = 1; part <= 4; part++) {
            var asked = new AtomicInteger();
            assertThrows(InterruptedIOException.class, () -> train(other, 7, () -> asked.incrementAndGet() > 20));
        }
        train(other, 7, NEVER);
        assertArrayEquals(bytes(folder.resolve("at once"), "model.tflite"), bytes(other, "model.tflite"));
        assertArrayEquals(bytes(folder.resolve("at once"), "model.json"), bytes(other, "model.json"));
    }

    @Test
    void beginsAnewWithAnotherSeed() throws IOException {
        train(folder.resolve("fresh"), 9, NEVER);
        train(folder.resolve("used"), 7, NEVER);
        train(folder.resolve("used"), 9, NEVER);
        assertArrayEquals(bytes(folder.resolve("fresh"), "model.tflite"), bytes(folder.resolve("used"), "model.tflite"));
    }

    @Test
    void refusesALabelWithoutExamples() {
        DataSet all = sines();
        List<Example> slow = all.training().stream().filter(example -> example.label() == 0).toList();
        var e = assertThrows(IllegalArgumentException.class, () -> new DataSet(LABELS, INPUT, all.steps(), slow,
            all.test(), "frames", ""));
        assertEquals("too little data: nothing to learn from for label fast", e.getMessage());
    }
}
