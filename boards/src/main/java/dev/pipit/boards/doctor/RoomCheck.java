package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** Whether memory and disk have room for one more program. */
final class RoomCheck implements Check {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d+) kB");
    private static final long MEMORY_MB = 100;        // a JVM with a wake word, and what the system wants to keep
    private static final long DISK_MB = 50;           // three releases and their models

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        return List.of(memory(shell), disk(shell));
    }

    private static Finding memory(Shell shell) throws IOException {
        Matcher line = AVAILABLE.matcher(shell.read("/proc/meminfo").orElse(""));
        if (!line.find()) {
            return Finding.note("memory", "unknown: /proc/meminfo does not say", "");
        }
        long mb = Long.parseLong(line.group(1)) / 1024;
        return mb >= MEMORY_MB ? Finding.fine("memory", mb + " MB free")
            : Finding.broken("memory", mb + " MB free; needed are " + MEMORY_MB,
                "sudo systemctl set-default multi-user.target && sudo reboot");
    }

    private static Finding disk(Shell shell) throws IOException {
        OptionalLong bytes = DiskSpace.freeBytes(shell, "/opt");
        if (bytes.isEmpty()) {
            return Finding.note("disk", "unknown: df does not say", "");
        }
        long mb = bytes.getAsLong() >> 20;
        return mb >= DISK_MB ? Finding.fine("disk", mb + " MB free in /opt")
            : Finding.broken("disk", mb + " MB free in /opt; needed are " + DISK_MB, "sudo apt clean");
    }
}
