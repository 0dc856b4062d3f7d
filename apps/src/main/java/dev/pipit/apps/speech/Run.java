package dev.pipit.apps.speech;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program, with its streams in files of a folder that goes when this is closed. Files, because a program
 * that hangs then blocks nobody: the time-out always comes.
 */
final class Run implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST_MESSAGE = 200;

    /** A program could not be started, or did not end. */
    static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        FailedException(String message, IOException cause) {
            super(message, cause);
        }
    }

    private final Path folder;
    private final Path input;
    private final Path output;
    private final Path error;
    private final int exitCode;

    /**
     * Runs it to its end.
     *
     * @throws FailedException if it cannot be started or takes longer than {@code limit}
     * @throws IOException     if there is no room for its streams
     */
    Run(Call call, Duration limit) throws IOException {
        folder = Files.createTempDirectory("pipit-speech-");
        input = folder.resolve("in");
        output = folder.resolve("out.wav");
        error = folder.resolve("error");
        try {
            Files.writeString(input, call.input());
            exitCode = await(start(call), limit);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Process start(Call call) throws FailedException {
        try {
            return new ProcessBuilder(call.command()).redirectInput(input.toFile()).redirectOutput(output.toFile())
                .redirectError(error.toFile()).start();
        } catch (IOException e) {
            throw new FailedException(e.getMessage(), e);
        }
    }

    private static int await(Process process, Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FailedException("gave no answer within " + limit.toMillis() / 1000.0 + " s", null);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            if (process.isAlive()) {
                kill(process);
            }
        }
    }

    /** With what it started, and until it is gone. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join();
    }

    /** What a program prints of itself; some end with an error after that. */
    static String ask(Call call) throws IOException {
        try (Run run = new Run(call, LIMIT)) {
            if (run.failed() && Files.size(run.output) == 0) {
                throw new IOException(run.complaint());
            }
            return new String(Files.readAllBytes(run.output), StandardCharsets.UTF_8);
        }
    }

    boolean failed() {
        return exitCode != 0;
    }

    /** What it wrote to its standard output. */
    Path output() {
        return output;
    }

    /** Its own words for what went wrong, in one line. */
    String complaint() throws IOException {
        String said = new String(Files.readAllBytes(error), StandardCharsets.UTF_8).strip();
        String line = said.lines().filter(each -> !each.isBlank()).findFirst().orElse("said nothing").strip();
        return "exit code " + exitCode + ": " + line.substring(0, Math.min(line.length(), LONGEST_MESSAGE));
    }

    @Override
    public void close() throws IOException {
        for (Path file : new Path[] {input, output, error, folder}) {
            Files.deleteIfExists(file);
        }
    }
}
