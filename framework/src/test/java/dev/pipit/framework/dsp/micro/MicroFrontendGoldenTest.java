package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.PublicData;

/** Recordings that were run through the original: every bit must be the same. */
class MicroFrontendGoldenTest {
    @Test
    void hearsSixteenRecordingsAsTheOriginalDoes() throws IOException {
        Path folder = PublicData.folder("golden").resolve("wakeword_chain");
        JsonArray clips = json(folder.resolve("index.json")).getAsJsonArray("clips");
        assertEquals(16, clips.size());
        for (JsonElement clip : clips) {
            JsonObject entry = clip.getAsJsonObject();
            String wav = entry.get("wav").getAsString();
            int[] rows = Recordings.rows(Recordings.wav(PublicData.folder("speech").getParent().resolve(wav)), 160);
            assertEquals(40 * entry.get("frames").getAsInt(), rows.length, wav);
            assertArrayEquals(Npy.read(folder.resolve(entry.get("features_u16").getAsString())), longs(rows), wav);
            assertArrayEquals(Npy.read(folder.resolve(entry.get("features_i8").getAsString())),
                longs(Recordings.int8(rows)), wav);
        }
    }

    /**
     * These were published with the operators of 2023, which cut the weights of the filter bank off instead of rounding
     * them (see {@code StepsGoldenTest}): that moves a value by one step, here and there.
     */
    @Test
    void hearsTheFirstFrameOfYesAndNoAsMicroSpeechDoes() throws IOException {
        Path folder = PublicData.folder("models").resolve("tflm");
        JsonObject expected = json(folder.resolve("golden/micro_speech_test_features.json")).getAsJsonObject("arrays");
        Path testdata = folder.resolve("examples/micro_speech/testdata");
        assertWithinOneStep(numbers(expected, "expected_feature"), firstRow(testdata.resolve("no_30ms.wav")));
        assertWithinOneStep(numbers(expected, "expected_feature_2"), firstRow(testdata.resolve("yes_30ms.wav")));
    }

    /** The snapshots hold value × 10 / 256, which a float holds exactly, and end one frame early. */
    @Test
    void hearsSpeechAndSilenceAsPymicroFeaturesDoes() throws IOException {
        Path folder = PublicData.folder("features").resolve("pymicro_features");
        List<String> lines = Files.readAllLines(folder.resolve("__snapshots__/test_micro_features.ambr"));
        for (String name : List.of("silence", "speech")) {
            int[] rows = Recordings.rows(Recordings.wav(folder.resolve(name + ".wav")), 160);
            double[] expected = snapshot(lines, "# name: test_" + name);
            assertEquals(rows.length - 40, expected.length, name);
            assertArrayEquals(expected,
                Arrays.stream(rows).limit(expected.length).mapToDouble(row -> row * 10 / 256.0).toArray(), name);
        }
    }

    private static void assertWithinOneStep(long[] expected, long[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertTrue(Math.abs(expected[i] - actual[i]) <= 1, i + ": " + actual[i] + ", expected " + expected[i]);
        }
    }

    private static double[] snapshot(List<String> lines, String title) {
        return lines.stream().dropWhile(line -> !line.equals(title)).skip(1).takeWhile(line -> !line.startsWith("#"))
            .map(String::strip).filter(line -> line.matches("[0-9.]+,"))
            .mapToDouble(line -> Double.parseDouble(line.substring(0, line.length() - 1))).toArray();
    }

    private static long[] firstRow(Path wav) throws IOException {
        return longs(Recordings.int8(Arrays.copyOf(Recordings.rows(Recordings.wav(wav), 320), 40)));
    }

    private static JsonObject json(Path file) throws IOException {
        return new Gson().fromJson(Files.readString(file), JsonObject.class);
    }

    private static long[] numbers(JsonObject arrays, String name) {
        return arrays.getAsJsonObject(name).getAsJsonArray("values").asList().stream()
            .mapToLong(JsonElement::getAsLong).toArray();
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static long[] longs(byte[] values) {
        long[] longs = new long[values.length];
        Arrays.setAll(longs, i -> values[i]);
        return longs;
    }
}
