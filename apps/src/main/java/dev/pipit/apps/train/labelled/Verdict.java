package dev.pipit.apps.train.labelled;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.train.Cost;

/**
 * How good a model is, and what it needs.
 *
 * @param integers what the exported model takes the test examples for
 * @param floats   what the network took them for before it was rounded
 */
record Verdict(DataSet data, Confusion integers, Confusion floats, Cost cost) {
    /** The difference of the accuracies in 8 bits and in floats. */
    double loss() {
        return floats.accuracy() - integers.accuracy();
    }

    /** In some sentences. */
    List<String> sentences() {
        double[] ends = integers.interval();
        String interval = integers.groups() < 2 ? "no interval, since there is one group"
            : String.format(Locale.ROOT, "95 %% interval %.1f to %.1f %%, drawing groups", 100 * ends[0], 100 * ends[1]);
        return List.of(
            String.format(Locale.ROOT, "accuracy of the 8-bit model: %.2f %% of %d %s of %d groups (%s)",
                100 * integers.accuracy(), data.test().size(), data.what(), integers.groups(), interval),
            String.format(Locale.ROOT, "mean over the labels, each counting the same: %.2f %%", 100 * integers.labelMean()),
            String.format(Locale.ROOT, "in floats, before rounding: %.2f %%; 8 bits are %+.2f points from it",
                100 * floats.accuracy(), -100 * loss()),
            data.remark());
    }

    /** A table: a row a label, a column what it was taken for. */
    void print(PrintWriter out) {
        sentences().forEach(out::println);
        long[][] counts = integers.counts();
        int width = data.labels().stream().mapToInt(String::length).max().orElse(1);
        out.printf(Locale.ROOT, "%n%" + width + "s  right", "");
        for (int i = 0; i < counts.length; i++) {
            out.printf(Locale.ROOT, " %4d", i);
        }
        out.println("   (columns: taken for)");
        for (int i = 0; i < counts.length; i++) {
            long all = 0;
            for (long count : counts[i]) {
                all += count;
            }
            out.printf(Locale.ROOT, "%-" + width + "s %5.1f%%", data.labels().get(i), 100.0 * counts[i][i] / all);
            for (long count : counts[i]) {
                out.printf(Locale.ROOT, " %4s", count == 0 ? "." : String.valueOf(count));
            }
            out.printf(Locale.ROOT, "   %d%n", i);
        }
        out.printf(Locale.ROOT, "%n%d parameters, %d bytes, %d MACs, arena %d bytes%n", cost.parameters(), cost.bytes(),
            cost.macs(), cost.arena());
        out.flush();
    }

    JsonObject json() {
        JsonObject object = new JsonObject();
        object.addProperty("accuracy", integers.accuracy());
        if (integers.groups() > 1) {
            JsonArray ends = new JsonArray();
            for (double end : integers.interval()) {
                ends.add(end);
            }
            object.add("interval95", ends);
        }
        object.addProperty("label_mean", integers.labelMean());
        object.addProperty("float_accuracy", floats.accuracy());
        object.addProperty("examples", data.test().size());
        object.addProperty("groups", integers.groups());
        object.addProperty("split", data.remark());
        JsonArray rows = new JsonArray();
        for (long[] counts : integers.counts()) {
            JsonArray row = new JsonArray();
            for (long count : counts) {
                row.add(count);
            }
            rows.add(row);
        }
        object.add("confusion", rows);
        object.addProperty("parameters", cost.parameters());
        object.addProperty("bytes", cost.bytes());
        object.addProperty("macs", cost.macs());
        object.addProperty("arena_bytes", cost.arena());
        return object;
    }
}
