package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * Inputs of a model as real numbers, with their labels where they are known. In a folder they are {@code inputs.npy},
 * FLOAT32 {@code [n, shape of the input…]} (a batch of 1 may be left out), and {@code labels.npy}, whole numbers {@code [n]}.
 *
 * @param name     of the folder, for messages
 * @param shape    of one example
 * @param examples row-major, at least one
 * @param labels   as many as examples: the position of the right output
 */
@SuppressWarnings("ArrayRecordComponent")
public record ExampleSet(String name, List<Integer> shape, List<float[]> examples, Optional<int[]> labels) {
    private static final String INPUTS = "inputs.npy";
    private static final String LABELS = "labels.npy";

    public ExampleSet {
        shape = List.copyOf(shape);
        examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(name + ": there must be at least one example: examples=0");
        }
        int size = examples.size();
        if (labels.isPresent() && labels.get().length != size) {
            throw new IllegalArgumentException(name + ": there must be one label for each example: examples=" + size
                + ", labels=" + labels.get().length);
        }
    }

    /**
     * Reads a folder.
     *
     * @throws IOException if it holds no set, an empty one, or numbers that are not finite; in one line
     */
    public static ExampleSet load(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(INPUTS))) {
            throw new IOException(folder + ": must be a folder with " + INPUTS + " (float32, an example per row) and, where "
                + "they are known, " + LABELS);
        }
        Npy inputs = Npy.load(folder.resolve(INPUTS));
        if (inputs.type() != Npy.Type.FLOAT32 || inputs.shape().isEmpty()) {
            throw new IOException(folder.resolve(INPUTS) + ": must be FLOAT32 [n, shape of the input…]: it is "
                + inputs.type() + " " + inputs.shape());
        }
        try {
            return new ExampleSet(folder.toString(), inputs.shape().subList(1, inputs.shape().size()),
                rows(folder, inputs), labels(folder));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<float[]> rows(Path folder, Npy inputs) throws IOException {
        int count = inputs.shape().get(0);
        int size = count == 0 ? 0 : inputs.elements() / count;
        var numbers = ByteBuffer.wrap(inputs.bytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        List<float[]> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float[] row = new float[size];
            numbers.get(row);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new IOException(folder.resolve(INPUTS) + ": must hold finite numbers: example " + k + " has "
                        + value);
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static Optional<int[]> labels(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(LABELS))) {
            return Optional.empty();
        }
        Npy array = Npy.load(folder.resolve(LABELS));
        int[] labels = new int[array.elements()];
        Arrays.setAll(labels, i -> (int) array.get(i));
        return Optional.of(labels);
    }

    /** Writes a folder, which is made if it is not there. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        int size = examples.get(0).length;
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES * size, examples.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer numbers = bytes.asFloatBuffer();
        examples.forEach(numbers::put);
        List<Integer> all = new ArrayList<>(List.of(examples.size()));
        all.addAll(shape);
        new Npy(Npy.Type.FLOAT32, all, bytes.array()).save(folder.resolve(INPUTS));
        if (labels.isPresent()) {
            ByteBuffer wholes = ByteBuffer.allocate(Integer.BYTES * labels.get().length).order(ByteOrder.LITTLE_ENDIAN);
            wholes.asIntBuffer().put(labels.get());
            new Npy(Npy.Type.INT32, List.of(labels.get().length), wholes.array()).save(folder.resolve(LABELS));
        }
    }

    /** A batch of one may be left out, or not. */
    private static List<Integer> withoutBatch(List<Integer> shape) {
        int first = 0;
        while (first < shape.size() && shape.get(first) == 1) {
            first++;
        }
        return shape.subList(first, shape.size());
    }

    /** @throws IOException unless the model has one input of the examples' shape, and an output for each label */
    public void checkFits(Model model) throws IOException {
        List<Integer> inputs = model.main().inputs();
        TensorInfo input = inputs.size() == 1 ? model.main().tensors().get(inputs.get(0)) : null;
        if (input == null) {
            throw new IOException(model.name() + ": must have one input to be shown examples: inputs=" + inputs.size());
        }
        if (!withoutBatch(shape).equals(withoutBatch(Arrays.stream(input.shape()).boxed().toList()))) {
            throw new IOException(name + ": examples must have the shape of the input of " + model.name() + ": shape="
                + shape + ", input=" + Arrays.toString(input.shape()));
        }
        int classes = Math.max(2, model.main().tensors().get(model.main().outputs().get(0)).elements());
        for (int label : labels.orElse(new int[0])) {
            if (label < 0 || label >= classes) {
                throw new IOException(name + ": labels must be from 0 to " + (classes - 1) + ": label=" + label);
            }
        }
    }
}
