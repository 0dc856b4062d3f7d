package dev.pipit.apps.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The next file of a folder, {@code 0001.wav} and on. It has another name, {@code 0001.wav.part}, until it is whole; so
 * nobody takes half a recording for one, and one that was cut off by a power failure keeps what it has.
 *
 * @param unfinished what to write to
 * @param file       what it will be called
 */
record NumberedFile(Path unfinished, Path file) {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,8})\\..*");

    /** Creates the folder where it is missing, and takes the number after the largest that is there. */
    static NumberedFile next(Path folder, String extension) throws IOException {
        Files.createDirectories(folder);
        for (int number = largest(folder) + 1; ; number++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%04d.%s", number, extension));
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try {
                return new NumberedFile(Files.createFile(part), file);
            } catch (FileAlreadyExistsException e) {
                continue;                                          // another recorder was quicker
            }
        }
    }

    private static int largest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString())).filter(Matcher::matches)
                .mapToInt(name -> Integer.parseInt(name.group(1))).max().orElse(0);
        }
    }

    /** Gives it its name. */
    void finish() throws IOException {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes it away again. */
    void discard() throws IOException {
        Files.deleteIfExists(unfinished);
    }
}
