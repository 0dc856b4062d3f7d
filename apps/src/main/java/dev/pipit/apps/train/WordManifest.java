package dev.pipit.apps.train;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

import dev.pipit.apps.meter.Point;

/** The manifest of a trained word, as docs/manifest.md describes it and ESPHome reads it. */
final class WordManifest {
    /** What TensorFlow Lite Micro keeps of a tensor and of an operator besides their numbers, about. */
    private static final long BYTES_PER_TENSOR = 64;
    private static final long BYTES_BESIDES = 4096;

    private WordManifest() {
    }

    static String json(String phrase, String file, Choice choice, Judgement judgement, Cost cost, List<String> sources,
            String command) {
        JsonObject micro = new JsonObject();
        micro.addProperty("probability_cutoff", Math.round(choice.threshold() * 1000) / 1000.0);
        micro.addProperty("sliding_window_size", choice.averaged());
        micro.addProperty("feature_step_size", 10);
        micro.addProperty("tensor_arena_size", arena(choice, cost));
        micro.addProperty("minimum_esphome_version", "2024.7.0");
        JsonObject ours = new JsonObject();
        ours.addProperty("licence", "whoever trained it decides; training_data says what it has heard");
        JsonArray data = new JsonArray();
        sources.forEach(data::add);
        ours.add("training_data", data);
        ours.addProperty("training_command", command);
        ours.add("accuracy", accuracy(judgement));
        JsonObject manifest = new JsonObject();
        manifest.addProperty("type", "micro");
        manifest.addProperty("wake_word", phrase);
        manifest.addProperty("author", "trained with Pipit");
        manifest.addProperty("website", "");
        manifest.addProperty("model", file);
        JsonArray languages = new JsonArray();
        languages.add("en");
        manifest.add("trained_languages", languages);
        manifest.addProperty("version", 2);
        manifest.add("micro", micro);
        manifest.add("pipit", ours);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(manifest) + "\n";
    }

    private static long arena(Choice choice, Cost cost) {
        long exact = cost.arena() + BYTES_PER_TENSOR * choice.model().main().tensors().size() + BYTES_BESIDES;
        return (exact + 1023) / 1024 * 1024;
    }

    /** What was measured on the side that judges. */
    static JsonObject accuracy(Judgement judgement) {
        JsonObject accuracy = new JsonObject();
        Point clean = judgement.point(WordTrials.CLEAN);
        judgement.curves().forEach((condition, curve) -> {
            String key = condition.replace(' ', '_');
            accuracy.addProperty("misses_" + key, curve.chosen().misses() + " of " + curve.chosen().positives());
        });
        accuracy.addProperty("miss_rate", rounded(clean.missRate()));
        accuracy.addProperty("miss_rate_low", rounded(clean.missRateLow()));
        accuracy.addProperty("miss_rate_high", rounded(clean.missRateHigh()));
        accuracy.addProperty("false_accepts", clean.falseAccepts());
        accuracy.addProperty("false_accepts_per_hour", rounded(clean.falseAcceptsPerHour()));
        accuracy.addProperty("hours_without_the_word", rounded(clean.negativeHours()));
        int[] confused = judgement.confused();
        accuracy.addProperty("confusable_phrases_accepted", confused[0] + " of " + confused[1]);
        return accuracy;
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
