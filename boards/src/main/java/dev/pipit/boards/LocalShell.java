package dev.pipit.boards;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sh of this machine. Complaints go to a file meanwhile, so that one thread can read both. */
final class LocalShell implements Shell {
    @Override
    public Result run(String script, InputStream input) throws IOException {
        Path complaints = Files.createTempFile("pipit-", ".err");
        try {
            Process process = new ProcessBuilder("sh", "-c", script).redirectError(complaints.toFile()).start();
            try (OutputStream to = process.getOutputStream()) {
                input.transferTo(to);
            } catch (IOException scriptDoesNotRead) {
                // what it did read was enough for it: its exit code tells
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), out, Files.readString(complaints));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a script ran", e);
        } finally {
            Files.delete(complaints);
        }
    }
}
