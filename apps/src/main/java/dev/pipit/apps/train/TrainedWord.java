package dev.pipit.apps.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.meter.Point;

/**
 * A word that was trained, and all that is said about it.
 *
 * @param manifest where it lies
 * @param own      recordings of the word that the user brought
 * @param judged   of them, those that it was judged by
 * @param advice   what would help most
 * @param command  that trains it again
 */
record TrainedWord(String phrase, Path manifest, Choice choice, Judgement judgement, Cost cost, int own, int judged,
        List<String> advice, List<String> sources, String command) {
    TrainedWord {
        advice = List.copyOf(advice);
        sources = List.copyOf(sources);
    }

    /** Whose voices the numbers are of. */
    String honesty() {
        return judged == 0 ? "All voices it was judged by are synthesised. People are heard less well: expect more misses, "
            + "and measure with recordings of your own (pipit meter)."
            : "Judged by synthesised voices and by " + judged + " of your recordings, which it was not trained on. "
                + "Recordings of people whom it was trained on flatter it.";
    }

    void print(PrintWriter out) {
        Point any = judgement.point(WordTrials.CLEAN);
        out.println();
        judgement.curves().forEach((condition, curve) -> out.println(String.format(Locale.ROOT,
            "missed, %-17s %4d of %-4d %5.1f %%   95 %% interval %.1f to %.1f %%", condition, curve.chosen().misses(),
            curve.chosen().positives(), 100 * curve.chosen().missRate(), 100 * curve.chosen().missRateLow(),
            100 * curve.chosen().missRateHigh())));
        out.println(String.format(Locale.ROOT, "false accepts            %4d in %.2f hours of other speech: %.2f an hour",
            any.falseAccepts(), any.negativeHours(), any.falseAcceptsPerHour()));
        out.println(String.format(Locale.ROOT, "threshold %.2f, mean of %d: chosen on %.2f other hours with %d false accepts%s",
            any.threshold(), choice.averaged(), choice.point().negativeHours(), choice.point().falseAccepts(),
            choice.met() ? "" : ", more than allowed"));
        int[] confused = judgement.confused();
        out.println(String.format(Locale.ROOT, "taken for it: %d of %d phrases that are like it", confused[0], confused[1]));
        out.println(String.format(Locale.ROOT, "%,d parameters, %,d bytes, %,d MACs a hop, %,d bytes of memory, %.1f µs a hop "
            + "here", cost.parameters(), cost.bytes(), cost.macs(), cost.arena(), cost.micros()));
        out.println(honesty());
        if (!advice.isEmpty()) {
            out.println("what would help most: " + advice.get(0));
        }
        out.println();
        out.println("next: ./pipit wake-word --mic --model " + manifest);
        out.flush();
    }

    JsonObject json() {
        JsonObject object = new JsonObject();
        object.addProperty("phrase", phrase);
        object.addProperty("manifest", manifest.toString());
        object.addProperty("threshold", WordManifest.rounded(choice.threshold()));
        object.addProperty("averaged", choice.averaged());
        object.addProperty("false_accepts_as_few_as_allowed", choice.met());
        object.addProperty("hours_chosen_on", WordManifest.rounded(choice.point().negativeHours()));
        object.add("accuracy", WordManifest.accuracy(judgement));
        object.addProperty("own_recordings", own);
        object.addProperty("own_recordings_judged_by", judged);
        JsonObject costs = new JsonObject();
        costs.addProperty("parameters", cost.parameters());
        costs.addProperty("bytes", cost.bytes());
        costs.addProperty("macs_per_hop", cost.macs());
        costs.addProperty("memory_bytes", cost.arena());
        costs.addProperty("us_per_hop", WordManifest.rounded(cost.micros()));
        object.add("cost", costs);
        JsonArray help = new JsonArray();
        advice.forEach(help::add);
        object.add("advice", help);
        return object;
    }
}
