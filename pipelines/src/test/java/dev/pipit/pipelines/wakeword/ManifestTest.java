package dev.pipit.pipelines.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.testing.PublicData;

class ManifestTest {
    private static final String VERSION_2 = """
        {"type": "micro", "wake_word": "Hey Pi", "author": "A", "model": "pi.tflite", "version": 2,
         "micro": {"probability_cutoff": 0.97, "sliding_window_size": 5, "feature_step_size": 10}}
        """;

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void putsAModelBesideTheManifest() throws IOException {
        Files.createFile(folder.resolve("pi.tflite"));
        file = folder.resolve("pi.json");
    }

    private Manifest load(String json) throws IOException {
        return Manifest.load(Files.writeString(file, json));
    }

    @Test
    void readsVersionTwo() throws IOException {
        assertEquals(new Manifest("pi", "Hey Pi", folder.resolve("pi.tflite"), 0.97f, 5, Duration.ofMillis(10),
            Duration.ofSeconds(2), Map.of("author", "A")), load(VERSION_2));
    }

    /** The manifest still names the model as it was before it was packed. */
    @Test
    void takesAPackedModelWithTheManifestBesideIt() throws IOException {
        Path packed = Files.createFile(folder.resolve("pi.pipit"));
        Files.delete(folder.resolve("pi.tflite"));
        Files.writeString(file, VERSION_2);
        assertEquals(new Manifest("pi", "Hey Pi", packed, 0.97f, 5, Duration.ofMillis(10), Duration.ofSeconds(2),
            Map.of("author", "A")), Manifest.load(packed));
        Files.delete(file);
        assertTrue(Manifest.load(packed).assumed());
    }

    /** Version 1 has no step: its models were trained on features every 20 ms. */
    @Test
    void readsVersionOne() throws IOException {
        Manifest manifest = load("""
            {"type": "micro", "wake_word": "Hey Pi", "model": "./pi.tflite", "version": 1,
             "micro": {"probability_cutoff": 0.66, "sliding_window_average_size": 10}}
            """);
        assertEquals(Duration.ofMillis(20), manifest.hop());
        assertEquals(10, manifest.averaged());
        assertEquals(folder.resolve("pi.tflite"), manifest.model());
    }

    @Test
    void readsWhatOurOwnSayMore() throws IOException {
        Manifest manifest = load(VERSION_2.replace("\"version\": 2,",
            "\"version\": 2, \"pipit\": {\"refractory_seconds\": 0.5, \"licence\": \"Apache-2.0\"},"));
        assertEquals(Duration.ofMillis(500), manifest.refractory());
        assertEquals(Map.of("author", "A", "refractory_seconds", "0.5", "licence", "Apache-2.0"), manifest.origin());
    }

    @Test
    void findsTheManifestBesideAModel() throws IOException {
        Manifest manifest = load(VERSION_2);
        assertEquals(manifest, Manifest.load(folder.resolve("pi.tflite")));
    }

    @Test
    void assumesWhatIsUsualForAModelWithoutManifest() throws IOException {
        Manifest manifest = Manifest.load(folder.resolve("pi.tflite"));
        assertTrue(manifest.assumed());
        assertEquals("pi", manifest.label());
        assertEquals(0.5f, manifest.threshold());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "micro\", | other\", | type must be micro: type=\"other\"",
        "0.97 | 1.5 | micro.probability_cutoff must be above 0 and at most 1: 1.5",
        "0.97 | \"much\" | probability_cutoff must be a number: \"much\"",
        "size\": 5 | size\": 0 | sliding_window_size must be a whole number from 1 to 100: 0.0",
        "sliding_window_size | sliding | has no sliding_window_size",
        "\"version\": 2, | | has micro.sliding_window_size, which is of version 2: version must be 2",
        "\"wake_word\" | \"word\" | has no wake_word",
        "\"micro\": | \"macro\": | has no micro section",
        "pi.tflite | pie.tflite | its model pie.tflite is not beside it",
        "\"author\" | \"pipit\": {\"refactory\": 1}, \"author\" | unknown key pipit.refactory; known are [accuracy, "
            + "attribution, features, licence, refractory_seconds, training_command, training_data]",
        "\"author\" | \"pipit\": {\"refractory_seconds\": -1}, \"author\" | pipit.refractory_seconds must be from 0 to 3600: -1.0",
    })
    void saysWhatIsWrongInOneLine(String part, String other, String message) {
        assertTrue(VERSION_2.contains(part));
        var e = assertThrows(IOException.class, () -> load(VERSION_2.replace(part, other == null ? "" : other)));
        assertEquals(file + ": " + message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "[1]", "not json", "{\"type\": "})
    void refusesWhatIsNotAManifest(String text) {
        var e = assertThrows(IOException.class, () -> load(text));
        assertEquals(file + ": not a JSON manifest; expected is a .json file beside its .tflite", e.getMessage());
    }

    @Test
    void refusesAFolder() {
        var e = assertThrows(IOException.class, () -> Manifest.load(folder));
        assertEquals(folder + ": is a folder; expected is a manifest (.json) or a .tflite file", e.getMessage());
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> Manifest.load(folder.resolve("gone.json")));
    }

    @Test
    void loadsThePublicManifestsUnchanged() throws IOException {
        Path models = PublicData.folder("models").resolve("esphome_micro_wake_word/models");
        Manifest alexa = Manifest.load(models.resolve("v2/alexa.json"));
        assertEquals("Alexa", alexa.label());
        assertEquals(0.9f, alexa.threshold());
        assertEquals(5, alexa.averaged());
        assertEquals(0.66f, Manifest.load(models.resolve("alexa.json")).threshold());
    }
}
