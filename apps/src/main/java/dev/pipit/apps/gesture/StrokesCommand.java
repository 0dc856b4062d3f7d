package dev.pipit.apps.gesture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pipit gesture strokes}. */
@Command(
    name = "strokes",
    description = "Turns recorded strokes (JSON of the magic wand's recorder) into shapes of 32 points, a CSV file each in a "
        + "folder for each label: what 'pipit train classifier --frame 32' learns from.",
    footer = {
        "",
        "Example:",
        "  pipit gesture strokes --out digits imu/magic_wand_digits/*.json",
        "  pipit train classifier --data digits --frame 32 --size small --out model"})
final class StrokesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JSON", arity = "1..*", description = "Recorded strokes.")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the folders of the labels go.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path file : files) {
            for (StrokeRecording stroke : StrokeRecording.read(file)) {
                if (!stroke.label().matches("[\\w-]+")) {
                    throw new IOException(file + ": a label must be letters, digits, _ or -: label=" + stroke.label());
                }
                Path folder = out.resolve(stroke.label());
                Files.createDirectories(folder);
                int number = counts.merge(stroke.label(), 1, Integer::sum);
                Files.write(folder.resolve(String.format(Locale.ROOT, "%04d.csv", number)), lines(stroke.shape()));
            }
        }
        counts.forEach((label, count) -> spec.commandLine().getOut().println(label + "  " + count + " strokes"));
        return 0;
    }

    private static List<String> lines(float[] shape) {
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int p = 0; p < shape.length; p += 2) {
            lines.add(String.format(Locale.ROOT, "%.4f,%.4f", shape[p], shape[p + 1]));
        }
        return lines;
    }
}
