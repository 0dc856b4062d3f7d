package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pipit.boards.Shell;

/** How much room a disk has. */
public final class DiskSpace {
    // device, blocks of 1 kB, used, available, capacity, where
    private static final Pattern LINE = Pattern.compile("(?m)^\\S.* (\\d+) +\\d+% ");
    private static final long BLOCK = 1024;

    private DiskSpace() {
    }

    /** Bytes that are free on the disk of a folder, or of the nearest above it that exists; empty if df does not say. */
    public static OptionalLong freeBytes(Shell shell, String folder) throws IOException {
        String df = shell.run("folder=" + Shell.quoted(folder) + """

            while [ ! -d "$folder" ]; do
                folder=$(dirname "$folder")
            done
            df -Pk "$folder"
            """).out();
        Matcher line = LINE.matcher(df);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * BLOCK) : OptionalLong.empty();
    }
}
