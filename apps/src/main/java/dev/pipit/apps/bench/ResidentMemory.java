package dev.pipit.apps.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process that is in RAM, as Linux tells it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {
    }

    /** At the moment, in kB; 0 where the system does not say. */
    static long kilobytes() {
        return field("VmRSS:");
    }

    /** The most since the process started, in kB; 0 where the system does not say. */
    static long peakKilobytes() {
        return field("VmHWM:");
    }

    private static long field(String name) {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException absent) {
            return 0;
        }
    }
}
