package dev.pipit.apps.wakeword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.testing.PublicData;

/** Hears with networks of openWakeWord, which do not belong into this repository. */
class EmbeddingNetworksTest {
    private final Terminal terminal = new Terminal();

    private Path recording(String word) throws IOException {
        try (Stream<Path> files = Files.list(PublicData.folder("speech").resolve("picovoice_wakewords").resolve(word))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private List<String> heard(Path networks, Path recording) {
        assertEquals(0, terminal.run("wake-word", "--embedding", networks, "--model", networks.resolve("alexa_v0.1.onnx"),
            "--model", networks.resolve("computer_v2.tflite"), "--wav", recording, "--json"), terminal.err());
        return terminal.out().lines().filter(line -> line.contains("\"detection\"")).toList();
    }

    @Test
    void hearsEachWordByItsHead() throws IOException {
        Path networks = PublicData.folder("models").resolve("openwakeword");
        for (String word : List.of("alexa", "computer")) {
            List<String> detections = heard(networks, recording(word));
            assertEquals(1, detections.size(), word + " " + detections);
            JsonObject detection = JsonParser.parseString(detections.get(0)).getAsJsonObject();
            assertTrue(detection.get("model").getAsString().startsWith(word), detections.toString());
        }
    }

    @Test
    void hearsTheSameAgain() throws IOException {
        Path networks = PublicData.folder("models").resolve("openwakeword");
        assertEquals(heard(networks, recording("alexa")), heard(networks, recording("alexa")));
    }

    @Test
    void saysWhichNetworkIsMissing(@TempDir Path folder) throws IOException {
        Path networks = PublicData.folder("models").resolve("openwakeword");
        Files.copy(networks.resolve("melspectrogram.onnx"), folder.resolve("melspectrogram.onnx"));
        assertEquals(1, terminal.run("wake-word", "--embedding", folder, "--model", networks.resolve("alexa_v0.1.onnx")));
        assertEquals("pipit: " + folder.resolve("embedding_model")
            + ": no such network, as .tflite or .onnx; openWakeWord publishes it\n", terminal.err());
    }

    @Test
    void asksForAHead(@TempDir Path folder) {
        assertEquals(2, terminal.run("wake-word", "--embedding", folder));
        assertTrue(terminal.err().startsWith("pipit: --embedding needs --model=FILE, a word head"), terminal.err());
    }
}
