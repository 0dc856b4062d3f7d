package dev.pipit.apps.workshop.cluster;

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
import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class ClusterCommandTest {
    private static final int INPUTS = 32;
    private static final int LABELS = 8;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    /** A layer that finds which eighth of its inputs is the largest, with weights that also hold some noise. */
    @BeforeEach
    void putsAModelAndExamplesThere() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = new float[LABELS * INPUTS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i / INPUTS == i % INPUTS / 4 ? 1 : 0) + (float) random.nextDouble(-0.1, 0.1);
        }
        Draft draft = Draft.empty("eighths");
        int x = draft.add("x", TensorType.FLOAT32, Optional.empty(), 1, INPUTS);
        int y = draft.add("y", TensorType.FLOAT32, Optional.empty(), 1, LABELS);
        int tensor = draft.constant("weights", weights, LABELS, INPUTS);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(x, tensor), List.of(y));
        draft.inputs().add(x);
        draft.outputs().add(y);
        ModelWriter.write(draft.model(), folder.resolve("in.tflite"));
        examples(2).save(folder.resolve("learn"));
        examples(3).save(folder.resolve("judge"));
    }

    private static ExampleSet examples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> inputs = new ArrayList<>();
        int[] labels = new int[200];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = random.nextInt(LABELS);
            float[] input = new float[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                input[i] = (i / 4 == labels[n] ? 1 : 0) + (float) random.nextDouble(-0.5, 0.5);
            }
            inputs.add(input);
        }
        return new ExampleSet("eighths", List.of(1, INPUTS), inputs, Optional.of(labels));
    }

    private int run(String command, String out, String... more) {
        List<Object> words = new ArrayList<>(List.of(command, folder.resolve("in.tflite"), folder.resolve(out), "--json",
            "--judge", folder.resolve("judge")));
        words.addAll(List.of(more));
        return terminal.run(words.toArray());
    }

    private JsonObject stage(String name) {
        return JsonParser.parseString(terminal.out()).getAsJsonObject().getAsJsonObject(name);
    }

    @Test
    void fewValuesPackShorterAndLoseLittle() throws IOException {
        assertEquals(0, run("cluster", "out.tflite", "--values", "4", "--examples", folder.resolve("learn").toString(),
            "--steps", "50"), terminal.err());
        assertTrue(stage("after").get("packed_bytes").getAsInt() < stage("before").get("packed_bytes").getAsInt() * 0.7,
            terminal.out());
        assertTrue(stage("after").get("accuracy").getAsDouble() > stage("before").get("accuracy").getAsDouble() - 0.02,
            terminal.out());
        byte[] first = Files.readAllBytes(folder.resolve("out.tflite"));
        run("cluster", "again.tflite", "--values", "4", "--examples", folder.resolve("learn").toString(), "--steps", "50");
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("again.tflite")));
        assertTrue(Files.exists(folder.resolve("out.tflite.log.json")));
    }

    @Test
    void aCoarseKindNeedsExamplesToChooseBy() {
        assertEquals(1, run("cluster", "out.tflite", "--kind", "ternary"));
        assertEquals("pipit: --examples DIR is needed: layers that bear it are chosen by them\n", terminal.err());
        assertEquals(0, run("cluster", "out.tflite", "--kind", "ternary", "--steps", "0", "--examples",
            folder.resolve("learn").toString()), terminal.err());
        assertTrue(stage("after").get("accuracy").getAsDouble() > 0.95, terminal.out());
    }

    @Test
    void theChainGivesAPackedModelThatIsMuchSmaller() throws IOException {
        assertEquals(0, run("shrink", "out.pipit", "--examples", folder.resolve("learn").toString(), "--sparsity", "0.8",
            "--values", "4", "--steps", "60"), terminal.err());
        assertEquals(List.of("before", "pruned", "clustered"),
            List.copyOf(JsonParser.parseString(terminal.out()).getAsJsonObject().keySet()));
        assertTrue(stage("clustered").get("accuracy").getAsDouble() > stage("before").get("accuracy").getAsDouble() - 0.02,
            terminal.out());
        assertEquals(Files.size(folder.resolve("out.pipit")), stage("clustered").get("packed_bytes").getAsLong());
        assertEquals(0, terminal.run("model", "info", folder.resolve("out.pipit")), terminal.err());
        assertEquals(0, terminal.run("shrink", folder.resolve("in.tflite"), folder.resolve("text.pipit"), "--examples",
            folder.resolve("learn"), "--steps", "20"), terminal.err());
        assertTrue(terminal.out().contains(" bytes, 1/"), terminal.out());
    }

    @Test
    void refusesExamplesOfAnotherShape() throws IOException {
        new ExampleSet("other", List.of(1, 2), List.of(new float[2]), Optional.of(new int[1])).save(folder.resolve("other"));
        assertEquals(1, run("cluster", "out.tflite", "--examples", folder.resolve("other").toString()));
        assertTrue(terminal.err().contains("examples must have the shape of the input of in.tflite"), terminal.err());
        assertEquals(1, run("cluster", "out.tflite", "--values", "1000"));
        assertEquals("pipit: values must be 2 to 256: values=1000\n", terminal.err());
    }
}
