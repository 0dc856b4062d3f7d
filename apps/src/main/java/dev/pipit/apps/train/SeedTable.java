package dev.pipit.apps.train;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Words that were trained several times, with other seeds: how good each came out, and how far they lie apart.
 *
 * @param rows a word of a training each
 */
record SeedTable(List<Row> rows) {
    private static final String LABEL = "%-14s ";

    SeedTable {
        rows = List.copyOf(rows);
    }

    /** @param from what the training is called */
    record Row(String from, Judge.Verdict verdict) {
    }

    /**
     * Over the trainings of a word.
     *
     * @param what  as it is called in JSON
     * @param scale what a share or a rate is multiplied by to be read
     * @param form  how it is printed
     */
    private record Spread(String what, double scale, String form, double[] values) {
        double mean() {
            return DoubleStream.of(values).average().orElseThrow();
        }

        double least() {
            return DoubleStream.of(values).min().orElseThrow();
        }

        double greatest() {
            return DoubleStream.of(values).max().orElseThrow();
        }

        String meanCell() {
            return String.format(Locale.ROOT, form, scale * mean());
        }

        String rangeCell() {
            return String.format(Locale.ROOT, form.replaceFirst("%\\.\\df", "$0 to $0"), scale * least(), scale * greatest());
        }
    }

    private static List<Spread> spreads(List<Judge.Verdict> all) {
        List<Spread> spreads = new ArrayList<>();
        spreads.add(new Spread("threshold", 1, "%.3f", all.stream().mapToDouble(Judge.Verdict::threshold).toArray()));
        spreads.add(missed("clean", all.stream().map(Judge.Verdict::clean).toList()));
        spreads.add(missed("noise_10_db", all.stream().map(Judge.Verdict::noisy).toList()));
        spreads.add(missed("in_speech", all.stream().map(Judge.Verdict::spliced).toList()));
        spreads.add(accepts("", all.stream().map(Judge.Verdict::falseAccepts).toList()));
        List<FalseAccepts> synthesised = all.stream().flatMap(verdict -> verdict.synthesised().stream()).toList();
        if (!synthesised.isEmpty()) {
            spreads.add(accepts("synthesised_", synthesised));
        }
        return spreads;
    }

    private static Spread missed(String condition, List<Asked> all) {
        return new Spread("missed_" + condition, 100, "%.1f %%",
            all.stream().mapToDouble(asked -> asked.missed().rate()).toArray());
    }

    private static Spread accepts(String where, List<FalseAccepts> all) {
        return new Spread(where + "false_accepts_per_hour", 1, "%.1f an hour",
            all.stream().mapToDouble(FalseAccepts::perHour).toArray());
    }

    private Map<String, List<Row>> words() {
        Map<String, List<Row>> words = new LinkedHashMap<>();
        rows.forEach(row -> words.computeIfAbsent(row.verdict().word(), word -> new ArrayList<>()).add(row));
        return words;
    }

    private static List<Judge.Verdict> verdicts(List<Row> rows) {
        return rows.stream().map(Row::verdict).toList();
    }

    /** For each word its rows, then the means over them, and the least and the greatest. */
    void print(PrintWriter out) {
        out.println(label("from") + VerdictTable.head(verdicts(rows)));
        words().forEach((word, own) -> {
            own.forEach(row -> out.println(label(row.from()) + VerdictTable.line(row.verdict())));
            List<Spread> spreads = spreads(verdicts(own));
            out.println(label("mean of " + own.size()) + line(word, spreads.stream().map(Spread::meanCell).toList()));
            out.println(label("range") + line(word, spreads.stream().map(Spread::rangeCell).toList()));
        });
    }

    private static String label(String from) {
        return String.format(Locale.ROOT, LABEL, from);
    }

    private static String line(String word, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(word));
        line.addAll(cells);
        return VerdictTable.line(line);
    }

    /** An object for each row, then one for each word with its means, least and greatest; shares, not percent. */
    void printJson(PrintWriter out) {
        for (Row row : rows) {
            JsonObject json = VerdictTable.jsonWithIntervals(row.verdict());
            json.addProperty("from", row.from());
            out.println(json);
        }
        words().forEach((word, own) -> {
            JsonObject json = new JsonObject();
            json.addProperty("word", word);
            json.addProperty("trainings", own.size());
            for (Spread spread : spreads(verdicts(own))) {
                JsonObject each = new JsonObject();
                each.addProperty("mean", spread.mean());
                each.addProperty("least", spread.least());
                each.addProperty("greatest", spread.greatest());
                json.add(spread.what(), each);
            }
            out.println(json);
        });
    }
}
