package dev.pipit.apps.workshop;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.compression.pack.Packed;
import dev.pipit.framework.compression.pack.Packed.Item;

/** {@code pipit pack}. */
@Command(
    name = "pack",
    description = "Packs a model for a thin connection, without loss: it is expanded, bit for bit, where it is loaded.%n",
    footer = {
        "",
        "Examples:",
        "  pipit pack computer.tflite computer.pipit",
        "  pipit pack --compare --parts computer.tflite computer.pipit",
        "  pipit wake-word --model computer.pipit --mic           computer.json lies beside it",
        "",
        "Every command that loads a .tflite loads a .pipit, and so does 'pipit deploy --model'. Weights of few values and many "
            + "zeros get short: see 'pipit cluster' and 'pipit prune'.",
        "",
        "Exit code: 0, 1 if the model cannot be read, 2 for wrong usage."})
public final class PackCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite).")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The packed model (.pipit).")
    private Path out;

    @Option(names = "--compare", description = "Say how small gzip -9 and xz -9e make the same file.")
    private boolean compare;

    @Option(names = "--parts", description = "Say what became of each constant.")
    private boolean parts;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public PackCommand() {
    }

    @Override
    public Integer call() throws IOException {
        byte[] file = Files.readAllBytes(in);
        Packed packed = Packed.of(file, String.valueOf(in.getFileName()));
        Files.write(out, packed.file());
        if (!report.json()) {
            PrintWriter screen = spec.commandLine().getOut();
            if (parts) {
                packed.items().forEach(item -> screen.println(line(item)));
            }
            if (compare) {
                OtherPackers.of(file).forEach((name, bytes) -> screen.println(line(name, bytes, file.length)));
            }
            screen.println(line(out.getFileName().toString(), OptionalLong.of(packed.file().length), file.length));
        }
        report.end(spec, in, out, OptionalLong.empty(), List.of());
        return 0;
    }

    private static String line(Item item) {
        return String.format(Locale.ROOT, "%12s %12s  %-8s  %s", Comparison.whole(item.bytes()), Comparison.whole(item.packed()),
            item.coding().name().toLowerCase(Locale.ROOT), item.name().isEmpty() ? "all but the constants" : item.name());
    }

    static String line(String name, OptionalLong bytes, long of) {
        return bytes.isEmpty() ? String.format(Locale.ROOT, "%-20s is not installed", name)
            : Comparison.smaller(name, bytes.getAsLong(), of);
    }
}
