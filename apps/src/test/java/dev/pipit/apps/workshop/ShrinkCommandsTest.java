package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.compression.prune.WeightPruning;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.BatchNorm;
import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.export.FloatExport;

/** {@code pipit prune} and {@code pipit factorise} on three clouds of points in eight dimensions. */
class ShrinkCommandsTest {
    private static final int FEATURES = 8;
    private static final int CLASSES = 3;
    private static final int HIDDEN = 32;

    private final Terminal terminal = new Terminal();
    private final SplittableRandom random = new SplittableRandom(2);

    @TempDir
    private Path folder;

    @BeforeEach
    void aModelAndItsExamples() throws IOException {
        Network.Builder builder = Network.of(Shape.list(FEATURES));
        builder.add("hidden", Convolution.dense(Shape.list(FEATURES), HIDDEN, random));
        builder.add("norm", new BatchNorm(HIDDEN));
        builder.add("relu", Activation.RELU);
        builder.add("logits", Convolution.dense(Shape.list(HIDDEN), CLASSES, random));
        Network network = builder.build();
        ModelWriter.write(FloatExport.classifier(network, "clouds"), model());
        NormScales.of(network).write(NormScales.beside(model()));
        clouds(300).save(folder.resolve("learn"));
        clouds(300).save(folder.resolve("judge"));
    }

    private Path model() {
        return folder.resolve("float.tflite");
    }

    /** Centres 2 apart, spread 0.4: they do not overlap. */
    private ExampleSet clouds(int count) {
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
        return new ExampleSet("clouds", List.of(1, 1, 1, FEATURES), inputs, Optional.of(labels));
    }

    private JsonObject run(Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of(more));
        words.addAll(1, List.of(model(), out));
        words.addAll(List.of("--examples", folder.resolve("learn"), "--judge", folder.resolve("judge"), "--json"));
        assertEquals(0, terminal.run(words.toArray()), terminal.err());
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    @Test
    void weightsBecomeZeroAndTheRestLearns() throws IOException {
        Path out = folder.resolve("sparse.tflite");
        JsonObject figures = run(out, "prune", "--sparsity", "0.75", "--by", "hessian", "--steps", "200", "--rate", "0.01");
        assertEquals(1, figures.getAsJsonObject("after").get("accuracy").getAsDouble(), "clouds that do not overlap");
        assertEquals(0.75, WeightPruning.sparsity(Model.load(out)), 0.01);
        assertTrue(terminal.err().contains("75.0 % of the weights are 0"), terminal.err());
        Path again = folder.resolve("again.tflite");
        run(again, "prune", "--sparsity", "0.75", "--by", "hessian", "--steps", "200", "--rate", "0.01");
        assertArrayEquals(Files.readAllBytes(out), Files.readAllBytes(again));
        assertTrue(Files.readString(Recipe.file(out)).contains("\"seed\": 1"));
    }

    /** What was cut makes an error of the size of the outputs; training brings it to less than half, 6 dB. */
    @Test
    void itLearnsWhatWasGivenBeforeIfThatIsAskedFor() {
        double cut = decibels(run(folder.resolve("cut"), "prune", "--sparsity", "0.5", "--steps", "0"));
        double learned = decibels(run(folder.resolve("learned"), "prune", "--sparsity", "0.5", "--imitate", "--steps", "200",
            "--rate", "0.01"));
        assertTrue(learned > cut + 6, cut + " to " + learned);
    }

    private static double decibels(JsonObject figures) {
        return figures.getAsJsonObject("after").get("snr_db").getAsDouble();
    }

    @Test
    void halfOfTheChannelsGoAndSoDoTheirProducts() {
        for (String by : new String[] {"magnitude", "zeros", "norm"}) {
            JsonObject figures = run(folder.resolve(by), "prune", "--channels", "0.5", "--by", by, "--steps", "100",
                "--rate", "0.01");
            assertEquals(HIDDEN * (FEATURES + CLASSES), figures.getAsJsonObject("before").get("macs").getAsInt());
            assertEquals(HIDDEN / 2 * (FEATURES + CLASSES), figures.getAsJsonObject("after").get("macs").getAsInt());
            assertEquals(1, figures.getAsJsonObject("after").get("accuracy").getAsDouble(), by);
        }
    }

    @Test
    void layersBecomeTwoWhereThatSaves() {
        JsonObject figures = run(folder.resolve("two"), "factorise", "--energy", "0.6", "--steps", "150", "--rate", "0.01");
        assertTrue(figures.getAsJsonObject("after").get("macs").getAsInt() < HIDDEN * (FEATURES + CLASSES));
        assertEquals(1, figures.getAsJsonObject("after").get("accuracy").getAsDouble());
        assertTrue(terminal.err().contains("energy 0.6000: "), terminal.err());
        run(folder.resolve("points"), "factorise", "--points", "2", "--steps", "0");
        assertTrue(terminal.err().contains(" layers become two each"), terminal.err());
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() throws IOException {
        Files.delete(NormScales.beside(model()));
        refused(1, "float.norms.json: must be there for --by norm: training writes it beside float.tflite", "prune",
            model(), folder.resolve("out"), "--channels", "0.5", "--by", "norm", "--examples", folder.resolve("learn"));
        refused(2, "--by zeros is for --channels", "prune", model(), folder.resolve("out"), "--sparsity", "0.5", "--by", "zeros",
            "--examples", folder.resolve("learn"));
        refused(1, "sparsity must be at least 0 and below 1: sparsity=1.5", "prune", model(), folder.resolve("out"),
            "--sparsity", "1.5", "--examples", folder.resolve("learn"));
        refused(1, "energy must be above 0 and at most 1: energy=0.0", "factorise", model(), folder.resolve("out"),
            "--energy", "0", "--examples", folder.resolve("learn"));
        new ExampleSet("odd", List.of(1, 2), List.of(new float[2]), Optional.empty()).save(folder.resolve("odd"));
        refused(1, "examples must have the shape of the input of float.tflite", "factorise", model(), folder.resolve("out"),
            "--energy", "0.9", "--examples", folder.resolve("odd"));
    }

    private void refused(int code, String line, Object... words) {
        assertEquals(code, terminal.run(words), terminal.err());
        assertTrue(terminal.err().contains(line), terminal.err());
    }
}
