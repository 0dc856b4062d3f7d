package dev.pipit.apps.workshop;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.compression.harden.AdversarialTraining;
import dev.pipit.framework.compression.harden.Layout;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;

/** {@code pipit harden}. */
@Command(
    name = "harden",
    description = "Says how a model bears inputs that were changed to mislead it, and sensors that are broken, and trains it to "
        + "bear more.%n",
    footer = {
        "",
        "Examples:",
        "  pipit harden model.tflite --examples learn --judge judge                only says how it is",
        "  pipit harden model.tflite hard.tflite --examples learn --judge judge --epsilon 0.2 --steps 500",
        "",
        "Attacks know the model from inside, with the rounding of its 8 bits (the gradient passes through it), change each number "
            + "by at most epsilon standard deviations of its column, and do not know of smoothing. What is judged is the model "
            + "that is deployed. Both sets need labels.",
        "",
        "Exit code: 0, 1 if an input cannot be used, 2 for wrong usage."})
public final class HardenCommand implements Callable<Integer> {
    private static final int BATCH = 32;

    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite) of real numbers or of 8 bits.")
    private Path in;

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUT", description = "What comes of training it with attacked inputs.")
    private Path out;

    @Option(names = "--examples", required = true, paramLabel = "DIR", description = "What is learned from, with labels; a "
        + "universal perturbation is found on them.")
    private Path examples;

    @Option(names = "--epsilon", paramLabel = "PART", defaultValue = "0.1",
        description = "How far a number may go, in standard deviations of its column (default: ${DEFAULT-VALUE}).")
    private double epsilon;

    @Option(names = "--attack-steps", paramLabel = "N", defaultValue = "10",
        description = "Of projected gradient descent (default: ${DEFAULT-VALUE}).")
    private int attackSteps;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "500", description = "Of training (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.001", description = "Of training (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes.")
    private long seed;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public HardenCommand() {
    }

    @Override
    public Integer call() throws IOException {
        if (!(epsilon > 0) || attackSteps < 1 || steps < 1 || !(rate > 0)) {
            throw new IllegalArgumentException("--epsilon and --rate must be above 0, --steps and --attack-steps at least 1: "
                + "epsilon=" + epsilon + ", rate=" + rate + ", steps=" + steps + ", attackSteps=" + attackSteps);
        }
        Model model = Model.load(in);
        ExampleSet learn = ExampleSet.load(examples);
        ExampleSet judge = report.judge().orElseThrow(() -> new IllegalArgumentException("--judge DIR is needed: what is "
            + "judged must not be what is learned from"));
        learn.checkFits(model);
        judge.checkFits(model);
        if (learn.labels().isEmpty() || judge.labels().isEmpty()) {
            throw new IllegalArgumentException("both sets must have labels (labels.npy): examples=" + examples);
        }
        List<Integer> shape = learn.shape();
        Layout layout = Layout.of(learn.examples(), shape.size() > 2 ? shape.get(1) : 1);
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("before", model);
        if (out != null) {
            ModelWriter.write(hardened(model, learn, layout), out);
            models.put("after", Model.load(out));
        }
        Map<String, Robustness> columns = new LinkedHashMap<>();
        var trial = new Robustness.Trial(epsilon, attackSteps, seed);
        for (Map.Entry<String, Model> each : models.entrySet()) {
            columns.put(each.getKey(), Robustness.of(each.getValue(), learn, judge, layout, trial, false));
            if (layout.rows() > 2) {
                columns.put(each.getKey() + ", smoothed", Robustness.of(each.getValue(), learn, judge, layout, trial, true));
            }
        }
        end(Comparison.of(models, Optional.of(judge)), columns);
        return 0;
    }

    private Model hardened(Model model, ExampleSet learn, Layout layout) throws IOException {
        Trainable trainable = Robustness.trainable(model);
        var trainer = new Trainer(trainable.network(), new AdamW(trainable.network().parameters(), 0), Schedule.cosine(rate, 0,
            steps), new AdversarialTraining(trainable, layout, learn.examples(), learn.labels().orElseThrow(), epsilon),
            TrainerSettings.of(seed, BATCH).averaged(0));
        Learning.train(spec.commandLine().getErr(), "adversarial training", trainer, steps);
        return trainable.model();
    }

    private void end(Comparison comparison, Map<String, Robustness> columns) throws IOException {
        if (out != null) {
            report.log(spec, comparison, out, OptionalLong.of(seed), List.of(in, examples));
        }
        PrintWriter screen = spec.commandLine().getOut();
        if (report.json()) {
            var json = new JsonObject();
            json.add("figures", comparison.json());
            columns.forEach((name, robustness) -> json.add(name, robustness.json()));
            screen.println(json);
        } else {
            Robustness.lines(columns).forEach(screen::println);
            screen.println();
            comparison.lines().forEach(screen::println);
        }
        screen.flush();
    }
}
