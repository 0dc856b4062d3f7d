package dev.pipit.apps.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network that has heard much more speech than there is to train with: turns 16 kHz sound into rows of {@value #SIZE}
 * numbers, for a small network to learn from. It runs in a process of its own, {@code apps/src/teacher/run}, which
 * belongs to the sources and to no release.
 *
 * <p>Row k is computed from the samples {@value #HOP} k to {@value #HOP} k + {@value #SAMPLES} − 1. Their first 57 and
 * last 56 have weight 0. For one thread at a time.
 */
public final class Teacher implements AutoCloseable {
    /** Numbers in a row. */
    public static final int SIZE = 96;
    /** Samples from the first of a row to the first of the next: 80 ms. */
    public static final int HOP = 1280;
    /** Samples a row is computed from: 782 ms. */
    public static final int SAMPLES = 12_512;

    private static final int PATIENCE_SECONDS = 5;

    private final Process process;
    private final Path log;
    private final OutputStream out;
    private final DataInputStream in;

    /** Starts a program that speaks as {@code apps/src/teacher/Teacher.java} says. */
    Teacher(List<String> command) throws IOException {
        log = Files.createTempFile("pipit-teacher-", ".log");
        try {
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            Files.delete(log);
            throw e;
        }
        out = process.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /**
     * Starts the teacher of these sources. What it lacks (a JDK, its library, the networks) it says at the first
     * request.
     *
     * @throws IOException if Pipit does not run from its sources
     */
    public static Teacher start(int threads) throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: threads=" + threads);
        }
        return new Teacher(List.of(program().toString(), "--threads", Integer.toString(threads)));
    }

    /** The script, beside the classes that run. */
    static Path program() throws IOException {
        Path classes;
        try {
            classes = Path.of(Teacher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the teacher looks beside classes in files", e);
        }
        for (Path at = classes; at != null; at = at.getParent()) {
            Path run = at.resolve("apps/src/teacher/run");
            if (Files.isExecutable(run)) {
                return run;
            }
        }
        throw new IOException("the teacher needs Pipit's sources, for apps/src/teacher/run, around " + classes);
    }

    /** Rows that come of so many samples. */
    public static int rows(int samples) {
        return samples < SAMPLES ? 0 : (samples - SAMPLES) / HOP + 1;
    }

    /**
     * Rows of {@value #SIZE} numbers, one after the other, for a whole recording or clip.
     *
     * @param pcm 16 kHz, one channel, full scale ±32767
     * @throws IOException if the program cannot run or has ended; the message is one line and says what it lacks
     */
    public float[] embeddings(short[] pcm) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(Integer.BYTES + pcm.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        request.putInt(pcm.length).asShortBuffer().put(pcm);
        try {
            out.write(request.array());
            out.flush();
            int rows = Integer.reverseBytes(in.readInt());
            if (rows != rows(pcm.length)) {
                throw new IllegalStateException("teacher: must answer " + rows(pcm.length) + " rows: rows=" + rows);
            }
            float[] values = new float[rows * SIZE];
            byte[] answer = new byte[values.length * Float.BYTES];
            in.readFully(answer);
            ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** What the program said last, if it has ended. */
    private String reason(IOException e) throws IOException {
        if (!ended()) {
            return "teacher: " + e.getMessage();
        }
        List<String> said = new ArrayList<>(Files.readAllLines(log, StandardCharsets.UTF_8));
        said.removeIf(String::isBlank);
        return said.isEmpty() ? "teacher: ended with " + process.exitValue() : said.get(said.size() - 1);
    }

    private boolean ended() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the program. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException alreadyEnded) {
            // what it wanted to say, a request has said
        }
        if (!ended()) {
            process.destroyForcibly();
        }
        in.close();
        Files.deleteIfExists(log);
    }
}
