package dev.pipit.apps.gesture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.dsp.StrokeShape;

/**
 * A stroke that was recorded as points: files of the magic wand's recorder, JSON with {@code strokes}, each with a
 * {@code label} and {@code strokePoints} of {@code x} (right) and {@code y} (up).
 *
 * @param label what was drawn
 * @param shape {@link StrokeShape}, {@code [points, 2]}
 */
record StrokeRecording(String label, float[] shape) {
    /** Points of a shape, as the shipped model was trained. */
    static final int POINTS = 32;

    /**
     * The strokes of a file, but for those without a label or without a way.
     *
     * @throws IOException if it is none; the message is one line
     */
    static List<StrokeRecording> read(Path file) throws IOException {
        List<StrokeRecording> all = new ArrayList<>();
        var shape = new StrokeShape(POINTS);
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            for (JsonElement each : json.getAsJsonArray("strokes")) {
                JsonObject stroke = each.getAsJsonObject();
                float[] path = path(stroke.getAsJsonArray("strokePoints"));
                float[] normal = new float[2 * POINTS];
                String label = stroke.get("label").getAsString();
                if (!label.isBlank() && shape.apply(path, path.length / 2, normal) > 0) {
                    all.add(new StrokeRecording(label, normal));
                }
            }
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | NumberFormatException e) {
            throw new IOException(file + ": not a file of strokes: strokes, each with label and strokePoints of x and y, "
                + "must be there", e);
        }
        return all;
    }

    private static float[] path(JsonArray points) {
        float[] path = new float[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            JsonObject point = points.get(i).getAsJsonObject();
            path[2 * i] = point.get("x").getAsFloat();
            path[2 * i + 1] = point.get("y").getAsFloat();
        }
        return path;
    }
}
