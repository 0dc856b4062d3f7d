package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.pipit.framework.training.Trainer;

/** What a training keeps in a folder so that it can go on: the state of each of its parts, and the losses up to there. */
final class Work {
    private final Path folder;

    private Work(Path folder) {
        this.folder = folder;
    }

    /** Of the training with this key. What was kept of another is deleted. */
    static Work open(Path folder, String key) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("key");
        if (!Files.exists(file) || !Files.readString(file).equals(key)) {
            try (Stream<Path> old = Files.list(folder)) {
                for (Path each : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(each);
                }
            }
            Files.writeString(file, key);
        }
        return new Work(folder);
    }

    /** Brings a trainer to where it was, and returns its losses up to there. */
    List<Double> load(String part, Trainer trainer) throws IOException {
        Path state = folder.resolve(part + ".state");
        if (!Files.exists(state)) {
            return new ArrayList<>();
        }
        trainer.load(state);
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(part + ".losses"))) {
            losses.add(Double.valueOf(line));
        }
        return losses;
    }

    /** Losses first, the state in place of the last one then: there may be more losses than steps, never fewer. */
    void save(String part, Trainer trainer, List<Double> losses) throws IOException {
        try {
            write(part, trainer, losses);
        } catch (IOException e) {
            throw new IOException("what was learned could not be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void write(String part, Trainer trainer, List<Double> losses) throws IOException {
        var lines = new StringBuilder();
        losses.forEach(loss -> lines.append(String.format(Locale.ROOT, "%s%n", loss)));
        Path beside = folder.resolve(part + ".losses.new");
        Files.write(beside, lines.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(beside, folder.resolve(part + ".losses"), StandardCopyOption.REPLACE_EXISTING);
        trainer.save(folder.resolve(part + ".state"));
    }
}
