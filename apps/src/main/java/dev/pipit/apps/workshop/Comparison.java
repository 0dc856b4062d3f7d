package dev.pipit.apps.workshop;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import dev.pipit.framework.tflite.Model;

/**
 * Figures of a model and of what was made of it, in one table.
 *
 * @param stages by name, in the order in which they were made; the first is what the others came from
 */
public record Comparison(Map<String, Figures> stages) {
    private static final String ROW = "%-14s %12s %12s %12s %12s %10s %9s %9s %8s";

    public Comparison {
        stages = new LinkedHashMap<>(stages);
    }

    /** Before and after. Without examples to judge by, only sizes and time. */
    public static Comparison of(Model before, Model after, Optional<ExampleSet> judge) throws IOException {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("before", before);
        models.put("after", after);
        return of(models, judge);
    }

    /** Any number of stages; the first is what the others came from. */
    public static Comparison of(Map<String, Model> models, Optional<ExampleSet> judge) throws IOException {
        Map<String, Figures> stages = new LinkedHashMap<>();
        Optional<Outputs> first = Optional.empty();
        for (var stage : models.entrySet()) {
            Figures figures = Figures.of(stage.getValue());
            if (judge.isPresent()) {
                Outputs outputs = Outputs.of(stage.getValue(), judge.get());
                figures = figures.judged(outputs, judge.get());
                figures = first.isPresent() ? figures.likened(outputs, first.get()) : figures;
                first = first.or(() -> Optional.of(outputs));
            }
            stages.put(stage.getKey(), figures);
        }
        return new Comparison(stages);
    }

    /** The table, a line per stage under a line of heads. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "file bytes", "packed bytes", "arena bytes", "MACs", "µs", "accuracy", "agreement", "SNR dB"));
        stages.forEach((name, figures) -> lines.add(row(name, whole(figures.fileBytes()), whole(figures.packedBytes()),
            whole(figures.arenaBytes()), whole(figures.macs()), String.format(Locale.ROOT, "%.1f", figures.micros()),
            percent(figures.accuracy()), percent(figures.agreement()),
            text(figures.decibels(), value -> Double.isInfinite(value) ? "equal" : String.format(Locale.ROOT, "%.1f", value)))));
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    /** In groups of three digits. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** A file, its size, and which part that is of another size. */
    public static String smaller(String name, long bytes, long of) {
        return String.format(Locale.ROOT, "%-20s %12s bytes, 1/%.2f", name, whole(bytes), (double) of / bytes);
    }

    private static String percent(OptionalDouble part) {
        return text(part, value -> String.format(Locale.ROOT, "%.1f %%", 100 * value));
    }

    private static String text(OptionalDouble value, Function<Double, String> format) {
        return value.isPresent() ? format.apply(value.getAsDouble()) : "";
    }

    /** The stages by name. */
    public JsonObject json() {
        var json = new JsonObject();
        stages.forEach((name, figures) -> json.add(name, figures.json()));
        return json;
    }
}
