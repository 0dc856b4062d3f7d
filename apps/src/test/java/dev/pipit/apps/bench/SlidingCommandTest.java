package dev.pipit.apps.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;

class SlidingCommandTest {
    @TempDir
    private Path folder;

    /** 20 rows of 3 → 18 rows of 4 of 3 × 3 products each → 72 × 2 products. */
    private Path model() throws IOException {
        var net = new RandomNet(new Random(1), TensorType.INT8);
        int input = net.tensor(1, 20, 1, 3);
        int rows = net.conv(input, RandomNet.Filter.of(3, Padding.VALID), 4);
        Path file = folder.resolve("small.tflite");
        ModelWriter.write(net.model(input, net.dense(rows, 72, 2, 1, 2)), file);
        return file;
    }

    private String run(int code, String... args) {
        var out = new StringWriter();
        var line = new CommandLine(new SlidingCommand()).setOut(new PrintWriter(out))
            .setExecutionExceptionHandler((e, command, parsed) -> {
                out.write(e.getMessage());
                return 1;
            });
        assertEquals(code, line.execute(args), out::toString);
        return out.toString();
    }

    @Test
    void showsWhatIsNewInEachLayer() throws Exception {
        String[] lines = run(0, model().toString(), "--hop", "2", "--seconds", "0").split("\\R");
        assertEquals("small.tflite: hops of 2 of 20 rows", lines[0]);
        assertEquals("0 CONV_2D 18 2 648 72", lines[2].strip().replaceAll(" +", " "));
        assertEquals("1 FULLY_CONNECTED all 144 144", lines[3].strip().replaceAll(" +", " "));
        assertEquals("all 792 216", lines[4].strip().replaceAll(" +", " "));
        assertEquals("new: 27.3 % of the MACs of a full run", lines[5]);
    }

    @Test
    void measuresHopsBesideFullRuns() throws Exception {
        String out = run(0, model().toString(), "--seconds", "0.05", "--kernels", "REFERENCE");
        assertTrue(out.contains(" (reference kernels, shortest of "), out);
    }

    @Test
    void refusesInOneLine() throws Exception {
        assertEquals("hopRows must be at least 1: hopRows=0", run(1, model().toString(), "--hop", "0"));
    }
}
