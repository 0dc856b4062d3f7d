package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.train.Cost;

/** A page that needs nothing but itself: how good the model is, what it confuses, what it needs, how it learned. */
final class ReportPage {
    private static final String STYLE = "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}"
        + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .5em;text-align:right}"
        + "th{font-weight:normal;background:#f4f4f4}img{max-width:100%}code{background:#f4f4f4;padding:.1em .3em}";

    private final StringBuilder page = new StringBuilder();

    private ReportPage() {
    }

    /** Writes it. */
    static void write(Path file, String title, String command, Verdict verdict, Learned learned) throws IOException {
        ReportPage page = new ReportPage();
        page.line("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + text(title) + "</title><style>"
            + STYLE + "</style>");
        page.line("<h1>" + text(title) + "</h1><p><code>" + text(command) + "</code></p>");
        verdict.sentences().forEach(sentence -> page.line("<p>" + text(sentence) + "</p>"));
        page.confusion(verdict.data(), verdict.integers().counts());
        page.cost(verdict.cost());
        page.line("<h2>How it learned</h2><img alt=\"loss over the steps\" src=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(LossPlot.png(learned)) + "\">");
        page.examples(verdict.data());
        Files.write(file, page.page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void line(String html) {
        page.append(html).append('\n');
    }

    private void confusion(DataSet data, long[][] counts) {
        line("<h2>What is taken for what</h2><table><tr><th>said ↓ taken for →</th>");
        data.labels().forEach(label -> line("<th>" + text(label) + "</th>"));
        line("<th>right</th></tr>");
        for (int i = 0; i < counts.length; i++) {
            long all = Arrays.stream(counts[i]).sum();
            line("<tr><th>" + text(data.labels().get(i)) + "</th>");
            for (int j = 0; j < counts.length; j++) {
                String colour = i == j ? "70,160,90" : "210,80,60";
                line(String.format(Locale.ROOT, "<td style=\"background:rgba(%s,%.2f)\">%s</td>", colour,
                    Math.sqrt((double) counts[i][j] / all), counts[i][j] == 0 ? "" : String.valueOf(counts[i][j])));
            }
            line(String.format(Locale.ROOT, "<td>%.1f %%</td></tr>", 100.0 * counts[i][i] / all));
        }
        line("</table>");
    }

    private void cost(Cost cost) {
        line("<h2>What it needs</h2><table>");
        for (List<String> row : List.of(
                List.of("parameters", String.valueOf(cost.parameters())),
                List.of("bytes of the file", String.valueOf(cost.bytes())),
                List.of("multiplications an invocation", String.valueOf(cost.macs())),
                List.of("bytes of memory for tensors", String.valueOf(cost.arena())),
                List.of("microseconds an invocation, where it was trained", String.format(Locale.ROOT, "%.0f", cost.micros())))) {
            line("<tr><th>" + row.get(0) + "</th><td>" + row.get(1) + "</td></tr>");
        }
        line("</table>");
    }

    private void examples(DataSet data) {
        line("<h2>Examples</h2><table><tr><th></th><th>learned from</th><th>judged by</th></tr>");
        var learned = DataSet.counts(data.labels(), data.training());
        var judged = DataSet.counts(data.labels(), data.test());
        for (String label : data.labels()) {
            line("<tr><th>" + text(label) + "</th><td>" + learned.get(label) + "</td><td>" + judged.get(label)
                + "</td></tr>");
        }
        line("</table><p>A label with 16 times as many groups as another is shown twice as often. Several of the examples "
            + "that are learned from may be one recording, changed.</p>");
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
