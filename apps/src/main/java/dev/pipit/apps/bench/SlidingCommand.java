package dev.pipit.apps.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.MemoryUse;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.SlidingCost;
import dev.pipit.framework.inference.SlidingInterpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/** {@code pipit sliding}: what a model costs when it slides over its rows, and how long that takes. */
@Command(name = "sliding", description = {"Show what a model over the last rows of features costs when only new rows are"
    + " computed,", "layer by layer, and how long that takes beside a full run."})
public final class SlidingCommand implements Callable<Integer> {
    private static final String ROW = "%4s  %-24s %6s %9s %12s %12s%n";

    @Parameters(paramLabel = "MODEL", description = "A .tflite file without a memory of its own.")
    private Path model;

    @Option(names = "--hop", paramLabel = "ROWS", defaultValue = "1",
        description = "New rows each time (default: ${DEFAULT-VALUE}).")
    private int hop;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3",
        description = "How long to measure; 0: not at all (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--kernels", paramLabel = "SET", defaultValue = "FASTEST",
        description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private KernelSet kernels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Model loaded = Model.load(model);
        Settings settings = Settings.standard().kernels(kernels);
        SlidingInterpreter sliding = sliding(loaded, settings);
        Interpreter full = Interpreter.prepare(loaded, settings);
        table(sliding, out);
        if (seconds > 0) {
            boolean upgraded = full.upgrade() && sliding.upgrade();
            var times = HopTimes.measure(full, sliding, (long) (seconds * 1e9));
            out.printf(Locale.ROOT, "time: %.1f us a hop, full run %.1f us, ratio %.3f (%s kernels, shortest of %d)%n",
                times.hopNanos() / 1e3, times.fullNanos() / 1e3, times.ratio(),
                (upgraded ? KernelSet.VECTOR : kernels).name().toLowerCase(Locale.ROOT), times.hops());
        }
        out.printf(Locale.ROOT, "memory of a hop: %s%nof a full run:   %s%n", bytes(sliding.memory()),
            bytes(full.memory()));
        return 0;
    }

    private SlidingInterpreter sliding(Model loaded, Settings settings) throws ModelFormatException {
        try {
            return SlidingInterpreter.prepare(loaded, hop, settings);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(model.getFileName() + ": " + e.getMessage());
        }
    }

    private void table(SlidingInterpreter sliding, PrintWriter out) {
        out.printf(Locale.ROOT, "%s: hops of %d of %d rows%n", model.getFileName(), hop, sliding.rows());
        out.printf(Locale.ROOT, ROW, "", "operator", "rows", "computed", "full MACs", "new MACs");
        for (SlidingCost cost : sliding.costs()) {
            out.printf(Locale.ROOT, ROW, cost.index(), cost.name(), cost.rows() == 0 ? "" : cost.rows(),
                cost.rows() == 0 ? "all" : cost.computedRows(), cost.fullMacs(), cost.newMacs());
        }
        out.printf(Locale.ROOT, ROW, "", "all", "", "", sliding.fullMacs(), sliding.newMacs());
        out.printf(Locale.ROOT, "new: %.1f %% of the MACs of a full run%n",
            100.0 * sliding.newMacs() / Math.max(1, sliding.fullMacs()));
    }

    private static String bytes(MemoryUse memory) {
        return String.format(Locale.ROOT, "%d bytes (tensors %d, kept beside them %d, constants %d, kernels %d)",
            memory.bytes(), memory.arenaBytes(), memory.variableBytes(), memory.constantBytes(),
            memory.scratchBytes() + memory.twinBytes());
    }
}
