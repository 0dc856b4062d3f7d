package dev.pipit.apps.explore;

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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;

class ExploreCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        return new CommandLine(new ExploreCommand()).setCaseInsensitiveEnumValuesAllowed(true).setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err)).setExecutionExceptionHandler((e, line, parsed) -> {
                err.write(e.getMessage());
                return 1;
            }).execute(args);
    }

    @Test
    void triesNetworksOnDrawnDigitsAndKeepsTheBestThatFits() throws IOException {
        assertEquals(0, run("--task", "gesture", "--families", "dense,svdf", "--widths", "8", "--steps", "60", "--out",
            folder.resolve("a").toString(), "--json", "--budget", "flash=1m"), err.toString());
        JsonObject result = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, result.getAsJsonArray("networks").size());
        JsonObject dense = result.getAsJsonArray("networks").get(0).getAsJsonObject();
        assertTrue(dense.get("accuracy_judged").getAsDouble() > 0.5, dense.toString());   // one in seven by chance
        Model best = Model.load(folder.resolve("a/best.tflite"));
        assertEquals(7, Interpreter.prepare(best).output(0).elements());
        assertEquals(3 * 560, ImageIO.read(folder.resolve("a/explored.png").toFile()).getWidth());
        assertEquals(0, run("--task", "gesture", "--families", "dense,svdf", "--widths", "8", "--steps", "60", "--out",
            folder.resolve("b").toString()));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a/best.tflite")), Files.readAllBytes(folder.resolve("b/best.tflite")));
    }

    @Test
    void saysThatNothingFits() {
        assertEquals(1, run("--task", "gesture", "--families", "dense", "--widths", "4", "--steps", "20", "--budget",
            "flash=10", "--out", folder.toString()));
        assertTrue(err.toString().contains("pipit: no network fits the budget"), err.toString());
    }

    @Test
    void saysWhatFramesNeed() {
        assertEquals(1, run("--task", "frames", "--out", folder.toString()));
        assertTrue(err.toString().contains("--task frames needs --data and --frame"), err.toString());
    }
}
