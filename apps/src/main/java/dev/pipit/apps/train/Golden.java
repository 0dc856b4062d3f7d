package dev.pipit.apps.train;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Numbers;
import dev.pipit.framework.training.integer.Simulation;

/**
 * Writes a folder of references that the simulation of a network computed, which {@code pipit model check} compares with
 * what an interpreter computes from the model.
 */
public final class Golden {
    private static final String ID = "model";
    private static final String MODEL_FILE = ID + ".tflite";

    private final Path folder;
    private final Simulation simulation;
    private final Model model;

    private Golden(Path folder, IntegerNetwork network, Model model) {
        this.folder = folder;
        this.simulation = new Simulation(network);
        this.model = model;
    }

    /**
     * Writes an index, the model, and a case for each input.
     *
     * @param folder is made if it is not there; files of the same names are replaced
     * @param model  of the network, as it was exported
     * @param inputs signed 8-bit numbers, each for one invocation, or for several of a model that takes row after row
     * @throws IllegalArgumentException if an input does not fit the model, or the model is not of the network
     */
    public static void write(Path folder, IntegerNetwork network, Model model, List<byte[]> inputs) throws IOException {
        Files.createDirectories(folder);
        ModelWriter.write(model, folder.resolve(MODEL_FILE));
        new Golden(folder, network, model).write(inputs);
    }

    private void write(List<byte[]> inputs) throws IOException {
        JsonArray cases = new JsonArray();
        for (int k = 0; k < inputs.size(); k++) {
            cases.add(writeCase("case" + k, inputs.get(k)));
        }
        JsonObject entry = new JsonObject();
        entry.addProperty("id", ID);
        entry.addProperty("model_file", MODEL_FILE);
        entry.add("cases", cases);
        JsonArray models = new JsonArray();
        models.add(entry);
        JsonObject index = new JsonObject();
        index.add("models", models);
        Files.writeString(folder.resolve("index.json"),
            new GsonBuilder().setPrettyPrinting().create().toJson(index) + "\n", StandardCharsets.UTF_8);
    }

    private JsonObject writeCase(String id, byte[] input) throws IOException {
        TensorInfo in = tensor(model.main().inputs().get(0));
        if (input.length == 0 || input.length % in.elements() != 0) {
            throw new IllegalArgumentException("input must be as long as that of the model, or several times: numbers="
                + input.length + ", model=" + in.elements());
        }
        int steps = input.length / in.elements();
        JsonArray outputs = new JsonArray();
        List<Numbers> computed = simulation.outputs(input);
        for (int k = 0; k < computed.size(); k++) {
            TensorInfo out = tensor(model.main().outputs().get(k));
            outputs.add(save(id + "_out" + k, out, steps, bytes(computed.get(k).values())));
        }
        JsonObject each = new JsonObject();
        each.addProperty("id", id);
        each.addProperty("steps", steps);
        JsonArray files = new JsonArray();
        files.add(save(id + "_in0", in, steps, input));
        each.add("inputs", files);
        each.add("outputs", outputs);
        return each;
    }

    private TensorInfo tensor(int index) {
        return model.main().tensors().get(index);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** With a leading axis of steps, if there are several. */
    private String save(String name, TensorInfo tensor, int steps, byte[] numbers) throws IOException {
        if (numbers.length != steps * tensor.elements()) {
            throw new IllegalArgumentException("model must be of the network: numbers=" + numbers.length + ", model="
                + tensor.elements() + " in each of " + steps + " steps");
        }
        List<Integer> shape = new ArrayList<>(steps > 1 ? List.of(steps) : List.of());
        Arrays.stream(tensor.shape()).forEach(shape::add);
        Npy.Type type = tensor.type() == TensorType.UINT8 ? Npy.Type.UINT8 : Npy.Type.INT8;
        new Npy(type, shape, numbers).save(folder.resolve(name + ".npy"));
        return name + ".npy";
    }
}
