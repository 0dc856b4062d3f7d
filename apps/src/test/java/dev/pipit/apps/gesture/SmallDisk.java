package dev.pipit.apps.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of 64 kB in memory, where whoever runs the tests may make one; otherwise the test is skipped. */
record SmallDisk(Path path) implements AutoCloseable {
    static SmallDisk in(Path folder) throws IOException {
        Path path = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(sh("mount -t tmpfs -o size=64k tmpfs " + path) == 0, "who runs the tests may not make a small disk");
        return new SmallDisk(path);
    }

    /** Until nothing fits any more. */
    void fill() throws IOException {
        sh("dd if=/dev/zero of=" + path.resolve("rest") + " bs=1k");
    }

    /** There is room again. */
    void empty() throws IOException {
        Files.delete(path.resolve("rest"));
    }

    @Override
    public void close() throws IOException {
        assertEquals(0, sh("umount " + path));
    }

    private static int sh(String command) throws IOException {
        try {
            return new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
