package dev.pipit.apps.workshop;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import dev.pipit.apps.Version;
import dev.pipit.framework.tflite.Model;

/** How a command of the workshop ends: one table, before and after, and a log beside the file that was made. */
public final class ReportOptions {
    @Option(names = "--judge", paramLabel = "DIR",
        description = "Examples to measure accuracy on, before and after: inputs.npy and labels.npy. Without labels, how "
            + "far both agree.")
    private Path judge;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** The set to judge by, read; empty if none was named. */
    public Optional<ExampleSet> judge() throws IOException {
        return judge == null ? Optional.empty() : Optional.of(ExampleSet.load(judge));
    }

    /** Whether the output is to be one JSON object. */
    public boolean json() {
        return json;
    }

    /** Measures both files, prints the table and writes the log. {@code read} is what went in besides {@code in}. */
    public void end(CommandSpec spec, Path in, Path out, OptionalLong seed, List<Path> read) throws IOException {
        end(spec, Comparison.of(Model.load(in), Model.load(out), judge()), out, seed, all(in, read));
    }

    /** The same with figures that were measured already; {@code read} is all that went in, without the set to judge by. */
    public void end(CommandSpec spec, Comparison comparison, Path out, OptionalLong seed, List<Path> read)
            throws IOException {
        log(spec, comparison, out, seed, read);
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.println(comparison.json());
        } else {
            comparison.lines().forEach(screen::println);
        }
        screen.flush();
    }

    /** Writes the log alone; {@code read} is all that went in, without the set to judge by. */
    void log(CommandSpec spec, Comparison comparison, Path out, OptionalLong seed, List<Path> read) throws IOException {
        List<Path> inputs = new ArrayList<>(read);
        Optional.ofNullable(judge).ifPresent(inputs::add);
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        new Recipe(words, Version.program(), seed, inputs, out).write(comparison);
    }

    private static List<Path> all(Path in, List<Path> read) {
        List<Path> all = new ArrayList<>(List.of(in));
        all.addAll(read);
        return all;
    }
}
