package dev.pipit.pipelines.gesture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A network that tells frames or strokes apart, with what travels with it: a {@code model.json} of {@code pipit train
 * classifier} beside its {@code .tflite} file.
 *
 * @param model   checked; int8, one input, one output of a score for each label
 * @param labels  in the order of the scores
 * @param rows    samples of a frame, or points of a stroke
 * @param centres of the columns, in their units
 * @param steps   of the columns, in their units, above 0: {@code q = (x − centre) / step}
 */
public record GestureModel(Model model, List<String> labels, int rows, List<Float> centres, List<Float> steps) {
    private static final String SHIPPED = "digits";
    private static final String PACKED = ".pipit";

    public GestureModel {
        labels = List.copyOf(labels);
        centres = List.copyOf(centres);
        steps = List.copyOf(steps);
        if (model.main().inputs().size() != 1 || model.main().outputs().size() != 1) {
            throw new IllegalArgumentException("the model must have one input and one output: inputs="
                + model.main().inputs().size() + ", outputs=" + model.main().outputs().size());
        }
        int in = tensor(model, model.main().inputs().get(0)).elements();
        int out = tensor(model, model.main().outputs().get(0)).elements();
        if (centres.isEmpty() || centres.size() != steps.size() || in != rows * centres.size() || out != labels.size()
                || steps.stream().anyMatch(step -> !(step > 0))) {
            throw new IllegalArgumentException("the model must take rows × columns numbers and give a score for each "
                + "label, with a step above 0 for each column: input=" + in + ", rows=" + rows + ", centres=" + centres.size()
                + ", steps=" + steps + ", output=" + out + ", labels=" + labels);
        }
    }

    private static TensorInfo tensor(Model model, int index) {
        return model.main().tensors().get(index);
    }

    /** Channels of a sample, or 2 for the points of a stroke. */
    public int columns() {
        return centres.size();
    }

    /**
     * Loads a model and what travels with it.
     *
     * @param file {@code model.json}, or the packed model ({@code .pipit}) with a {@code .json} of the same name beside it
     * @throws IOException if one of them is missing or cannot be used; the message is one line
     */
    public static GestureModel load(Path file) throws IOException {
        String name = file.getFileName().toString();
        return name.endsWith(PACKED) ? load(file.resolveSibling(name.replaceFirst("pipit$", "json")), Optional.of(file))
            : load(file, Optional.empty());
    }

    private static GestureModel load(Path file, Optional<Path> packed) throws IOException {
        String text = Files.readString(file);
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            JsonObject input = json.getAsJsonObject("input");
            Model model = Model.load(packed.isPresent() ? packed.get() : file.resolveSibling(json.get("model").getAsString()));
            Interpreter.prepare(model);                     // refuses here what could not run later
            return new GestureModel(model, texts(json.getAsJsonArray("labels")),
                input.getAsJsonArray("shape").get(0).getAsInt(), numbers(input.getAsJsonArray("centres")),
                numbers(input.getAsJsonArray("steps")));
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(file + ": not what travels with a model: model, labels and input with shape, centres and "
                + "steps must be there", e);
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The digits that come with Pipit: 0 to 6, drawn into the air with a wand. */
    public static GestureModel shipped() throws IOException {
        Path folder = Files.createTempDirectory("pipit-gesture-");
        try {
            for (String ending : List.of(".tflite", ".json")) {
                try (InputStream in = GestureModel.class.getResourceAsStream(SHIPPED + ending)) {
                    Files.copy(in, folder.resolve(SHIPPED + ending));
                }
            }
            return load(folder.resolve(SHIPPED + ".json"));
        } finally {
            Files.deleteIfExists(folder.resolve(SHIPPED + ".tflite"));
            Files.deleteIfExists(folder.resolve(SHIPPED + ".json"));
            Files.delete(folder);
        }
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (JsonElement each : array) {
            texts.add(each.getAsString());
        }
        return texts;
    }

    private static List<Float> numbers(JsonArray array) {
        List<Float> numbers = new ArrayList<>();
        for (JsonElement each : array) {
            numbers.add(each.getAsFloat());
        }
        return numbers;
    }
}
