package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HardenCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        TestModels.dense(folder.resolve("in.tflite"), 1);
        TestModels.points().save(folder.resolve("points"));
    }

    private int run(String... args) throws Exception {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(folder.resolve("in.tflite").toString()));
        all.addAll(List.of(args));
        return new CommandLine(new HardenCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()))
            .setExecutionExceptionHandler((e, command, parsed) -> {
                out.write(e.getMessage());
                return 1;
            }).execute(all.toArray(String[]::new));
    }

    @Test
    void saysWhatAModelBearsAndTrainsItToBearMore() throws Exception {
        String points = folder.resolve("points").toString();
        assertEquals(0, run(folder.resolve("a.tflite").toString(), "--examples", points, "--judge", points, "--steps", "20",
            "--epsilon", "2", "--json"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(List.of("figures", "before", "after"), List.copyOf(json.keySet()));
        assertEquals(1, json.getAsJsonObject("before").get("clean").getAsDouble());
        // two standard deviations are farther than any of the four points is from the others
        assertTrue(json.getAsJsonObject("before").get("FGSM, epsilon 2.00").getAsDouble() < 1, json.toString());
        assertTrue(Files.exists(folder.resolve("a.tflite.log.json")));
        run(folder.resolve("b.tflite").toString(), "--examples", points, "--judge", points, "--steps", "20", "--epsilon", "2");
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.tflite")), Files.readAllBytes(folder.resolve("b.tflite")));
        assertTrue(out.toString().contains("one column stuck"), out.toString());
    }

    @Test
    void needsSomethingToJudgeByAndLabels() throws Exception {
        String points = folder.resolve("points").toString();
        assertEquals(1, run("--examples", points));
        assertTrue(out.toString().startsWith("--judge DIR is needed"), out.toString());
        new ExampleSet("none", List.of(1, 2), List.of(new float[2]), Optional.empty()).save(folder.resolve("unlabelled"));
        assertEquals(1, run("--examples", folder.resolve("unlabelled").toString(), "--judge", points));
        assertTrue(out.toString().startsWith("both sets must have labels (labels.npy)"), out.toString());
    }
}
