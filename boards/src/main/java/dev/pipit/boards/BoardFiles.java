package dev.pipit.boards;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeSet;

/** Reads the files that describe boards. What such a file may say is what {@link #read} asks for. */
final class BoardFiles {
    private static final List<String> IDS = List.of("zero-w", "zero-2-w", "3b-plus", "4b", "5", "cm4", "linux",
        "simulated");

    private BoardFiles() {
    }

    static List<Board> all() {
        return IDS.stream().map(BoardFiles::bundled).toList();
    }

    private static Board bundled(String id) {
        try (InputStream file = BoardFiles.class.getResourceAsStream(id + ".properties");
             Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return read(id, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a key is missing, is not known, or has a value that is none */
    static Board read(String id, Reader text) throws IOException {
        var keys = new Keys(id + ".properties", text);
        OptionalInt cores = keys.numbers("cores").stream().mapToInt(Integer::intValue).findFirst();
        var board = new Board(id, keys.text("name"), keys.words("compatible"), keys.list("model"),
            keys.list("architectures"), keys.text("processor"), cores, keys.numbers("memory-mb"),
            keys.list("i2c-buses"), keys.list("spi-devices"), keys.list("serial-ports"), keys.list("audio"),
            keys.text("gpio-chip"), keys.pins("pins"), keys.list("java-of-its-os"), keys.text("notes"));
        keys.allRead();
        return board;
    }

    private static final class Keys {
        private final String file;
        private final Properties properties = new Properties();

        Keys(String file, Reader text) throws IOException {
            this.file = file;
            properties.load(text);
        }

        /** Each key is read once, and must be there: an empty value says that there is nothing. */
        String text(String key) {
            Object value = properties.remove(key);
            if (value == null) {
                throw new IllegalArgumentException(file + ": " + key + " is missing");
            }
            return value.toString().strip();
        }

        List<String> list(String key) {
            return Arrays.stream(text(key).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
        }

        /** Separated by spaces, for what has commas itself. */
        List<String> words(String key) {
            return Arrays.stream(text(key).split("\\s+")).filter(word -> !word.isEmpty()).toList();
        }

        List<Integer> numbers(String key) {
            List<Integer> numbers = new ArrayList<>();
            for (String part : list(key)) {
                numbers.add(number(key, part));
            }
            return List.copyOf(numbers);
        }

        Map<String, Integer> pins(String key) {
            Map<String, Integer> pins = new LinkedHashMap<>();
            for (String pin : list(key)) {
                int colon = pin.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException(file + ": " + key + " must be of the form name:line: " + pin);
                }
                if (pins.put(pin.substring(0, colon), number(key, pin.substring(colon + 1))) != null) {
                    throw new IllegalArgumentException(file + ": " + key + " must have different names: " + pin);
                }
            }
            return Collections.unmodifiableMap(pins);
        }

        private int number(String key, String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(file + ": " + key + " must be a number: " + text, e);
            }
        }

        void allRead() {
            if (!properties.isEmpty()) {
                throw new IllegalArgumentException(file + ": unknown keys: "
                    + String.join(", ", new TreeSet<>(properties.stringPropertyNames())));
            }
        }
    }
}
