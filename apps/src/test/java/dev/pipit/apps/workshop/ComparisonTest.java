package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path folder;

    /** With a gain of 0.4 the sum of 1 and 1 is less than each of them: one of four labels is wrong. */
    @Test
    void countsTheLabelsThatAreRight() throws IOException {
        Comparison comparison = Comparison.of(TestModels.dense(1), TestModels.dense(0.4f), Optional.of(TestModels.points()));
        Figures before = comparison.stages().get("before");
        Figures after = comparison.stages().get("after");
        assertEquals(1, before.accuracy().orElseThrow());
        assertEquals(0.5, after.accuracy().orElseThrow());                // 0.4 · 7 is less than 5, too
        assertEquals(0.5, after.agreement().orElseThrow());
        assertTrue(before.agreement().isEmpty());
        assertEquals(6, after.macs());
    }

    /** Signal: all outputs squared, 14 + 6 + 6 + 78; noise: 0.6² of the sums squared, 4 + 1 + 4 + 49. */
    @Test
    void measuresTheNoise() throws IOException {
        Comparison comparison = Comparison.of(TestModels.dense(1), TestModels.dense(0.4f), Optional.of(TestModels.points()));
        assertEquals(10 * Math.log10(104 / (0.36 * 58)),
            comparison.stages().get("after").decibels().orElseThrow(), 1e-5);      // products of floats
    }

    @Test
    void saysThatAModelIsEqualToItself() throws IOException {
        Comparison comparison = Comparison.of(TestModels.dense(1), TestModels.dense(1), Optional.of(TestModels.points()));
        assertTrue(comparison.lines().get(2).endsWith("100.0 %   100.0 %    equal"), comparison.lines().get(2));
        assertTrue(comparison.json().getAsJsonObject("after").get("snr_db").isJsonNull());
    }

    @Test
    void judgesNothingWithoutExamples() throws IOException {
        Comparison comparison = Comparison.of(TestModels.dense(1), TestModels.dense(1), Optional.empty());
        assertFalse(comparison.json().getAsJsonObject("after").has("accuracy"));
        assertEquals(3, comparison.lines().size());
    }

    @Test
    void aSingleScoreIsYesFromAHalfOn() {
        assertEquals(1, Outputs.label(new float[] {0.5f}));
        assertEquals(0, Outputs.label(new float[] {0.4f}));
    }

    /** SHA-256 of "abc" is the first example of FIPS 180-4. */
    @Test
    void theLogHasAllThatWentInAndCameOut() throws IOException {
        Files.createDirectories(folder.resolve("set/deeper"));
        Files.writeString(folder.resolve("set/deeper/abc"), "abc", StandardCharsets.US_ASCII);
        Path out = TestModels.dense(folder.resolve("out.tflite"), 1);
        var recipe = new Recipe(List.of("convert", "in.tflite"), "1.2", OptionalLong.of(7), List.of(folder.resolve("set")), out);
        recipe.write(Comparison.of(TestModels.dense(1), TestModels.dense(1), Optional.empty()));
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("out.tflite.log.json"),
            StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals("[\"convert\",\"in.tflite\"]", json.get("command").toString());
        assertEquals(7, json.get("seed").getAsInt());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            json.getAsJsonObject("inputs").entrySet().iterator().next().getValue().getAsString());
        assertEquals(64, json.get("output_sha256").getAsString().length());
        assertTrue(json.getAsJsonObject("figures").has("after"));
    }
}
