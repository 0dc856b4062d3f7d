package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there in full or not at all: where a disk is full, what was there before stays. */
final class Output {
    private Output() {
    }

    /** A folder that can be written to. */
    static Path folder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file; --out needs a folder");
        }
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + ": may not be written to");
        }
        return folder;
    }

    /** What is said where a file could not be written: on a full disk the JDK names none. */
    static IOException unwritten(Path file, IOException e) {
        String reason = e instanceof FileSystemException named && named.getReason() != null ? named.getReason()
            : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new IOException(file + ": could not be written, what was there before stays: " + reason, e);
    }

    static void text(Path file, String text) throws IOException {
        bytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(beside, bytes);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritten(file, e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
