package dev.pipit.pipelines.wakeword;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the JSON of a {@link Manifest}; docs/manifest.md describes it. */
final class ManifestReader {
    static final String ASSUMED = "assumed";

    private static final String OURS = "pipit";
    private static final Set<String> OUR_KEYS = Set.of("refractory_seconds", "licence", "attribution", "training_data",
        "training_command", "accuracy", "features");
    private static final String[] ORIGIN_KEYS = {"author", "website", "trained_languages"};

    private final Path file;

    private ManifestReader(Path file) {
        this.file = file;
    }

    static Manifest load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; expected is a manifest (.json) or a .tflite file");
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        String name = file.getFileName().toString();
        boolean packed = name.endsWith(".pipit");
        if (!packed && !name.endsWith(".tflite")) {
            return new ManifestReader(file).read(Optional.empty());
        }
        Path beside = file.resolveSibling(stem(name) + ".json");
        if (Files.isRegularFile(beside)) {
            return new ManifestReader(beside).read(packed ? Optional.of(file) : Optional.empty());
        }
        return new Manifest(stem(name), stem(name), file, 0.5f, 5, Duration.ofMillis(10), Manifest.REFRACTORY,
            Map.of(ASSUMED, "no manifest beside the model"));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** @param instead of the model that it names: the same one, packed */
    private Manifest read(Optional<Path> instead) throws IOException {
        JsonObject all = parse();
        if (!"micro".equals(text(all, "type", ""))) {
            throw wrong("type must be micro: type=" + all.get("type"));
        }
        JsonObject micro = object(all, "micro");
        boolean first = number(all, "version", 1) < 2;
        JsonObject ours = all.has(OURS) ? object(all, OURS) : new JsonObject();
        for (String key : ours.keySet()) {
            if (!OUR_KEYS.contains(key)) {
                throw wrong("unknown key " + OURS + "." + key + "; known are " + new TreeSet<>(OUR_KEYS));
            }
        }
        float threshold = (float) number(micro, "probability_cutoff");
        if (!(threshold > 0 && threshold <= 1)) {
            throw wrong("micro.probability_cutoff must be above 0 and at most 1: " + threshold);
        }
        if (first && !micro.has("sliding_window_average_size") && micro.has("sliding_window_size")) {
            throw wrong("has micro.sliding_window_size, which is of version 2: version must be 2");
        }
        int averaged = whole(micro, first ? "sliding_window_average_size" : "sliding_window_size", 1, 100);
        int hop = micro.has("feature_step_size") ? whole(micro, "feature_step_size", 10, 20) : first ? 20 : 10;
        double refractory = number(ours, "refractory_seconds", Manifest.REFRACTORY.toSeconds());
        if (!(refractory >= 0 && refractory < 3600)) {
            throw wrong(OURS + ".refractory_seconds must be from 0 to 3600: " + refractory);
        }
        return new Manifest(stem(file.getFileName().toString()), text(all, "wake_word", null),
            instead.isPresent() ? instead.get() : model(all), threshold, averaged, Duration.ofMillis(hop), Duration.ofNanos(Math.round(refractory * 1e9)), origin(all, ours));
    }

    private JsonObject parse() throws IOException {
        try {
            JsonElement root = JsonParser.parseString(Files.readString(file));
            if (root.isJsonObject()) {
                return root.getAsJsonObject();
            }
        } catch (JsonParseException | MalformedInputException e) {
            throw new IOException(file + ": not a JSON manifest; expected is a .json file beside its .tflite", e);
        }
        throw wrong("not a JSON manifest; expected is a .json file beside its .tflite");
    }

    private Path model(JsonObject all) throws IOException {
        String name = text(all, "model", null);
        Path model = file.resolveSibling(name).normalize();
        if (!Files.isRegularFile(model)) {
            throw wrong("its model " + name + " is not beside it");
        }
        return model;
    }

    private static Map<String, String> origin(JsonObject all, JsonObject ours) {
        Map<String, String> origin = new TreeMap<>();
        for (String key : ORIGIN_KEYS) {
            if (all.has(key)) {
                origin.put(key, plain(all.get(key)));
            }
        }
        ours.entrySet().forEach(entry -> origin.put(entry.getKey(), plain(entry.getValue())));
        return origin;
    }

    private static String plain(JsonElement element) {
        return element.isJsonPrimitive() ? element.getAsString() : element.toString();
    }

    private JsonObject object(JsonObject in, String key) throws IOException {
        if (!in.has(key) || !in.get(key).isJsonObject()) {
            throw wrong("has no " + key + " section");
        }
        return in.getAsJsonObject(key);
    }

    private String text(JsonObject in, String key, String otherwise) throws IOException {
        JsonElement value = in.get(key);
        if (value != null && value.isJsonPrimitive()) {
            return value.getAsString();
        }
        if (otherwise == null) {
            throw wrong("has no " + key);
        }
        return otherwise;
    }

    private double number(JsonObject in, String key, double otherwise) throws IOException {
        return in.has(key) ? number(in, key) : otherwise;
    }

    private double number(JsonObject in, String key) throws IOException {
        JsonElement value = in.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            throw wrong("has no " + key);
        }
        try {
            return value.getAsDouble();
        } catch (NumberFormatException e) {
            throw new IOException(file + ": " + key + " must be a number: " + value, e);
        }
    }

    private int whole(JsonObject in, String key, int least, int most) throws IOException {
        double value = number(in, key);
        if (value != Math.rint(value) || value < least || value > most) {
            throw wrong(key + " must be a whole number from " + least + " to " + most + ": " + value);
        }
        return (int) value;
    }

    private IOException wrong(String what) {
        return new IOException(file + ": " + what);
    }
}
