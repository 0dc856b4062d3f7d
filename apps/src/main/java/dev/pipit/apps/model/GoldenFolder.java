package dev.pipit.apps.model;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * References that another implementation computed: an {@code index.json}, and arrays in {@code .npy} files.
 *
 * <p>A folder is either the root, whose index lists all models, or one folder below it: the cases of one model,
 * recordings with features and scores ({@code clips}), or labelled inputs ({@code inputs.npy}, {@code outputs.npy},
 * {@code labels.npy}). Files are named relative to the root, recordings relative to the folder that holds it.
 *
 * @param root   where file names start
 * @param models with their cases
 * @param chains recordings, by the name of their folder
 * @param sets   labelled inputs, by the name of their folder
 */
record GoldenFolder(Path root, List<ModelEntry> models, Map<String, List<Clip>> chains, Map<String, LabelledSet> sets) {
    private static final String INDEX = "index.json";
    private static final Gson GSON = new Gson();

    /** One model and its cases. */
    record ModelEntry(String id, @SerializedName("model_file") String modelFile, List<Case> cases) { }

    /** Inputs and outputs; with more than one step, arrays have a leading axis of steps. */
    record Case(String id, int steps, List<String> inputs, List<String> outputs, List<Dump> tensors) {
        Case {
            tensors = tensors == null ? List.of() : tensors;
        }
    }

    /** A tensor as it stood after the last step. */
    record Dump(int subgraph, int index, String file) {
        String name() {
            return (subgraph == 0 ? "" : "s" + subgraph + "_") + "t" + index;
        }
    }

    /** A recording with its features, and the scores of models that hear them. */
    record Clip(String wav, @SerializedName("features_u16") String features,
            @SerializedName("features_i8") String int8Features, Map<String, ClipModel> models) { }

    /** The score of each step; each step takes the next rows. */
    record ClipModel(String file, @SerializedName("frames_per_step") int rowsPerStep,
            @SerializedName("prob_u8") String scores) { }

    /** Inputs of one model with outputs and labels. */
    record LabelledSet(String model) { }

    /**
     * Reads the index.
     *
     * @throws IOException if there is none, or it is not one; in one line
     */
    static GoldenFolder open(Path folder) throws IOException {
        JsonObject index = index(folder);
        Path root = index.has("models") ? folder : folder.toAbsolutePath().normalize().getParent();
        var golden = new GoldenFolder(root, new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        if (index.has("models")) {
            for (JsonElement model : index.getAsJsonArray("models")) {
                golden.add(folder, model.getAsJsonObject());
            }
            for (Path other : others(folder)) {
                golden.add(other, index(other));
            }
        } else {
            golden.add(folder.toAbsolutePath().normalize(), index);
        }
        return golden;
    }

    private static JsonObject index(Path folder) throws IOException {
        Path file = folder.resolve(INDEX);
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder + ": must have an " + INDEX + ": expected is a folder of references, or that of "
                + "one model in it");
        }
        try {
            return JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | CharacterCodingException e) {
            throw new IOException(file + ": must be a JSON object", e);
        }
    }

    /** Folders with an index of their own that are not about the cases of one model: those the root lists. */
    private static List<Path> others(Path root) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.isRegularFile(folder.resolve(INDEX)) && !index(folder).has("cases")) {
                    others.add(folder);
                }
            }
        }
        return others;
    }

    private void add(Path folder, JsonObject index) throws IOException {
        String name = String.valueOf(folder.getFileName());
        try {
            if (index.has("cases")) {
                models.add(complete(GSON.fromJson(index, ModelEntry.class), folder));
            } else if (index.has("clips")) {
                List<Clip> clips = new ArrayList<>();
                index.getAsJsonArray("clips").forEach(clip -> clips.add(GSON.fromJson(clip, Clip.class)));
                chains.put(name, clips);
            } else if (index.has("model")) {
                sets.put(name, GSON.fromJson(index, LabelledSet.class));
            } else {
                throw new IOException(folder.resolve(INDEX) + ": must have models, cases, clips or a model");
            }
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(folder.resolve(INDEX) + ": " + e.getMessage(), e);
        }
    }

    private static ModelEntry complete(ModelEntry entry, Path folder) throws IOException {
        boolean complete = entry.id != null && entry.modelFile != null && entry.cases.stream()
            .allMatch(each -> each.id != null && each.steps >= 1 && each.inputs != null && each.outputs != null);
        if (!complete) {
            throw new IOException(folder.resolve(INDEX) + ": a model must have id, model_file and cases, a case id, "
                + "steps, inputs and outputs: model=" + entry.id);
        }
        return entry;
    }

    /** How much there is to check: cases, recordings and labelled sets. */
    int size() {
        return models.stream().mapToInt(model -> model.cases.size()).sum()
            + chains.values().stream().mapToInt(List::size).sum() + sets.size();
    }

    /** A file that is named relative to the root. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** A file that is named relative to the folder that holds the root. */
    Path data(String name) {
        return root.toAbsolutePath().normalize().resolveSibling(name);
    }
}
