package dev.pipit.apps.train.keyword;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.apps.train.labelled.InputSteps;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;

/** A network that {@code pipit train keyword} made, ready to be asked. For one thread. */
final class KeywordScores {
    private final List<String> labels;
    private final InputSteps steps;
    private final Interpreter interpreter;

    private KeywordScores(List<String> labels, InputSteps steps, Interpreter interpreter) {
        this.labels = labels;
        this.steps = steps;
        this.interpreter = interpreter;
    }

    /**
     * Reads a model with what was written about it.
     *
     * @param json {@code model.json}; the model lies beside it
     */
    static KeywordScores load(Path json) throws IOException {
        JsonObject about;
        List<String> labels = new ArrayList<>();
        InputSteps steps;
        try {
            about = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
            if (!about.getAsJsonObject("features").equals(KeywordFeatures.json())) {
                throw new IOException(json + ": must be a network of pipit train keyword: its features are others");
            }
            about.getAsJsonArray("labels").forEach(label -> labels.add(label.getAsString()));
            steps = new InputSteps(numbers(about.getAsJsonObject("input").getAsJsonArray("centres")),
                numbers(about.getAsJsonObject("input").getAsJsonArray("steps")));
        } catch (JsonParseException | IllegalStateException | NullPointerException | NumberFormatException e) {
            throw new IOException(json + ": must be the model.json of pipit train keyword", e);
        }
        Interpreter interpreter = Interpreter.prepare(Model.load(json.resolveSibling(about.get("model").getAsString())));
        interpreter.upgrade();
        return new KeywordScores(List.copyOf(labels), steps, interpreter);
    }

    private static List<Float> numbers(JsonArray array) {
        List<Float> numbers = new ArrayList<>();
        array.forEach(each -> numbers.add(each.getAsFloat()));
        return numbers;
    }

    List<String> labels() {
        return labels;
    }

    /** One score a label. */
    float[] of(float[] rows) {
        interpreter.input(0).write(steps.quantize(rows), 0);
        interpreter.invoke();
        float[] scores = new float[labels.size()];
        interpreter.output(0).readReals(scores, 0);
        return scores;
    }
}
