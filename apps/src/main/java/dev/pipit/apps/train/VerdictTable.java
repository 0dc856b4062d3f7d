package dev.pipit.apps.train;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How good words are, to be read. */
final class VerdictTable {
    private static final List<String> NAMES = List.of("word", "threshold", "missed: clean", "10 dB SNR", "in running speech",
        "false accepts", "in synthesised speech");
    private static final int[] WIDTHS = {11, 15, 20, 20, 20, 36, 0};

    private VerdictTable() {
    }

    /** A line a word. */
    static void print(List<Judge.Verdict> verdicts, PrintWriter out) {
        out.println(head(verdicts));
        verdicts.forEach(verdict -> out.println(line(verdict)));
    }

    static String head(List<Judge.Verdict> verdicts) {
        boolean synthesised = verdicts.stream().anyMatch(verdict -> verdict.synthesised().isPresent());
        return line(NAMES.subList(0, NAMES.size() - (synthesised ? 0 : 1)));
    }

    static String line(Judge.Verdict v) {
        List<String> cells = new ArrayList<>(List.of(v.word(), String.format(Locale.ROOT, "%.3f", v.threshold()),
            cell(v.clean().missed()), cell(v.noisy().missed()), cell(v.spliced().missed()), cell(v.falseAccepts())));
        v.synthesised().ifPresent(accepts -> cells.add(cell(accepts)));
        return line(cells);
    }

    /** As many of the columns as there are cells. */
    static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i)).append(" ".repeat(Math.max(1, WIDTHS[i] + 1 - cells.get(i).length())));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(MissRate rate) {
        return String.format(Locale.ROOT, "%.1f %% (%.0f-%.0f) %d", 100 * rate.rate(), 100 * rate.low(), 100 * rate.high(),
            rate.of());
    }

    private static String cell(FalseAccepts accepts) {
        return String.format(Locale.ROOT, "%d in %.2f h, %.1f an hour (%.1f-%.1f)", accepts.count(), accepts.hours(),
            accepts.perHour(), accepts.low(), accepts.high());
    }

    /** What the words miss more in another form: a line for each condition. */
    static void compare(List<Judge.Verdict> before, List<Judge.Verdict> after, PrintWriter out) {
        for (int i = 0; i < before.size(); i++) {
            Judge.Verdict one = before.get(i);
            Judge.Verdict other = after.get(i);
            compare(one.word(), "clean", one.clean(), other.clean(), out);
            compare(one.word(), "10 dB SNR", one.noisy(), other.noisy(), out);
            compare(one.word(), "in running speech", one.spliced(), other.spliced(), out);
        }
    }

    private static void compare(String word, String condition, Asked before, Asked after, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "%-11s %-18s %s", word, condition, PairedMisses.of(before, after)));
    }

    /** As it stands in a manifest. */
    static JsonObject json(Judge.Verdict verdict) {
        JsonObject json = new JsonObject();
        json.addProperty("word", verdict.word());
        json.addProperty("threshold", verdict.threshold());
        add(json, "clean", verdict.clean().missed());
        add(json, "noise_10_db", verdict.noisy().missed());
        add(json, "in_speech", verdict.spliced().missed());
        json.addProperty("false_accepts", verdict.falseAccepts().count());
        json.addProperty("hours", Math.round(verdict.falseAccepts().hours() * 100) / 100.0);
        return json;
    }

    /** And what false accepts an hour that may mean. */
    static JsonObject jsonWithIntervals(Judge.Verdict verdict) {
        JsonObject json = json(verdict);
        add(json, "", verdict.falseAccepts());
        verdict.synthesised().ifPresent(accepts -> {
            json.addProperty("synthesised_false_accepts", accepts.count());
            json.addProperty("synthesised_hours", Math.round(accepts.hours() * 100) / 100.0);
            add(json, "synthesised_", accepts);
        });
        return json;
    }

    private static void add(JsonObject json, String condition, MissRate rate) {
        json.addProperty("missed_" + condition, rate.missed());
        json.addProperty("of_" + condition, rate.of());
        json.addProperty("speakers_" + condition, rate.speakers());
    }

    private static void add(JsonObject json, String where, FalseAccepts accepts) {
        json.addProperty(where + "false_accepts_per_hour", accepts.perHour());
        json.addProperty(where + "false_accepts_per_hour_low", accepts.low());
        json.addProperty(where + "false_accepts_per_hour_high", accepts.high());
    }
}
