package dev.pipit.apps.train.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads a CSV file: a line of names, then a line a sample. A column of labels cuts it where the label changes; lines
 * without a label are left out, and so are comments, which begin with {@code #}. The column {@code time_s} of a recording
 * is no channel.
 */
public final class CsvSeries {
    private final Columns wanted;
    private final Path file;
    private final List<String> lines;
    private final int head;                    // the line of names
    private final int label;
    private final int group;
    private final int[] channels;

    /**
     * Which columns are what.
     *
     * @param label    name of the column of labels, which need not be there
     * @param group    name of the column that says who or what was recorded, or empty
     * @param channels names, or empty for all that are neither
     */
    public record Columns(String label, String group, List<String> channels) {
        public Columns {
            channels = List.copyOf(channels);
        }
    }

    private CsvSeries(Path file, Columns wanted) throws IOException {
        this.wanted = wanted;
        this.file = file;
        lines = Files.readAllLines(file);
        head = (int) lines.stream().takeWhile(line -> line.startsWith("#")).count();
        if (head == lines.size()) {
            throw new IOException(file + ": must begin with a line of names, but is empty");
        }
        List<String> names = Arrays.stream(cells(head)).map(name -> name.replace("\"", "")).toList();
        label = names.indexOf(wanted.label());
        group = names.indexOf(wanted.group());
        if (!wanted.group().isEmpty() && group < 0) {
            throw new IOException(file + ": no column " + wanted.group() + ": columns=" + names);
        }
        for (String name : wanted.channels()) {
            if (!names.contains(name)) {
                throw new IOException(file + ": no column " + name + ": columns=" + names);
            }
        }
        channels = IntStream.range(0, names.size()).filter(i -> i != label && i != group && !names.get(i).equals("time_s")
            && (wanted.channels().isEmpty() || wanted.channels().contains(names.get(i)))).toArray();
        if (channels.length == 0) {
            throw new IOException(file + ": must have a column of numbers: columns=" + names);
        }
    }

    /**
     * The series of a file.
     *
     * @param otherwise the label, where there is no column of labels; empty if there must be one
     */
    static List<Series> read(Path file, Columns columns, String otherwise) throws IOException {
        return new CsvSeries(file, columns).read(otherwise);
    }

    private String[] cells(int line) {
        return lines.get(line).strip().split("\\s*,\\s*", -1);
    }

    private List<Series> read(String otherwise) throws IOException {
        if (label < 0 && otherwise.isEmpty()) {
            throw new IOException(file + ": no column " + wanted.label()
                + "; name it with --label-column, or give a folder with a file or a folder for each label");
        }
        List<Series> all = new ArrayList<>();
        float[] values = new float[channels.length * lines.size()];
        int count = 0;
        String current = "";
        String whose = "";
        for (int line = head + 1; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            if (lines.get(line).startsWith("#")) {               // samples may be missing here: no frame goes across
                add(current, whose, values, count, all);
                count = 0;
                continue;
            }
            String[] cells = cells(line);
            String what = label < 0 ? otherwise : cell(cells, label, line);
            String who = group < 0 ? file.toString() : cell(cells, group, line);
            if (!what.equals(current) || !who.equals(whose)) {
                add(current, whose, values, count, all);
                count = 0;
            }
            current = what;
            whose = who;
            for (int column : channels) {
                values[count++] = number(cells, column, line);
            }
        }
        add(current, whose, values, count, all);
        return all;
    }

    private void add(String what, String who, float[] values, int count, List<Series> all) {
        if (count > 0 && !what.isEmpty()) {
            all.add(new Series(file.toString(), what, who, channels.length, Arrays.copyOf(values, count)));
        }
    }

    private String cell(String[] cells, int column, int line) throws IOException {
        if (column >= cells.length) {
            throw new IOException(file + ":" + (line + 1) + ": has " + cells.length + " columns, the first line has more");
        }
        return cells[column].replace("\"", "");
    }

    private float number(String[] cells, int column, int line) throws IOException {
        String text = cell(cells, column, line);
        try {
            float number = Float.parseFloat(text);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with where it is
        }
        throw new IOException(file + ":" + (line + 1) + ": not a number: \"" + text + "\"; --columns names those that are");
    }
}
