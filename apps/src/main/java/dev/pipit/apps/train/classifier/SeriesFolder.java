package dev.pipit.apps.train.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.pipit.sensors.recording.WavFile;

/**
 * Finds series: in a CSV file, or in the CSV and WAV files below a folder. Where a file has no labels of its own, the
 * folder that it is in is its label; a file right in the given folder is called as its label is.
 */
public final class SeriesFolder {
    private static final int PIECE = 1 << 14;

    private SeriesFolder() {
    }

    /** @param warnings told in one line of files without samples, which are left out */
    public static List<Series> read(Path data, CsvSeries.Columns columns, Consumer<String> warnings) throws IOException {
        if (!Files.isDirectory(data)) {
            return checked(isWav(data) ? List.of() : CsvSeries.read(data, columns, ""), data);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(Files::isRegularFile).filter(file -> isWav(file) || isCsv(file)).sorted().toList();
        }
        List<Series> series = new ArrayList<>();
        List<Path> empty = new ArrayList<>();
        for (Path file : files) {
            Path folder = data.relativize(file).getParent();
            String label = folder == null ? file.getFileName().toString().replaceFirst("\\.[^.]*$", "")
                : folder.getFileName().toString();
            List<Series> some = isWav(file) ? List.of(wav(file, label)) : CsvSeries.read(file, columns, label);
            series.addAll(some);
            if (some.stream().allMatch(each -> each.samples() == 0)) {
                empty.add(file);
            }
        }
        if (!empty.isEmpty()) {
            warnings.accept(empty.size() + " files hold no labelled samples and are left out, such as " + empty.get(0));
        }
        return checked(series, data);
    }

    private static List<Series> checked(List<Series> series, Path data) throws IOException {
        if (series.isEmpty()) {
            throw new IOException(data + ": no labelled samples in .csv or .wav files there");
        }
        for (Series each : series) {
            if (each.channels() != series.get(0).channels()) {
                throw new IOException("all files must have as many channels: " + series.get(0).file() + " has "
                    + series.get(0).channels() + ", " + each.file() + " has " + each.channels()
                    + "; --columns says which to take");
            }
        }
        return series;
    }

    private static boolean isWav(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") && !file.endsWith("index.csv");
    }

    private static Series wav(Path file, String label) throws IOException {
        try (WavFile wav = WavFile.open(file)) {
            int channels = wav.format().channels();
            float[] values = new float[PIECE * channels];
            int count = 0;
            for (int n = 0; n >= 0; count += Math.max(0, n)) {
                values = (count + PIECE) * channels > values.length ? Arrays.copyOf(values, 2 * values.length) : values;
                n = wav.read(values, count * channels, PIECE);
            }
            return new Series(file.toString(), label, file.toString(), channels, Arrays.copyOf(values, count * channels));
        }
    }
}
