package dev.pipit.apps.bench;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.RandomNet;

class BenchCommandTest {
    @TempDir
    private Path folder;

    /** 20 rows of 3 → 18 rows of 4 of 3 × 3 products each → 72 × 2 products: 648 and 144. */
    private Path model() throws IOException {
        var net = new RandomNet(new Random(1), TensorType.INT8);
        int input = net.tensor(1, 20, 1, 3);
        int rows = net.conv(input, RandomNet.Filter.of(3, Padding.VALID), 4);
        Path file = folder.resolve("small.tflite");
        ModelWriter.write(net.model(input, net.dense(rows, 72, 2, 1, 2)), file);
        return file;
    }

    private String run(String... args) {
        var out = new StringWriter();
        var line = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out))
            .setCaseInsensitiveEnumValuesAllowed(true);
        assertEquals(0, line.execute(args), out::toString);
        return out.toString();
    }

    @Test
    void printsALineOfJsonForEachSetOfKernels() throws IOException {
        List<JsonObject> lines = run(model().toString(), "--quick", "--json", "--kernels", "reference,scalar").lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertEquals(List.of("reference", "scalar"), lines.stream().map(line -> line.get("kernels").getAsString())
            .toList());
        for (JsonObject line : lines) {
            assertEquals("small", line.get("model").getAsString());
            double median = line.get("us_median").getAsDouble();
            assertTrue(line.get("us_min").getAsDouble() > 0 && line.get("us_min").getAsDouble() <= median,
                line::toString);
            // µs are written with three places
            assertEquals(792e6 / median, line.get("mac_per_s").getAsDouble(), 792e6 / median * 0.001 / median);
            assertTrue(line.get("arena_bytes").getAsLong() >= 20 * 3 + 18 * 4, line::toString);
            assertTrue(line.get("inferences").getAsLong() >= 50, line::toString);
        }
    }

    @Test
    void allocatesNothing() throws IOException {
        String line = run(model().toString(), "--quick", "--json", "--kernels", "scalar");
        assertEquals(0, JsonParser.parseString(line).getAsJsonObject().get("bytes_per_inference").getAsInt());
    }

    @Test
    void showsEachOperator() throws IOException {
        String[] lines = run(model().toString(), "--quick", "--profile", "--kernels", "reference").split("\\R");
        assertTrue(lines[1].startsWith("small "), lines[1]);
        assertTrue(lines[2].matches(" +0 +CONV_2D +[0-9.]+ us +[0-9.]+ %"), lines[2]);
        assertTrue(lines[3].matches(" +1 +FULLY_CONNECTED +[0-9.]+ us +[0-9.]+ %"), lines[3]);
    }

    @Test
    void measuresSeveralThreads() throws IOException {
        JsonObject line = JsonParser.parseString(run(model().toString(), "--quick", "--json", "--threads", "2"))
            .getAsJsonObject();
        assertTrue(line.get("us_min").getAsDouble() > 0, line::toString);
    }

    @Test
    void findsThePublicModelsOfAFolder() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("golden/models"));
        Path model = Files.copy(model(), deep.resolve("ad01_int8.tflite"));
        assertEquals(List.of(model), PublicModels.find(Map.of("PIPIT_DATA", folder.toString()), folder));
    }

    @Test
    void saysWhatToGiveWhereThereIsNoModel() {
        String message = assertThrows(IOException.class, () -> PublicModels.find(Map.of(), folder)).getMessage();
        assertTrue(message.startsWith("no model is named: give .tflite files, or set PIPIT_DATA to a folder with "
            + "kws_ref_model.tflite, "), message);
    }
}
