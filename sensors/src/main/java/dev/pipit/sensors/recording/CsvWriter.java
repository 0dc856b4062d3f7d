package dev.pipit.sensors.recording;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes samples as CSV, a line each: time in seconds from the first, values, label. Where samples were lost there is a
 * line {@code # gap: N}.
 */
public final class CsvWriter implements AutoCloseable {
    private final BufferedWriter out;
    private final CsvHeader header;
    private final String label;
    private final StringBuilder line = new StringBuilder();

    public CsvWriter(Path file, CsvHeader header, String label) throws IOException {
        if (label.isBlank() || label.matches(".*[,\"\n].*")) {
            throw new IllegalArgumentException("label must have no comma, quote or line end: label=" + label);
        }
        this.header = header;
        this.label = label;
        out = Files.newBufferedWriter(file);
        out.write(header.text());
    }

    /** One sample, {@code values[at]} and on. */
    public void sample(double seconds, float[] values, int at) throws IOException {
        line.setLength(0);
        line.append(String.format(Locale.ROOT, "%.6f", seconds));
        for (int c = 0; c < header.channels().size(); c++) {
            line.append(',').append(values[at + c]);
        }
        out.append(line).append(',').append(label).append('\n');
    }

    /** So many samples are missing here. */
    public void gap(long lost) throws IOException {
        out.append(CsvRecording.GAP).append(Long.toString(lost)).append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
