package dev.pipit.boards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A kind of board: what it has and how it is recognised. Each is one file, {@code zero-2-w.properties}.
 *
 * @param id            short name, as people type it
 * @param name          full name
 * @param compatible    strings of the device tree's {@code compatible} that only this board has
 * @param models        how the device tree's {@code model} begins
 * @param architectures what {@code uname -m} says, the usual one first
 * @param processor     name of the processor and of its cores
 * @param cores         number of cores
 * @param memoryMb      sizes of memory that are sold, in megabytes; empty if any
 * @param i2c           names of I2C buses at the header, {@code i2c-1}
 * @param spi           names of SPI devices at the header, {@code spidev0.0}
 * @param uart          names of serial ports at the header
 * @param audio         ways for sound in and out: i2s, hdmi, jack, usb
 * @param gpioChip      label of the GPIO chip behind the header; empty if it depends
 * @param pins          name of a pin of the header to the line of the GPIO chip, in the order of the lines
 * @param java          which JDK the packages of its operating system have, one text for each system
 * @param notes         what one should know before buying a microphone for it; may be empty
 */
public record Board(String id, String name, List<String> compatible, List<String> models, List<String> architectures,
        String processor, OptionalInt cores, List<Integer> memoryMb, List<String> i2c, List<String> spi,
        List<String> uart, List<String> audio, String gpioChip, Map<String, Integer> pins, List<String> java,
        String notes) {
    private static final Path MODEL = Path.of("/proc/device-tree/model");

    /** All boards that are described, the general ones last. */
    public static List<Board> all() {
        return BoardFiles.all();
    }

    /**
     * The board with this short name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Board named(String id) {
        return all().stream().filter(board -> board.id.equals(id)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("board must be one of " + all().stream().map(Board::id).toList()
                + ": board=" + id));
    }

    /**
     * Recognises a board by its device tree.
     *
     * @param compatible strings of the property {@code compatible}, the most special first; empty without a device tree
     * @param model      the property {@code model}; empty without a device tree
     * @return the board, or generic Linux
     */
    public static Board recognise(List<String> compatible, String model) {
        Optional<Board> exact = all().stream().filter(board -> board.compatible.stream().anyMatch(compatible::contains))
            .findFirst();
        return exact.or(() -> all().stream().filter(board -> board.models.stream().anyMatch(model::startsWith))
            .findFirst()).orElseGet(() -> named("linux"));
    }

    /** Recognises the machine at the other end of a shell. */
    public static Board recognise(Shell shell) throws IOException {
        List<String> compatible = shell.read("/proc/device-tree/compatible").orElse("").lines().toList();
        return recognise(compatible, shell.read("/proc/device-tree/model").orElse("").strip());
    }

    /** The line of the GPIO chip behind a pin of the header. */
    public OptionalInt line(String pin) {
        Integer line = pins.get(pin);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** Name and revision of this machine, {@code Raspberry Pi 4 Model B Rev 1.4}; empty without a device tree. */
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
