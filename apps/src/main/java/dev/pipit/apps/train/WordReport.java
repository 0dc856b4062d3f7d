package dev.pipit.apps.train;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

import dev.pipit.apps.meter.Point;

/** The page about a trained word: one file, with its pictures in it. */
final class WordReport {
    private static final int SHOWN = 12;

    private final StringBuilder html = new StringBuilder();

    private WordReport() {
    }

    static String html(TrainedWord word, XYChart learning) throws IOException {
        return new WordReport().page(word, learning);
    }

    private String page(TrainedWord word, XYChart learning) throws IOException {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").append(text(word.phrase()))
            .append("</title><style>body{font:16px/1.5 sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
                + "td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ddd}td:first-child,"
                + "th:first-child{text-align:left}img{max-width:100%}</style></head><body>\n");
        head(1, "“" + word.phrase() + "”");
        accuracy(word);
        picture("Misses over false accepts an hour", Chart.misses(word.judgement().curves()));
        head(2, "What would help most");
        list(word.advice());
        confusions(word.judgement());
        head(2, "What it costs");
        cost(word.cost());
        head(2, "How it learned");
        picture("Loss over steps", learning);
        head(2, "What it has heard");
        list(word.sources());
        html.append("<p><code>").append(text(word.command())).append("</code></p>\n</body></html>\n");
        return html.toString();
    }

    private void accuracy(TrainedWord word) {
        Point any = word.judgement().point(WordTrials.CLEAN);
        html.append("<table><tr><th>by voices it was not trained on</th><th>missed</th><th>95 % interval</th></tr>\n");
        word.judgement().curves().forEach((condition, curve) -> row(condition,
            curve.chosen().misses() + " of " + curve.chosen().positives(),
            String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * curve.chosen().missRateLow(),
                100 * curve.chosen().missRateHigh())));
        html.append("</table>\n");
        paragraph(String.format(Locale.ROOT, "%d false accepts in %.2f hours of other speech: %.2f an hour. Threshold %.2f, "
            + "mean of %d scores. It was chosen on %.2f other hours, with %d false accepts.", any.falseAccepts(),
            any.negativeHours(), any.falseAcceptsPerHour(), any.threshold(), word.choice().averaged(),
            word.choice().point().negativeHours(), word.choice().point().falseAccepts()));
        paragraph(word.honesty());
    }

    private void confusions(Judgement judgement) {
        head(2, "What is easily taken for it");
        html.append("<table><tr><th>phrase</th><th>highest mean score</th><th>taken for it</th></tr>\n");
        judgement.confusions().stream().limit(SHOWN).forEach(each -> row(each.phrase(),
            String.format(Locale.ROOT, "%.2f", each.score()), each.heard() + " of " + each.voices() + " voices"));
        html.append("</table>\n");
    }

    private void cost(Cost cost) {
        html.append("<table>");
        row("parameters", number(cost.parameters()));
        row("bytes of the file", number(cost.bytes()));
        row("products (MAC) a hop of 10 ms", number(cost.macs()));
        row("bytes for tensors and for what is kept", number(cost.arena()));
        row("µs a hop on this machine, median", String.format(Locale.ROOT, "%.1f", cost.micros()));
        html.append("</table>\n");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private void head(int level, String title) {
        html.append("<h").append(level).append('>').append(text(title)).append("</h").append(level).append(">\n");
    }

    private void paragraph(String words) {
        html.append("<p>").append(text(words)).append("</p>\n");
    }

    private void list(List<String> items) {
        html.append("<ul>");
        items.forEach(item -> html.append("<li>").append(text(item)).append("</li>"));
        html.append("</ul>\n");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(text(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }

    private void picture(String what, XYChart chart) throws IOException {
        html.append("<img alt=\"").append(text(what)).append("\" src=\"data:image/png;base64,")
            .append(Base64.getEncoder().encodeToString(Chart.png(chart))).append("\">\n");
    }

    private static String text(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
