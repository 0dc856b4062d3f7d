package dev.pipit.boards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The board under this program, as Linux describes it. */
public final class Board {
    private static final Path MODEL = Path.of("/proc/device-tree/model");

    private Board() {
    }

    /** Name and revision of the board, {@code Raspberry Pi 4 Model B Rev 1.4}; empty where there is no device tree. */
    public static Optional<String> model() {
        return model(MODEL);
    }

    /** The text of a device tree's property: it ends with a zero byte. */
    static Optional<String> model(Path property) {
        try {
            String text = Files.readString(property, StandardCharsets.UTF_8);
            return Optional.of(text.replace("\0", "").strip()).filter(model -> !model.isEmpty());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
