package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import dev.pipit.boards.Shell;

/**
 * The file that the firmware of a Raspberry Pi reads before Linux starts.
 *
 * @param file its name; empty if there is none
 * @param text what it says
 */
record FirmwareSettings(String file, String text) {
    // since bookworm, and before
    private static final List<String> FILES = List.of("/boot/firmware/config.txt", "/boot/config.txt");

    static FirmwareSettings read(Shell shell) throws IOException {
        for (String file : FILES) {
            Optional<String> text = shell.read(file);
            if (text.isPresent()) {
                return new FirmwareSettings(file, text.get());
            }
        }
        return new FirmwareSettings("", "");
    }

    /** Names of the overlays that are switched on. */
    List<String> overlays() {
        return text.lines().map(String::strip).filter(line -> line.startsWith("dtoverlay="))
            .map(line -> line.substring("dtoverlay=".length()).split(",")[0].strip())
            .filter(name -> !name.isEmpty()).distinct().toList();
    }
}
