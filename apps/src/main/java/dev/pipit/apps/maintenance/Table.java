package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

/**
 * A table in a text file: a line of names, then a line for each sample, parted by commas, semicolons or tabs. A first
 * column called time, timestamp, datetime or date, in seconds or as {@code 2014-04-01 00:05:00}, gives the rate by its
 * median step. An empty field or {@code nan} is NaN.
 *
 * @param names  of the columns, without that of the time
 * @param times  of the rows as they were written; empty if there is no such column
 * @param values {@code [rows, columns]}
 * @param rateHz samples a second; 0 if the table does not say
 */
record Table(List<String> names, List<String> times, float[] values, double rateHz) {
    private static final List<String> TIMES = List.of("time", "timestamp", "datetime", "date", "t", "seconds");

    static Table load(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank()).toList();
        } catch (MalformedInputException e) {
            throw new IOException(file + ": is no table, but not even text", e);
        }
        if (lines.size() < 2) {
            throw new IOException(file + ": must hold a line of names and lines of numbers: lines=" + lines.size());
        }
        String mark = lines.get(0).indexOf(';') >= 0 ? ";" : lines.get(0).indexOf('\t') >= 0 ? "\t" : ",";
        List<String> names = new ArrayList<>(Arrays.asList(lines.get(0).strip().split(mark, -1)));
        boolean timed = TIMES.contains(names.get(0).strip().toLowerCase(Locale.ROOT));
        if (timed) {
            names.remove(0);
        }
        if (names.isEmpty()) {
            throw new IOException(file + ": must have a column of numbers beside that of the time");
        }
        List<String> times = new ArrayList<>();
        float[] values = new float[(lines.size() - 1) * names.size()];
        for (int r = 1; r < lines.size(); r++) {
            String[] fields = lines.get(r).split(mark, -1);
            if (fields.length != names.size() + (timed ? 1 : 0)) {
                throw new IOException(file + ": line " + (r + 1) + " must have as many fields as the first: fields="
                    + fields.length + ", first=" + (names.size() + (timed ? 1 : 0)));
            }
            if (timed) {
                times.add(fields[0].strip());
            }
            for (int c = 0; c < names.size(); c++) {
                values[(r - 1) * names.size() + c] = number(file, r + 1, fields[c + (timed ? 1 : 0)].strip());
            }
        }
        return new Table(names, times, values, timed ? rate(file, times) : 0);
    }

    private static float number(Path file, int line, String field) throws IOException {
        try {
            return field.isEmpty() || field.equalsIgnoreCase("nan") ? Float.NaN : Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw new IOException(file + ": line " + line + " holds what is no number: " + field, e);
        }
    }

    private static double rate(Path file, List<String> times) throws IOException {
        double[] steps = new double[times.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = seconds(file, times.get(i + 1)) - seconds(file, times.get(i));
        }
        Arrays.sort(steps);
        double step = steps.length == 0 ? 0 : steps[steps.length / 2];
        if (!(step > 0)) {
            throw new IOException(file + ": the time must go on from line to line: median step=" + step + " s");
        }
        return 1 / step;
    }

    private static double seconds(Path file, String time) throws IOException {
        try {
            return Double.parseDouble(time);
        } catch (NumberFormatException e) {
            try {
                return LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli() / 1000.0;
            } catch (DateTimeParseException none) {
                throw new IOException(file + ": the time must be seconds or like 2014-04-01 00:05:00: " + time, none);
            }
        }
    }

    int rows() {
        return values.length / names.size();
    }

    /** Some of its columns, in the order of the names. */
    Table columns(Path file, List<String> wanted) throws IOException {
        float[] some = new float[rows() * wanted.size()];
        for (int k = 0; k < wanted.size(); k++) {
            int c = names.indexOf(wanted.get(k));
            if (c < 0) {
                throw new IOException(file + ": has no column " + wanted.get(k) + "; there are: "
                    + String.join(", ", names));
            }
            for (int r = 0; r < rows(); r++) {
                some[r * wanted.size() + k] = values[r * names.size() + c];
            }
        }
        return new Table(wanted, times, some, rateHz);
    }

    /** As a source of this rate. */
    Recorded source(String name, double rate, Unit unit) {
        return new Recorded(name, new SignalFormat(rate, names.size(), unit), values);
    }
}
