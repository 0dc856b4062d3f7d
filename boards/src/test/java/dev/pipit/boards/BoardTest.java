package dev.pipit.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Strings of the device trees of Linux 6.6, arch/arm and arch/arm64/boot/dts/broadcom. */
    @ParameterizedTest
    @CsvSource({
        "zero-w,   raspberrypi,model-zero-w,       brcm,bcm2835, Raspberry Pi Zero W Rev 1.1",
        "zero-2-w, raspberrypi,model-zero-2-w,     brcm,bcm2837, Raspberry Pi Zero 2 W Rev 1.0",
        "3b-plus,  raspberrypi,3-model-b-plus,     brcm,bcm2837, Raspberry Pi 3 Model B Plus Rev 1.3",
        "4b,       raspberrypi,4-model-b,          brcm,bcm2711, Raspberry Pi 4 Model B Rev 1.4",
        "5,        raspberrypi,5-model-b,          brcm,bcm2712, Raspberry Pi 5 Model B Rev 1.0",
        "cm4,      raspberrypi,4-compute-module,   brcm,bcm2711, Raspberry Pi Compute Module 4 Rev 1.0",
    })
    void recognisesBoardsByTheirDeviceTree(String id, String vendor, String name, String chipVendor, String chip,
            String model) {
        List<String> compatible = List.of(vendor + "," + name, chipVendor + "," + chip);
        assertEquals(id, Board.recognise(compatible, model).id());
        assertEquals(id, Board.recognise(compatible, "").id());
        assertEquals(id, Board.recognise(List.of(), model).id());
    }

    @Test
    void takesWhatItDoesNotKnowForGenericLinux() {
        assertEquals("linux", Board.recognise(List.of(), "").id());
        assertEquals("linux", Board.recognise(List.of("radxa,rock-5b", "rockchip,rk3588"), "Radxa ROCK 5B").id());
    }

    @Test
    void asksAShell() throws IOException {
        Shell shell = (script, input) -> script.contains("compatible")
            ? new Shell.Result(0, "raspberrypi,4-model-b\0brcm,bcm2711\0", "")
            : new Shell.Result(1, "", "no such file");
        assertEquals("4b", Board.recognise(shell).id());
    }

    /** The header of all boards with 40 pins: SDA is GPIO2, SCL GPIO3, SPI0 GPIO7 to 11, I2S GPIO18 to 21. */
    @ParameterizedTest
    @CsvSource({"sda, 2", "scl, 3", "ce1, 7", "ce0, 8", "miso, 9", "mosi, 10", "sclk, 11", "txd, 14", "rxd, 15",
        "i2s-clock, 18", "i2s-frame, 19", "i2s-in, 20", "i2s-out, 21", "gpio17, 17", "gpio27, 27"})
    void knowsThePinsOfTheHeader(String pin, int line) {
        for (String id : List.of("zero-w", "zero-2-w", "3b-plus", "4b", "5", "cm4")) {
            assertEquals(line, Board.named(id).line(pin).getAsInt(), id);
        }
    }

    @Test
    void hasNoLineForAPinThatIsNotThere() {
        assertTrue(Board.named("4b").line("gpio28").isEmpty());
    }

    @Test
    void listsNamesWhereOneIsNotKnown() {
        var e = assertThrows(IllegalArgumentException.class, () -> Board.named("4c"));
        assertEquals("board must be one of [zero-w, zero-2-w, 3b-plus, 4b, 5, cm4, linux, simulated]: board=4c",
            e.getMessage());
    }

    @Test
    void readsAllDescriptions() {
        assertEquals(8, Board.all().size());
        assertEquals(List.of(1024, 2048, 4096, 8192), Board.named("4b").memoryMb());
        assertEquals(4, Board.named("zero-2-w").cores().getAsInt());
        assertEquals("pinctrl-rp1", Board.named("5").gpioChip());
    }

    @Test
    void refusesKeysThatItDoesNotKnow() throws IOException {
        String text = text() + "memory-gb = 4\n";
        var e = assertThrows(IllegalArgumentException.class, () -> BoardFiles.read("own", new StringReader(text)));
        assertEquals("own.properties: unknown keys: memory-gb", e.getMessage());
    }

    @Test
    void refusesADescriptionWithoutAKey() throws IOException {
        String text = text().replaceFirst("(?m)^cores.*\n", "");
        var e = assertThrows(IllegalArgumentException.class, () -> BoardFiles.read("own", new StringReader(text)));
        assertEquals("own.properties: cores is missing", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cores = four     | own.properties: cores must be a number: four",
        "pins = sda       | own.properties: pins must be of the form name:line: sda",
        "pins = sda:two   | own.properties: pins must be a number: two",
        "pins = a:1, a:2  | own.properties: pins must have different names: a:2",
    })
    void refusesValuesThatAreNone(String line, String message) throws IOException {
        String text = text() + line + "\n";
        var e = assertThrows(IllegalArgumentException.class, () -> BoardFiles.read("own", new StringReader(text)));
        assertEquals(message, e.getMessage());
    }

    private static String text() throws IOException {
        try (var file = Board.class.getResourceAsStream("simulated.properties")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
