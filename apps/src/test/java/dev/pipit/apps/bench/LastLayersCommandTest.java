package dev.pipit.apps.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;

class LastLayersCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @Test
    void takesLittleMemoryAndLittleTimeAndBoundsAPoisonedExample() throws IOException {
        Path saved = folder.resolve("learned.tflite");
        assertEquals(0, terminal.run("last-layers", "--json", "--save", saved), terminal.err());
        JsonObject result = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertTrue(result.get("bytes").getAsInt() <= 1 << 20);
        assertTrue(result.get("stepMicros").getAsDouble() <= 50_000);
        assertTrue(result.get("changedByOne").getAsInt() <= result.get("examples").getAsInt() / 100);
        Interpreter.prepare(Model.load(saved)).invoke();
    }

    @Test
    void refusesMoreLayersThanTheNetworkEndsIn() {
        assertEquals(1, terminal.run("last-layers", "--layers", "9"));
        assertTrue(terminal.err().contains("must be dense, or a convolution with one place"), terminal.err());
    }
}
