package dev.pipit.apps.fuzz;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.framework.tflite.FileDamage;

/** {@code pipit model fuzz}. */
@Command(
    name = "fuzz",
    description = {
        "Damages models at random, reads and runs them, and expects that each is refused in one line, or runs.",
        "",
        "A case is given by the files, the seed and its number. Whatever else happens (another exception, more memory "
            + "than allowed, no end) is a finding: its file is written, and named with seed and number.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit model fuzz                               a million cases of small models",
        "  pipit model fuzz --cases 10000 kws.tflite      damages one model",
        "  pipit model fuzz --seed 7 --first 4711 --cases 1   one case again",
        "",
        "Exit code: 0 if nothing was found, 1 otherwise, 2 for wrong usage."})
public final class FuzzCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Intact models (.tflite). Without: those of at most "
        + "60 kB in golden and models of the folder PIPIT_DATA or of the cache, or else one that is built in.")
    private List<Path> paths = List.of();

    @Option(names = "--cases", paramLabel = "N", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private long cases;

    @Option(names = "--first", paramLabel = "N", defaultValue = "0", description = "The number of the first case.")
    private long first;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--longest", paramLabel = "S", defaultValue = "10",
        description = "Seconds that one case may take. Default: ${DEFAULT-VALUE}.")
    private int longestSeconds;

    @Option(names = "--output-dir", paramLabel = "DIR", defaultValue = ".",
        description = "Where files that are findings are written. Default: here.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cases < 1 || first < 0 || longestSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--cases and --longest must be at least 1, --first at "
                + "least 0: cases=" + cases + ", longest=" + longestSeconds + ", first=" + first);
        }
        IntactModels models = paths.isEmpty() ? IntactModels.usual(System.getenv()) : IntactModels.load(paths);
        int threads = Runtime.getRuntime().availableProcessors();
        var run = new FuzzRun(new FileDamage(models.files(), seed), first, cases, Duration.ofSeconds(longestSeconds));
        var pace = new Pace(cases);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            run.run(threads, done -> { });
            out.println(json(run, models, pace));
        } else {
            out.println(Pace.number(cases) + " cases of " + (models.files().size() == 1 ? models.names().get(0)
                : models.files().size() + " models") + ", seed " + seed + ", " + threads + " threads");
            try (var screen = new Screen(out, () -> pace.at(run.done()))) {
                run.run(threads, pace.everyTenth(screen::print));
            }
            report(run, pace, out::println);
        }
        out.flush();
        return run.findings().isEmpty() ? 0 : 1;
    }

    private void report(FuzzRun run, Pace pace, Consumer<String> lines) throws IOException {
        Map<Trial.Outcome, Long> outcomes = run.outcomes();
        lines.accept(Pace.number(outcomes.get(Trial.Outcome.REFUSED)) + " refused, "
            + Pace.number(outcomes.get(Trial.Outcome.NOT_PREPARED)) + " read but not prepared, "
            + Pace.number(outcomes.get(Trial.Outcome.RUN)) + " run, "
            + Pace.number(outcomes.get(Trial.Outcome.NOT_TRIED)) + " too long to run");
        for (FuzzRun.Finding finding : run.findings()) {
            lines.accept("case " + finding.number() + ": " + finding.what() + "; " + keep(finding));
        }
        lines.accept(pace.over(run.done()) + (run.findings().isEmpty() ? ": nothing found"
            : ": " + run.findings().size() + " found"));
    }

    private JsonObject json(FuzzRun run, IntactModels models, Pace pace) throws IOException {
        JsonObject all = new JsonObject();
        all.addProperty("seed", seed);
        all.addProperty("first", first);
        all.addProperty("cases", run.done());
        all.add("models", new Gson().toJsonTree(models.names()));
        run.outcomes().forEach((outcome, count) -> all.addProperty(outcome.name().toLowerCase(Locale.ROOT), count));
        all.addProperty("seconds", pace.seconds());
        JsonArray findings = new JsonArray();
        for (FuzzRun.Finding finding : run.findings()) {
            JsonObject each = new JsonObject();
            each.addProperty("case", finding.number());
            each.addProperty("what", finding.what().toString());
            each.addProperty("file", keep(finding).toString());
            findings.add(each);
        }
        all.add("findings", findings);
        return all;
    }

    /** Writes the file, and beside it where it went wrong. */
    private Path keep(FuzzRun.Finding finding) throws IOException {
        Files.createDirectories(folder);
        String name = "fuzz-" + seed + "-" + finding.number();
        var trace = new StringWriter();
        finding.what().printStackTrace(new PrintWriter(trace, true));
        Files.writeString(folder.resolve(name + ".txt"), trace.toString());
        return Files.write(folder.resolve(name + ".tflite"), finding.file());
    }
}
