package dev.pipit.apps.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.Workers;
import dev.pipit.framework.stream.Team;

/** {@code pipit bench}. */
@Command(
    name = "bench",
    description = {
        "Measures how long models take on this machine.",
        "",
        "By the method of MLPerf Tiny: five windows of at least 10 s and 10 inferences each; their median counts. The "
            + "shortest inference is shown too. \"first ms\" is from the file to the first output, and holds the start of "
            + "the program for the first model only; \"alloc\" is bytes allocated per inference.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit bench model.tflite --quick                        a first impression in a second",
        "  pipit bench model.tflite --profile                      where the time goes",
        "  pipit bench --training --quick                          how fast networks learn",
        "  pipit bench --kernels reference,scalar,vector --json    all public models, one JSON object a line"})
public final class BenchCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000;

    @Parameters(paramLabel = "MODEL", arity = "0..*",
        description = "A .tflite file. None: the public models, if the folder PIPIT_DATA holds them.")
    private List<Path> models;

    @Option(names = "--quick", description = "About a second a model.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--profile", description = "Show each operator's shortest time.")
    private boolean profile;

    @Option(names = "--training", description = "Measure the training of small networks instead, on one core and two.")
    private boolean training;

    @Option(names = "--sparse", description = "Measure layers whose weights are 0 in blocks instead: do they pay?")
    private boolean sparse;

    @Option(names = "--kernels", paramLabel = "SET", split = ",", defaultValue = "FASTEST",
        description = "One or more of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<KernelSet> kernels;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
        description = "Split large operators among so many threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Spec
    private CommandSpec spec;

    private volatile String doing = "";

    @Override
    public Integer call() throws IOException {
        if (training || sparse) {
            if (training) {
                train();
            }
            if (sparse) {
                leaveOut();
            }
            return 0;
        }
        List<Path> files = models != null ? models : PublicModels.find(System.getenv(), Path.of(""));
        PrintWriter out = spec.commandLine().getOut();
        try (var team = new Team(threads);
                var screen = new Screen(json ? spec.commandLine().getErr() : out, () -> doing)) {
            print(screen, out, json ? "" : Measurement.header());
            int done = 0;
            for (Path file : files) {
                for (KernelSet set : kernels) {
                    doing = String.format(Locale.ROOT, "%d of %d: %s, %s kernels", ++done, files.size() * kernels.size(),
                        file.getFileName(), set.name().toLowerCase(Locale.ROOT));
                    measure(file, set, team, screen, out);
                }
            }
            if (models == null) {
                doing = "features";
                print(screen, out, FrontEndBench.measure(warmUp(), window()));
            }
        }
        return 0;
    }

    private void train() {
        PrintWriter out = spec.commandLine().getOut();
        try (var screen = new Screen(json ? spec.commandLine().getErr() : out, () -> doing)) {
            doing = "training";
            print(screen, out, json ? "" : TrainingSpeed.header());
            new TrainingBench(warmUp(), window())
                .measure(speed -> print(screen, out, json ? speed.json().toString() : speed.row()));
        }
    }

    private void leaveOut() {
        PrintWriter out = spec.commandLine().getOut();
        try (var screen = new Screen(json ? spec.commandLine().getErr() : out, () -> doing)) {
            doing = "sparse layers";
            print(screen, out, json ? "" : SparseSpeed.header());
            new SparseBench((warmUp() + window()) / SparseBench.ROUNDS / 5, SparseBench.ROUNDS)
                .measure(speed -> print(screen, out, json ? speed.json().toString() : speed.row()));
        }
    }

    private void measure(Path file, KernelSet set, Team team, Screen screen, PrintWriter out) throws IOException {
        var bench = new ModelBench(file, set, Workers.of(team.size(), team::run), warmUp(), window());
        print(screen, out, bench.measure());
        if (profile) {
            print(screen, out, bench.profile().stripTrailing());
        }
    }

    private void print(Screen screen, PrintWriter out, Measurement measurement) {
        print(screen, out, json ? measurement.json().toString() : measurement.row());
    }

    private void print(Screen screen, PrintWriter out, String line) {
        if (json && !line.isEmpty()) {
            out.println(line);
            out.flush();
        } else if (!json) {
            screen.print(line);
        }
    }

    private long warmUp() {
        return quick ? SECOND / 2 : 3 * SECOND;
    }

    private long window() {
        return quick ? SECOND / 10 : 10 * SECOND;
    }
}
