package dev.pipit.apps.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.apps.Main;
import dev.pipit.apps.Terminal;
import dev.pipit.sensors.recording.WavFile;
import dev.pipit.sensors.recording.WavWriter;
import dev.pipit.testing.PublicData;

class WakeWordCommandTest {
    private static final double NOISE_BEGINS = 0.6;
    private static final double NOISE_ENDS = 1.0;
    private static final double SOUND_ENDS = 2.5;

    private final Terminal terminal = new Terminal();

    @TempDir
    Path folder;
    private Path model;

    @BeforeEach
    void writesAModelThatHearsNoise() throws IOException {
        model = LoudModel.write(folder, 0.4);
    }

    /** Silence, white noise, silence. */
    private Path recording(String name, int rateHz, int channels) throws IOException {
        Path file = Files.createDirectories(folder.resolve("wav")).resolve(name);
        var random = new Random(1);
        float[] samples = new float[(int) (SOUND_ENDS * rateHz) * channels];
        for (int i = 0; i < samples.length; i++) {
            int sample = i / channels;
            double seconds = (double) sample / rateHz;
            boolean noise = seconds >= NOISE_BEGINS && seconds < NOISE_ENDS && i % channels == 0;
            samples[i] = noise ? (float) random.nextGaussian() * 0.1f : 0;
        }
        try (WavWriter wav = WavWriter.of16Bits(file, rateHz, channels)) {
            wav.write(samples, 0, samples.length / channels);
        }
        return file;
    }

    private List<JsonObject> events(String name) {
        return terminal.out().lines().map(JsonParser::parseString).map(JsonElement::getAsJsonObject)
            .filter(event -> event.get("event").getAsString().equals(name)).toList();
    }

    @ParameterizedTest
    @CsvSource({"16000, 1", "48000, 1", "44100, 2", "8000, 1"})
    void hearsANoiseOnceInARecordingOfAnyKind(int rateHz, int channels) throws IOException {
        Path file = recording("noise.wav", rateHz, channels);
        assertEquals(0, terminal.run("wake-word", "--model", model, "--wav", file, "--json"), terminal.err());
        assertEquals(1, events("detection").size(), terminal.out());
        JsonObject detection = events("detection").get(0);
        assertEquals("loud", detection.get("model").getAsString());
        assertEquals("Noise", detection.get("label").getAsString());
        assertEquals(file.toString(), detection.get("file").getAsString());
        double time = detection.get("time_s").getAsDouble();
        assertTrue(time > NOISE_BEGINS && time < NOISE_ENDS, "heard at " + time);
        assertEquals(SOUND_ENDS, events("file").get(0).get("audio_s").getAsDouble(), 1e-3);
        JsonObject summary = events("summary").get(0);
        assertEquals(1, summary.get("detections").getAsInt());
        assertEquals(0, summary.get("dropped_samples").getAsInt());
        // the first frame ends at 30 ms, then one begins every 10 ms
        assertEquals(1 + (2500 - 30) / 10, summary.get("hops").getAsInt());
    }

    @Test
    void hearsTheSameAtRealSpeed() throws IOException {
        Path file = recording("noise.wav", 16_000, 1);
        terminal.run("wake-word", "--model", model, "--wav", file, "--json");
        List<JsonObject> fast = events("detection");
        List<JsonObject> scores = events("file");
        assertEquals(0, terminal.run("wake-word", "--model", model, "--wav", file, "--json", "--speed", "real"));
        assertEquals(fast, events("detection"));
        assertEquals(scores, events("file"));
    }

    @Test
    void hearsTheSameThroughAGate() throws IOException {
        Path file = recording("noise.wav", 16_000, 1);
        terminal.run("wake-word", "--model", model, "--wav", file, "--json", "--gate", "-50");
        assertEquals(1, events("detection").size(), terminal.out());
    }

    @Test
    void hearsOnlyTheChannelItIsTold() throws IOException {
        Path file = recording("noise.wav", 16_000, 2);
        terminal.run("wake-word", "--model", model, "--wav", file, "--json", "--channel", "1");
        assertEquals(List.of(), events("detection"));
    }

    @Test
    void keepsTheSoundOfAWordThatWasAlmostDetected() throws IOException {
        Path kept = folder.resolve("kept");
        terminal.run("wake-word", "--model", model, "--wav", recording("noise.wav", 16_000, 1), "--json", "--threshold",
            "0.9", "--near-misses", kept);
        assertEquals(List.of(), events("detection"));
        assertEquals(1, events("near_miss").size(), terminal.out());
        try (WavFile wav = WavFile.open(Path.of(events("near_miss").get(0).get("recording").getAsString()))) {
            assertEquals(4 * 16_000, wav.length());
        }
    }

    @Test
    void printsALineForADetection() throws IOException {
        Path file = recording("noise.wav", 16_000, 1);
        assertEquals(0, terminal.run("wake-word", "--model", model, "--wav", file));
        assertTrue(terminal.out().contains("  Noise            score 0."), terminal.out());
        assertTrue(terminal.out().contains("1 detection in 2.5 s of sound"), terminal.out());
        assertEquals("loud: Noise, threshold 0.4, averaged 2\n", terminal.err());
    }

    @Test
    void goesOnBehindABrokenRecordingAndSaysSo() throws IOException {
        Path good = recording("b.wav", 16_000, 1);
        Path empty = Files.createFile(good.resolveSibling("a.wav"));
        assertEquals(1, terminal.run("wake-word", "--model", model, "--wav", good.getParent(), "--json"));
        assertEquals("pipit: " + empty + " is empty\n", terminal.err());
        assertEquals(1, events("detection").size());
        assertEquals(1, events("summary").size());
    }

    @Test
    void hearsWhatIsThereOfARecordingThatWasCutOff() throws IOException {
        Path whole = recording("whole.wav", 16_000, 1);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(whole.resolveSibling("cut.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(1, terminal.run("wake-word", "--model", model, "--wav", cut, "--json"));
        assertEquals(1, events("detection").size());
    }

    @Test
    void callsARecordingWithoutSamplesBroken() throws IOException {
        Path empty = folder.resolve("header.wav");
        WavWriter.of16Bits(empty, 16_000, 1).close();
        assertFails(1, empty + " holds no samples", "--model", model, "--wav", empty);
    }

    @Test
    void saysWhichOfSeveralChannelsItHears() throws IOException {
        Path file = recording("stereo.wav", 16_000, 2);
        terminal.run("wake-word", "--model", model, "--wav", file);
        assertTrue(terminal.err().endsWith(file + ": 2 channels, heard is channel 0\n"), terminal.err());
        terminal.run("wake-word", "--model", model, "--wav", file, "--channel", "-1");
        assertTrue(terminal.err().endsWith(file + ": 2 channels, heard is their mean\n"), terminal.err());
    }

    /** As Ctrl-C does, but with the signal that Java can send; 143 is 128 and its number. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void printsTheSummaryWhenItIsStopped() throws IOException, InterruptedException {
        Path file = recording("noise.wav", 16_000, 1);
        String classes = System.getProperty("java.class.path") + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
        Process pipit = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", classes, Main.class.getName(),
            "wake-word", "--model", model.toString(), "--wav", file.toString(), "--speed", "real", "--json").start();
        try (BufferedReader out = pipit.inputReader(StandardCharsets.UTF_8)) {
            JsonObject detection = JsonParser.parseString(out.readLine()).getAsJsonObject();
            assertEquals("detection", detection.get("event").getAsString());
            pipit.toHandle().destroy();            // Process.destroy would close its output as well
            List<JsonObject> rest = out.lines().map(JsonParser::parseString).map(JsonElement::getAsJsonObject).toList();
            assertEquals(List.of("file", "summary"), rest.stream().map(event -> event.get("event").getAsString()).toList());
            assertEquals(1, rest.get(1).get("detections").getAsInt());
            assertTrue(rest.get(1).get("audio_s").getAsDouble() < SOUND_ENDS, rest.toString());
            assertEquals(143, pipit.waitFor());
        }
    }

    @Test
    void saysWhatIsMissingInOneLine() throws IOException {
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        assertFails(1, nothing + ": no .wav file in this folder or below it", "--model", model, "--wav", nothing);
        assertFails(1, folder.resolve("gone.wav") + ": no such file", "--model", model, "--wav", folder.resolve("gone.wav"));
        assertFails(1, folder.resolve("gone.json") + ": no such file", "--model", folder.resolve("gone.json"));
        assertFails(1, "computr: no such file, and no word that comes with Pipit: computer, happy", "--model", "computr");
        Path text = Files.writeString(folder.resolve("text.tflite"), "hello, world");
        assertFails(1, "text.tflite: is not a TensorFlow Lite model: it does not have TFL3 at byte 4", "--model", text);
    }

    private void assertFails(int code, String message, Object... args) {
        Object[] all = new Object[args.length + 1];
        all[0] = "wake-word";
        System.arraycopy(args, 0, all, 1, args.length);
        assertEquals(code, terminal.run(all));
        assertTrue(terminal.err().endsWith("pipit: " + message + "\n"), terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threshold 2", "--average 0", "--refractory -1", "--speed slow", "--mic --stdin", "--gate 3",
        "--channel -2"})
    void callsWrongUsageSo(String words) {
        Object[] args = ("wake-word --model " + model + " " + words).split(" ");
        assertEquals(2, terminal.run(args), terminal.err());
    }

    @Test
    void hearsTheWordOfTheDemoWithoutAnyOption() {
        assertEquals(0, terminal.run("wake-word", "--json"));
        assertEquals(2, events("detection").stream().filter(e -> e.get("label").getAsString().equals("Computer")).count());
        assertEquals(2, events("detection").size(), "nothing else is in it");
    }

    @Test
    void saysHowToTryAMicrophoneAfterTheDemo() {
        assertEquals(0, terminal.run("wake-word"));
        assertTrue(terminal.err().contains("pipit wake-word --mic"), terminal.err());
    }

    @Test
    void playsTheBundledRecordingWithoutAnInput() {
        assertEquals(0, terminal.run("wake-word", "--model", model, "--json"));
        assertEquals("demo", events("file").get(0).get("file").getAsString());
    }

    /** The highest score of each of 16 recordings is that of another program, 48 times. */
    @Test
    void scoresThePublicRecordingsAsTheReferenceDoes() throws IOException {
        Path golden = PublicData.folder("golden");
        Path data = PublicData.folder("speech").getParent();
        PublicData.folder("models");
        var index = JsonParser.parseString(Files.readString(golden.resolve("wakeword_chain/index.json"))).getAsJsonObject();
        for (JsonElement clip : index.getAsJsonArray("clips")) {
            JsonObject models = clip.getAsJsonObject().getAsJsonObject("models");
            List<Object> args = new ArrayList<>(List.of("wake-word", "--json", "--wav",
                data.resolve(clip.getAsJsonObject().get("wav").getAsString())));
            models.entrySet().forEach(entry -> args.addAll(List.of("--model",
                data.resolve(entry.getValue().getAsJsonObject().get("file").getAsString()))));
            assertEquals(0, terminal.run(args.toArray()), terminal.err());
            JsonObject scores = events("file").get(0).getAsJsonObject("max_score");
            models.entrySet().forEach(entry -> assertEquals(entry.getValue().getAsJsonObject().get("max").getAsInt() / 256.0,
                scores.get(entry.getKey()).getAsDouble(), clip + " " + entry.getKey()));
        }
    }
}
