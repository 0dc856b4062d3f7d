package dev.pipit.apps.workshop.distil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class DistilCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        ModelWriter.write(teacher(), folder.resolve("teacher.tflite"));
        set(1).save(folder.resolve("learn"));
        set(2).save(folder.resolve("judge"));
    }

    /** Two numbers in, three out: x, y and x + y. */
    private static Model teacher() {
        Draft draft = Draft.empty("teacher");
        draft.inputs().add(draft.add("in", TensorType.FLOAT32, Optional.empty(), 1, 2));
        int weights = draft.constant("weights", new float[] {1, 0, 0, 1, 1, 1}, 3, 2);
        int bias = draft.constant("bias", new float[3], 3);
        draft.outputs().add(draft.add("out", TensorType.FLOAT32, Optional.empty(), 1, 3));
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(draft.inputs().get(0), weights, bias), draft.outputs());
        return draft.model();
    }

    /** Points of the plane; right is the greatest of x, y and x + y, as the teacher says. */
    private static ExampleSet set(long seed) {
        var random = new SplittableRandom(seed);
        List<float[]> points = new ArrayList<>();
        int[] labels = new int[200];
        for (int i = 0; i < labels.length; i++) {
            float x = (float) random.nextDouble(-1, 1);
            float y = (float) random.nextDouble(-1, 1);
            points.add(new float[] {x, y});
            labels[i] = x > 0 && y > 0 ? 2 : x >= y ? 0 : 1;
        }
        return new ExampleSet("points", List.of(1, 2), points, Optional.of(labels));
    }

    private int run(String... args) throws Exception {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(folder.resolve("teacher.tflite").toString()));
        all.addAll(List.of(args));
        var line = new CommandLine(new DistilCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
        return line.setExecutionExceptionHandler((e, command, parsed) -> {
            out.write(e.getMessage());
            return 1;
        }).execute(all.toArray(String[]::new));
    }

    private String[] args(String name, String... more) {
        List<String> args = new ArrayList<>(List.of(folder.resolve(name).toString(), "--student", "dense-8", "--examples",
            folder.resolve("learn").toString(), "--judge", folder.resolve("judge").toString(), "--steps", "200", "--json"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    @Test
    void aStudentSaysWhatItsTeacherSays() throws Exception {
        assertEquals(0, run(args("a.tflite")));
        JsonObject stages = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(List.of("teacher", "labels alone", "distilled"), List.copyOf(stages.keySet()));
        // three half planes: a hidden layer of 16 finds all but what lies next to the borders
        assertTrue(stages.getAsJsonObject("distilled").get("accuracy").getAsDouble() > 0.9, stages.toString());
        assertTrue(Files.exists(folder.resolve("a.tflite.log.json")));
        run(args("b.tflite", "--no-alone"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.tflite")), Files.readAllBytes(folder.resolve("b.tflite")));
    }

    @Test
    void saysWhatAStudentIsCalled() {
        var e = assertThrows(IllegalArgumentException.class, () -> Student.of("large", List.of(1, 2), 1, 10));
        assertEquals("--student must be a family and a width of at least 2, as separable-16; families are dense, cnn, separable, "
            + "svdf, gru: large", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Student.of("dense-8", List.of(2, 2), 1, 10));
    }
}
