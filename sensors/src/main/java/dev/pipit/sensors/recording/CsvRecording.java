package dev.pipit.sensors.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.chip.Channel;

/**
 * A recording as {@link CsvWriter} writes it, as fast as it goes; {@link dev.pipit.framework.stream.RealTime} around it
 * makes it as slow as it was.
 *
 * <p>Time: as recorded, from the first sample. Gaps count as overruns: those that are marked, and jumps of time.
 *
 * <p>Error: a line that is not as it must be is an {@link IOException} with file and number of the line. Samples
 * before it are given first; so a recording that was cut off is read to its last whole line.
 */
public final class CsvRecording implements Source {
    static final String GAP = "# gap: ";

    private final Path file;
    private final BufferedReader lines;
    private final boolean whole;               // the last line is ended
    private final CsvHeader header;
    private final SignalFormat format;
    private final float[] next;                // the sample that comes next
    private String ahead;                      // the line that comes next; null at the end
    private int number;                        // of the line that was read last
    private boolean more;
    private IOException failure;               // null: none
    private String label = "";
    private long nextNanos;
    private long lastNanos = UNKNOWN_TIME;
    private long marked;                       // lost before the next sample, as a line says
    private long timeNanos = UNKNOWN_TIME;
    private long overruns;

    /** @throws IOException if it is no recording */
    public static CsvRecording open(Path file) throws IOException {
        BufferedReader lines = Files.newBufferedReader(file);
        try {
            return new CsvRecording(file, lines);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    private CsvRecording(Path file, BufferedReader lines) throws IOException {
        this.file = file;
        this.lines = lines;
        whole = endsWithALine(file);
        ahead = lines.readLine();
        header = parseHeader();
        format = new SignalFormat(header.rateHz(), header.channels().size(), Channel.unit(header.channels()));
        next = new float[header.channels().size()];
        advance();
    }

    private CsvHeader parseHeader() throws IOException {
        List<String> comments = new ArrayList<>();
        String line = line();
        while (line != null && line.startsWith("#")) {
            comments.add(line);
            line = line();
        }
        try {
            return CsvHeader.parse(comments, line == null ? "" : line);
        } catch (IOException e) {
            throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    /** The next line; one that was cut may hold another number than was written, so it is not believed. */
    private String line() throws IOException {
        number++;
        String line = ahead;
        ahead = line == null ? null : lines.readLine();
        if (line != null && ahead == null && !whole) {
            throw new IOException(file + ":" + number + ": the file ends within this line: it was cut off, or needs a line end");
        }
        return line;
    }

    private static boolean endsWithALine(Path file) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            if (bytes.size() == 0) {
                return true;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            bytes.position(bytes.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }

    /** What was recorded, and how. */
    public CsvHeader header() {
        return header;
    }

    /** The label of the sample that comes next; of the last one at the end. */
    public String label() {
        return label;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!more) {
            return -1;
        }
        timeNanos = nextNanos;
        lost();
        int n = 0;
        while (more && n < count && follows(n)) {
            System.arraycopy(next, 0, dst, offset + n * next.length, next.length);
            lastNanos = nextNanos;
            n++;
            advanceLater();
        }
        return n;
    }

    /** What is wrong with the next line is said by the next read, so that the samples before it are not lost. */
    private void advanceLater() {
        try {
            advance();
        } catch (IOException e) {
            failure = e;
            more = false;
        }
    }

    /** Whether the next sample is where {@code n} samples at the nominal rate lead to. */
    private boolean follows(int n) {
        return n == 0 || marked == 0
            && Math.abs(nextNanos - timeNanos - format.nanosOf(n)) <= format.periodNanos() / 2;
    }

    private void lost() {
        long jump = lastNanos == UNKNOWN_TIME ? 1 : format.samplesIn(nextNanos - lastNanos);
        overruns += marked > 0 ? marked : Math.max(0, jump - 1);
        marked = 0;
    }

    private void advance() throws IOException {
        String line = line();
        while (line != null && (line.isBlank() || line.startsWith("#"))) {
            if (line.startsWith(GAP)) {
                marked += number(line.substring(GAP.length()).strip()).longValue();
            }
            line = line();
        }
        more = line != null;
        if (more) {
            sample(line.split(",", -1));
        }
    }

    private void sample(String[] cells) throws IOException {
        if (cells.length != next.length + 2) {
            throw new IOException(file + ":" + number + ": must have " + (next.length + 2) + " columns, has "
                + cells.length);
        }
        nextNanos = Math.round(number(cells[0].strip()) * 1e9);
        if (lastNanos != UNKNOWN_TIME && nextNanos <= lastNanos) {
            throw new IOException(file + ":" + number + ": time must grow: " + CsvHeader.TIME + "=" + cells[0].strip());
        }
        for (int c = 0; c < next.length; c++) {
            next[c] = number(cells[c + 1].strip()).floatValue();
        }
        label = cells[cells.length - 1].strip();
    }

    private Double number(String text) throws IOException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException(file + ":" + number + ": not a number: " + text);
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
