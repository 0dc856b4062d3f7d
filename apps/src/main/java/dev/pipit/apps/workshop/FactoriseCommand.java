package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.compression.factorise.Factorisation;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** {@code pipit factorise}. */
@Command(
    name = "factorise",
    description = {
        "Puts two small layers in the place of a large one, where that takes fewer multiplications.",
        "",
        "Dense layers and convolutions become fewer filters and a mixture of them, or a column of the window and a row of it, by "
            + "their singular values. The model must compute in real numbers; pipit convert makes it 8 bits afterwards.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit factorise float.tflite small.tflite --energy 0.95 --examples learn --judge judge",
        "  pipit factorise float.tflite small.tflite --points 1 --steps 0 --examples learn --judge judge",
        "",
        "Exit code: 0, 1 for a file that cannot be used, 2 for wrong usage."})
public final class FactoriseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite).")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The model that is made.")
    private Path out;

    @ArgGroup(multiplicity = "1")
    private Budget budget;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** How much may be lost. */
    private static final class Budget {
        @Option(names = "--energy", paramLabel = "PART",
            description = "Of the squares of each layer's singular values that is kept, up to 1.")
        private Double energy;

        @Option(names = "--points", paramLabel = "N",
            description = "Of accuracy on --examples that may be lost before it learns again: the least energy is looked for.")
        private Double points;
    }

    /** Filled in by the command line. */
    public FactoriseCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(in);
        Examples examples = learning.examples(model);
        var factorisation = new Factorisation(model);
        double energy = budget.energy != null ? budget.energy : factorisation.energy(examples, budget.points);
        Model factorised = factorisation.keeping(energy);
        int more = factorised.main().operators().size() - model.main().operators().size();
        spec.commandLine().getErr().println(String.format(Locale.ROOT, "energy %.4f: %d layers become two each", energy, more));
        Model made = more == 0 || learning.settings().steps() == 0 ? factorised : learning.run("learning", spec,
            (threads, loss) -> factorisation.retrained(factorised, examples, learning.settings(), threads, loss));
        ModelWriter.write(made, out);
        report.end(spec, in, out, OptionalLong.of(learning.seed()), learning.read());
        return 0;
    }
}
