package dev.pipit.apps.gesture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;

/** Samples of an IMU that are all there: a CSV file, or what was synthesised. */
final class ImuRecording implements Source {
    private static final double GRAVITY = 9.80665;
    private static final int FEWEST = 16;
    /** m/s², in the median: samples in g lie below, those in m/s² that are taken for g lie above. */
    private static final double LEAST = 4;
    private static final double MOST = 60;

    private final String name;
    private final SignalFormat format;
    private final float[] samples;
    private int position;
    private long timeNanos;

    /**
     * What the numbers of a file are.
     *
     * @param rateHz   samples a second
     * @param inG      whether accelerations are in g, not m/s²
     * @param degrees  whether turning is in degrees a second, not rad/s
     */
    record Units(double rateHz, boolean inG, boolean degrees) {
    }

    /** @param samples {@code [n, channels]}, in SI units */
    ImuRecording(String name, double rateHz, int channels, float... samples) {
        this.name = name;
        this.samples = samples;
        format = new SignalFormat(rateHz, channels, channels == 3 ? Unit.METRES_PER_SECOND_SQUARED : Unit.NONE);
    }

    /**
     * Reads a CSV file: a line of names, then a line a sample: acceleration x, y, z, then, if there are six columns,
     * turning about x, y, z.
     *
     * @throws IOException if it is none, a number is none, it is constant or too short, or its unit cannot be right
     */
    static ImuRecording read(Path file, Units units) throws IOException {
        List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        if (lines.size() <= FEWEST) {
            throw new IOException(file + ": too little data: samples=" + Math.max(0, lines.size() - 1) + ", at least "
                + FEWEST + " are needed");
        }
        int channels = lines.get(0).split(",", -1).length;
        if (channels != 3 && channels != 6) {
            throw new IOException(file + ": must have 3 columns (acceleration x, y, z) or 6 (then turning): columns="
                + channels);
        }
        float[] samples = new float[(lines.size() - 1) * channels];
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != channels) {
                throw new IOException(file + ":" + (i + 1) + ": has " + cells.length + " columns, the first line has "
                    + channels);
            }
            for (int c = 0; c < channels; c++) {
                samples[(i - 1) * channels + c] = (float) number(file, i + 1, cells[c]);
            }
        }
        ImuRecording recording = of(file.toString(), units, channels, samples);
        return new ImuRecording(file.getFileName().toString(), units.rateHz(), channels, recording.samples());
    }

    /**
     * Of samples in some units.
     *
     * @throws IOException if they are all the same, or their unit cannot be right
     */
    static ImuRecording of(String name, Units units, int channels, float... raw) throws IOException {
        float[] samples = raw.clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= (float) (i % channels < 3 ? units.inG() ? GRAVITY : 1 : units.degrees() ? Math.PI / 180 : 1);
        }
        check(name, samples, channels);
        return new ImuRecording(name, units.rateHz(), channels, samples);
    }

    private static double number(Path file, int line, String cell) throws IOException {
        try {
            double number = Double.parseDouble(cell.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with where it is
        }
        throw new IOException(file + ":" + line + ": not a number: \"" + cell.strip() + "\"");
    }

    private static void check(String file, float[] samples, int channels) throws IOException {
        boolean moves = false;
        double[] lengths = new double[samples.length / channels];
        for (int i = 0; i < samples.length; i++) {
            moves |= samples[i] != samples[i % channels];
        }
        if (!moves) {
            throw new IOException(file + ": all samples are the same: the signal is constant");
        }
        for (int n = 0; n < lengths.length; n++) {
            int at = n * channels;
            lengths[n] = Math.sqrt(samples[at] * samples[at] + samples[at + 1] * samples[at + 1]
                + samples[at + 2] * samples[at + 2]);
        }
        Arrays.sort(lengths);
        double median = lengths[lengths.length / 2];
        if (median < LEAST || median > MOST) {
            throw new IOException(String.format(Locale.ROOT, "%s: acceleration must be about 9.81 m/s² in the median, or "
                + "its unit is wrong: median=%.3f m/s²; see --acceleration", file, median));
        }
    }

    float[] samples() {
        return samples;
    }

    double seconds() {
        return samples.length / (double) format.channels() / format.rateHz();
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) {
        int channels = format.channels();
        int n = Math.min(count, samples.length / channels - position);
        if (n == 0) {
            return -1;
        }
        System.arraycopy(samples, position * channels, dst, offset, n * channels);
        timeNanos = format.nanosOf(position);
        position += n;
        return n;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public String name() {
        return name;
    }
}
