package dev.pipit.apps.workshop;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.compression.quantize.Quantizer;
import dev.pipit.framework.tflite.Model;

/** {@code pipit convert judge}. */
@Command(
    name = "judge",
    description = "Converts float models that were published together with int8 ones, and compares both conversions: the "
        + "labels that are right, or the same as those of the float model, and the noise.%n")
final class PublishedCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-28s %8s %9s %8s %8s %8s %8s %8s %8s";

    @Option(names = "--data", paramLabel = "DIR", description = "A folder with golden, imu and models (default: the "
        + "variable PIPIT_DATA).")
    private Path data;

    @Option(names = "--only", paramLabel = "NAME", description = "One of the models.")
    private String only;

    @Option(names = "--to", paramLabel = "TYPE", defaultValue = "INT8",
        description = "int8, int16x8, int4 (default: int8; what was published is int8).")
    private Numbers to;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Mixin
    private QuantizeOptions quantize;

    @Spec
    private CommandSpec spec;

    /** What two conversions made of the same examples. */
    private record Row(Published pair, Outputs real, Outputs theirs, Outputs ours) {
        private Optional<Double> accuracy(Outputs of) {
            return pair.judge().labels().map(of::accuracy);
        }

        String text() {
            return String.format(Locale.ROOT, ROW, pair.name(), pair.what(), percent(accuracy(real)), percent(accuracy(theirs)),
                percent(accuracy(ours)), agreement(theirs), agreement(ours), decibels(theirs), decibels(ours),
                accuracy(ours).map(value -> String.format(Locale.ROOT, "%+.1f", 100 * (value - accuracy(theirs).orElseThrow())))
                    .orElse("")).stripTrailing();
        }

        private String agreement(Outputs of) {
            return percent(of.agreement(real).stream().boxed().findFirst());
        }

        private String decibels(Outputs of) {
            return String.format(Locale.ROOT, "%.1f", of.decibels(real));
        }

        private static String percent(Optional<Double> part) {
            return part.map(value -> String.format(Locale.ROOT, "%.1f %%", 100 * value)).orElse("");
        }

        JsonObject json() {
            var json = new JsonObject();
            json.addProperty("model", pair.name());
            json.addProperty("judged", pair.what());
            accuracy(real).ifPresent(value -> json.addProperty("accuracy_float", value));
            accuracy(theirs).ifPresent(value -> json.addProperty("accuracy_published", value));
            accuracy(ours).ifPresent(value -> json.addProperty("accuracy", value));
            theirs.agreement(real).ifPresent(value -> json.addProperty("agreement_published", value));
            ours.agreement(real).ifPresent(value -> json.addProperty("agreement", value));
            json.addProperty("snr_db_published", theirs.decibels(real));
            json.addProperty("snr_db", ours.decibels(real));
            return json;
        }
    }

    @Override
    public Integer call() throws IOException {
        Path folder = data != null ? data : Optional.ofNullable(System.getenv("PIPIT_DATA")).map(Path::of).orElseThrow(() ->
            new IOException("no data: give --data, or set PIPIT_DATA to a folder with golden, imu and models"));
        if (only != null && !Published.all().containsKey(only)) {
            throw new IOException("--only must be one of " + String.join(", ", Published.all().keySet()) + ": " + only);
        }
        PrintWriter out = spec.commandLine().getOut();
        var rows = new JsonArray();
        if (!json) {
            out.println(String.format(Locale.ROOT, ROW, "", "judged on", "float", "published", "ours", "agree: p", "ours",
                "SNR: p", "ours", "points"));
        }
        for (var pair : Published.all().entrySet()) {
            if (only == null || only.equals(pair.getKey())) {
                Row row = row(pair.getValue().read(folder));
                rows.add(row.json());
                if (!json) {
                    out.println(row.text());
                    out.flush();
                }
            }
        }
        if (json) {
            out.println(rows);
        }
        out.flush();
        return 0;
    }

    private Row row(Published pair) throws IOException {
        Model ours = Quantizer.quantize(pair.real(), pair.learn().examples(), quantize.settings(to));
        return new Row(pair, Outputs.of(pair.real(), pair.judge()), Outputs.of(pair.whole(), pair.judge()),
            Outputs.of(ours, pair.judge()));
    }
}
