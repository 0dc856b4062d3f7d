package dev.pipit.apps.state;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;

/** {@code pipit state torture}. */
@Command(
    name = "torture",
    description = {
        "Kills a process that saves states, again and again at random moments, and looks at what is left.",
        "",
        "Nothing that the process said it had kept may be lost, the folder must open each time, and no version may be "
            + "damaged. Exit code 1 if that is not so.",
        ""})
final class TortureCommand implements Callable<Integer> {
    private static final long EVERY_NANOS = 2_000_000_000L;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "100", description = "How often (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--bytes", paramLabel = "N", defaultValue = "20000",
        description = "Size of a state (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to save, such as a disk that is nearly full; must be "
        + "empty (default: a temporary folder).")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the moments (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (kills < 1 || bytes < 1) {
            throw new ParameterException(spec.commandLine(), "--kills and --bytes must be at least 1: kills=" + kills
                + ", bytes=" + bytes);
        }
        Path place = folder == null ? Files.createTempDirectory("pipit-torture-") : Files.createDirectories(folder);
        if (!StateFolder.history(place).isEmpty()) {
            throw new IOException(place + " holds something that was learned already");
        }
        Torture torture = new Torture(place, bytes, seed);
        try {
            run(torture);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped after " + torture.result().kills() + " kills", e);
        } finally {
            clear(place);
        }
        Torture.Result result = torture.result();
        print(result, spec.commandLine().getOut());
        return result.passed() ? 0 : 1;
    }

    private void run(Torture torture) throws IOException, InterruptedException {
        long said = System.nanoTime();
        for (int i = 0; i < kills; i++) {
            torture.kill();
            if (System.nanoTime() - said > EVERY_NANOS) {
                spec.commandLine().getErr().println("killed " + (i + 1) + " of " + kills);
                said = System.nanoTime();
            }
        }
    }

    private void clear(Path place) throws IOException {
        try (StateFolder open = StateFolder.open(place, Saving.KIND)) {
            open.forget();
        }
        if (folder == null) {
            Files.deleteIfExists(place.resolve("lock"));
            Files.deleteIfExists(place);
        }
    }

    private void print(Torture.Result result, PrintWriter out) {
        if (json) {
            out.println(new Gson().toJson(result));
            return;
        }
        row(out, "killed at random moments", result.kills());
        row(out, "states acknowledged", result.acknowledged());
        row(out, "acknowledged and lost", result.lost());
        row(out, "folders that did not open", result.unopened());
        row(out, "versions damaged", result.damaged());
        row(out, "killed while a file was half written", result.halfWritten());
        row(out, "killed after keeping, before saying so", result.silent());
        row(out, "states refused (disk full)", result.refused());
    }

    private static void row(PrintWriter out, String what, int count) {
        out.println(String.format(Locale.ROOT, "%-40s %d", what, count));
    }
}
