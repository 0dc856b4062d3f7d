package dev.pipit.apps.workshop;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pipit.framework.training.Folded;
import dev.pipit.framework.training.Network;

/**
 * The learned scales of the batch normalisation that was folded into the layers of a model: what a file does not hold any
 * more, and what says which channels a network does without. Kept beside a model as {@code NAME.norms.json}.
 *
 * @param scales of each channel, by the name of the tensor
 */
public record NormScales(Map<String, float[]> scales) {
    public NormScales {
        scales = new LinkedHashMap<>(scales);
    }

    /** Of a network in training. */
    public static NormScales of(Network network) {
        return new NormScales(Folded.of(network).scales());
    }

    /** Where those of a model are. */
    public static Path beside(Path model) {
        String name = model.getFileName().toString();
        return model.resolveSibling(name.replaceAll("\\.tflite$", "") + ".norms.json");
    }

    /** Writes them. */
    public void write(Path file) throws IOException {
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(scales) + "\n", StandardCharsets.UTF_8);
    }

    /** Reads them. */
    public static NormScales read(Path file) throws IOException {
        try {
            return new NormScales(new Gson().fromJson(Files.readString(file), new TypeToken<Map<String, float[]>>() { }.getType()));
        } catch (JsonParseException e) {
            throw new IOException(file + ": must hold the scales of each tensor: " + e.getMessage(), e);
        }
    }
}
