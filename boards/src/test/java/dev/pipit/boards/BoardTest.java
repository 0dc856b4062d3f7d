package dev.pipit.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheModelUpToTheZeroByteThatEndsIt() throws IOException {
        Path property = Files.writeString(folder.resolve("model"), "Raspberry Pi Zero 2 W Rev 1.0\0");
        assertEquals(Optional.of("Raspberry Pi Zero 2 W Rev 1.0"), Board.model(property));
    }

    @Test
    void knowsNoModelWithoutADeviceTree() {
        assertEquals(Optional.empty(), Board.model(folder.resolve("absent")));
    }

    @Test
    void knowsNoModelWhereThePropertyIsEmpty() throws IOException {
        assertEquals(Optional.empty(), Board.model(Files.writeString(folder.resolve("model"), "\0")));
    }
}
