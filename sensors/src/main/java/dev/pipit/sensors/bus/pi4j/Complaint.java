package dev.pipit.sensors.bus.pi4j;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;

/** What Pi4J complains about, in our own words. Below its exceptions stand the names of Linux' errors. */
final class Complaint {
    private static final String NO_LINES = "this is no Raspberry Pi that Pi4J knows, and has no GPIO lines for it";

    /** The kernel's drivers do not agree on which error an address is that nobody acknowledges. */
    private static final Map<String, String> WORDS = Map.of(
        "Remote I/O error", "no acknowledge",
        "No such device or address", "no acknowledge",
        "Input/output error", "the bus failed: look at wires and pull-up resistors",
        "Connection timed out", "the bus hangs: a chip holds its clock, or the pull-up resistors are missing",
        "Device or resource busy", "busy: somebody else uses it",
        "Resource temporarily unavailable", "the bus is busy",
        "Invalid argument", "there is no such line on this board",
        "gpio chip", NO_LINES,                                   // the board was not recognised
        "gpiochip", NO_LINES,
        "Permission denied", "permission denied");

    private Complaint() {
    }

    /** {@code i2c-1 0x18: no acknowledge}. */
    static IOException of(String who, Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return (IOException) new InterruptedIOException(who + ": interrupted").initCause(thrown);
        }
        return new IOException(who + ": " + words(root), thrown);
    }

    private static String words(Throwable root) {
        if (root instanceof LinkageError || root instanceof IllegalStateException && isAbsent(root)) {
            return "Pi4J has no native part for " + System.getProperty("os.arch") + ", only for 32 and 64 bit ARM";
        }
        String message = String.valueOf(root.getMessage());
        return WORDS.entrySet().stream().filter(entry -> message.contains(entry.getKey())).map(Map.Entry::getValue)
            .findFirst().orElse(message);
    }

    private static boolean isAbsent(Throwable root) {
        return String.valueOf(root.getMessage()).contains("arch");
    }
}
