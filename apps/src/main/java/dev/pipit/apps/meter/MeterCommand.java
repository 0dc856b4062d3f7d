package dev.pipit.apps.meter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Recordings;
import dev.pipit.apps.Words;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.pipelines.wakeword.Word;

/** {@code pipit meter}. */
@Command(
    name = "meter",
    customSynopsis = {"pipit meter --model=NAME|FILE... --positives=FILE|DIR... --negatives=FILE|DIR...",
        "             [OPTION...]", ""},
    description = {
        "Measures a wake word: how often it is missed, and how often it is heard in what is not it.",
        "",
        "Every recording is heard from its start with a fresh model, by the same pipeline as in wake-word. A recording of "
            + "the word is missed when the mean score never reaches the threshold; in the others every detection is a "
            + "false accept, with the refractory time between them.",
        ""},
    footer = {
        "",
        "Example:",
        "  pipit meter --model alexa.json --positives alexa/ --negatives speech/ radio/"})
public final class MeterCommand implements Callable<Integer> {
    private static final float[] SHOWN = {0.3f, 0.5f, 0.6f, 0.7f, 0.8f, 0.85f, 0.9f, 0.93f, 0.95f, 0.97f, 0.99f};
    private static final double[] GOALS = {0.1, 0.5, 1, 2};

    @Option(names = "--model", paramLabel = "NAME|FILE", required = true,
        description = "A word that comes with Pipit, a manifest (.json) or a model (.tflite); may be given several times.")
    private List<Path> models;

    @Option(names = "--positives", paramLabel = "FILE|DIR", arity = "1..*", required = true,
        description = "Recordings that each hold the word.")
    private List<Path> positives;

    @Option(names = "--negatives", paramLabel = "FILE|DIR", arity = "1..*", required = true,
        description = "Recordings without the word: speech, music, noise; the more hours, the better.")
    private List<Path> negatives;

    @Option(names = "--average", paramLabel = "N", description = "Scores in the mean, instead of the manifest's.")
    private Integer average;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the curve as PNG.")
    private Path plot;

    @Option(names = "--json", description = "One JSON object a model.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (plot != null && !plot.toString().endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "--plot must end in .png: plot=" + plot);
        }
        if (average != null && !(average >= 1 && average <= Tuning.MAX_AVERAGED)) {
            throw new ParameterException(spec.commandLine(), "--average must be from 1 to " + Tuning.MAX_AVERAGED
                + " scores: average=" + average);
        }
        List<Word> words = new ArrayList<>();
        for (Path model : models) {
            words.add(Words.load(model));
        }
        if (average != null) {
            words.forEach(word -> word.tuning().averaged(average));
        }
        List<Path> yes = Recordings.find(positives);
        List<Path> no = Recordings.find(negatives);
        PrintWriter out = spec.commandLine().getOut();
        List<Curve> curves;
        try (var survey = new Survey(words, yes.size() + no.size(), spec.commandLine().getErr())) {
            Survey.Part with = survey.of(yes);
            Survey.Part without = survey.of(no);
            curves = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                Word word = words.get(i);
                curves.add(Curve.of(word.name(), word.label(), word.tuning().threshold(), word.refractory().toNanos(),
                    with.traces(i), without.traces(i), without.hours()));
            }
        }
        for (Curve curve : curves) {
            if (json) {
                out.println(json(curve));
            } else {
                print(curve, out);
            }
        }
        if (plot != null) {
            CurvePlot.write(curves, plot);
            spec.commandLine().getErr().println("the curve is drawn in " + plot);
        }
        return 0;
    }

    private static void print(Curve curve, PrintWriter out) {
        Point any = curve.chosen();
        out.println(String.format(Locale.ROOT, "%s: %d recording%s of %s, %.2f hours without it", curve.model(),
            any.positives(), any.positives() == 1 ? "" : "s", curve.label(), any.negativeHours()));
        out.println("threshold   missed            95 % interval     false accepts   per hour");
        curve.points().stream().filter(point -> point.threshold() == any.threshold() || shown(point))
            .forEach(point -> out.println(row(point) + (point.threshold() == any.threshold() ? "   <- set" : "")));
        for (double goal : GOALS) {
            out.println(curve.best(goal).map(point -> String.format(Locale.ROOT,
                "at most %.1f false accepts an hour: threshold %.2f misses %.1f %%", goal, point.threshold(),
                100 * point.missRate()))
                .orElse(String.format(Locale.ROOT, "at most %.1f false accepts an hour: at no threshold", goal)));
        }
        out.flush();
    }

    private static boolean shown(Point point) {
        for (float threshold : SHOWN) {
            if (Math.abs(point.threshold() - threshold) < 1e-4f) {          // steps are a hundredth apart
                return true;
            }
        }
        return false;
    }

    private static String row(Point point) {
        return String.format(Locale.ROOT, "  %5.2f   %5d of %-5d %5.1f %%   %5.1f to %5.1f %%   %9d      %7.2f",
            point.threshold(), point.misses(), point.positives(), 100 * point.missRate(), 100 * point.missRateLow(),
            100 * point.missRateHigh(), point.falseAccepts(), point.falseAcceptsPerHour());
    }

    private static JsonObject json(Curve curve) {
        JsonObject object = new JsonObject();
        object.addProperty("model", curve.model());
        object.addProperty("label", curve.label());
        object.addProperty("positives", curve.chosen().positives());
        object.addProperty("negative_hours", curve.chosen().negativeHours());
        object.add("set", json(curve.chosen()));
        JsonArray points = new JsonArray();
        curve.points().forEach(point -> points.add(json(point)));
        object.add("points", points);
        return object;
    }

    private static JsonObject json(Point point) {
        JsonObject object = new JsonObject();
        object.addProperty("threshold", Math.round(point.threshold() * 1e4) / 1e4);
        object.addProperty("misses", point.misses());
        object.addProperty("miss_rate", point.missRate());
        object.addProperty("false_accepts", point.falseAccepts());
        object.addProperty("false_accepts_per_hour", point.falseAcceptsPerHour());
        return object;
    }
}
