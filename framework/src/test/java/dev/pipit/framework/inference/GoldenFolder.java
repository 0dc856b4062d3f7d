package dev.pipit.framework.inference;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;

/**
 * Models with inputs and the outputs, and often all tensors, that another implementation computed from them: a folder
 * with an {@code index.json} and arrays in {@code .npy} files.
 */
public final class GoldenFolder {
    private final Path folder;
    private final List<ModelEntry> models;

    /** One model and its cases. */
    public record ModelEntry(String id, @SerializedName("model_file") String modelFile, Map<String, Integer> ops,
            double mmacs, @SerializedName("arena_used_x86_64") long arenaUsed, List<Case> cases) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** Inputs and outputs; with more than one step, arrays have a leading axis of steps. */
    public record Case(String id, int steps, List<String> inputs, List<String> outputs, List<Dump> tensors) { }

    /** A tensor as it stood after the last step. */
    public record Dump(int subgraph, int index, String name, String file) { }

    /** Where numbers differ: how many of how many, the largest difference, and where it was seen first. */
    public record Difference(String where, int count, int of, double largest, int first) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s: %d of %d differ, by up to %s, first at %d", where, count, of, largest,
                first);
        }
    }

    private record Index(List<ModelEntry> models) { }

    private GoldenFolder(Path folder, List<ModelEntry> models) {
        this.folder = folder;
        this.models = models;
    }

    /** Reads the index. */
    public static GoldenFolder open(Path folder) throws IOException {
        try (Reader reader = Files.newBufferedReader(folder.resolve("index.json"), StandardCharsets.UTF_8)) {
            return new GoldenFolder(folder, new Gson().fromJson(reader, Index.class).models());
        }
    }

    /** All models. */
    public List<ModelEntry> models() {
        return models;
    }

    /** The model with an id. */
    public ModelEntry model(String id) {
        return models.stream().filter(model -> model.id.equals(id)).findFirst().orElseThrow();
    }

    /** Loads the file of a model. */
    public Model load(ModelEntry entry) throws IOException {
        return Model.load(folder.resolve(entry.modelFile));
    }

    /** Runs all cases and says what differs; nothing if all is equal. */
    public List<Difference> check(ModelEntry entry, Settings settings) throws IOException {
        Model model = load(entry);
        List<Difference> differences = new ArrayList<>();
        for (Case each : entry.cases) {
            differences.addAll(check(model, each, settings));
        }
        return differences;
    }

    private List<Difference> check(Model model, Case each, Settings settings) throws IOException {
        boolean dumped = each.tensors != null;
        Interpreter interpreter = Interpreter.prepare(model, dumped ? settings.keepingAllTensors() : settings);
        List<Npy> inputs = arrays(each.inputs);
        List<Npy> outputs = arrays(each.outputs);
        List<Difference> differences = new ArrayList<>();
        for (int step = 0; step < each.steps; step++) {
            for (int k = 0; k < inputs.size(); k++) {
                TensorView input = interpreter.input(k);
                input.write(inputs.get(k).bytes(), step * input.bytes());
            }
            interpreter.invoke();
            for (int k = 0; k < outputs.size(); k++) {
                compare(each.id + " step " + step + " output " + k, interpreter.output(k), outputs.get(k), step)
                    .ifPresent(differences::add);
            }
        }
        if (dumped) {
            for (Dump dump : each.tensors) {
                Optional<TensorView> tensor = interpreter.tensor(dump.subgraph, dump.index);
                if (tensor.isPresent()) {
                    compare(each.id + " tensor " + dump.subgraph + "/" + dump.index + " " + dump.name, tensor.get(),
                        Npy.load(folder.resolve(dump.file)), 0).ifPresent(differences::add);
                }
            }
        }
        return differences;
    }

    private List<Npy> arrays(List<String> files) throws IOException {
        List<Npy> arrays = new ArrayList<>();
        for (String file : files) {
            arrays.add(Npy.load(folder.resolve(file)));
        }
        return arrays;
    }

    private static Optional<Difference> compare(String where, TensorView tensor, Npy expected, int step) {
        int count = 0;
        int first = -1;
        double largest = 0;
        boolean real = expected.type() == Npy.Type.FLOAT32;
        for (int i = 0; i < tensor.elements(); i++) {
            double is = real ? tensor.real(i) : whole(tensor, i);
            double difference = Math.abs(is - expected.get(step * tensor.elements() + i));
            if (difference != 0) {
                count++;
                first = first < 0 ? i : first;
                largest = Math.max(largest, difference);
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Difference(where, count, tensor.elements(), largest,
            first));
    }

    private static double whole(TensorView tensor, int i) {
        return switch (tensor.info().type()) {
            case UINT32 -> Integer.toUnsignedLong(tensor.get(i));
            case INT64, UINT64 -> wide(tensor, i);                  // as a double, which holds all that is seen here
            default -> tensor.get(i);
        };
    }

    private static double wide(TensorView tensor, int i) {
        byte[] bytes = new byte[tensor.bytes()];
        tensor.read(bytes, 0);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES * i);
    }
}
