package dev.pipit.framework.compression.distil;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * What a model says of examples.
 *
 * @param logits   {@code [examples][labels]}
 * @param features {@code [examples][numbers]} of a tensor on the way; absent if none was asked for
 */
public record Teacher(List<float[]> logits, Optional<List<float[]>> features) {
    private static final float LEAST = 1e-4f;

    public Teacher {
        logits = List.copyOf(logits);
        features = features.map(List::copyOf);
    }

    /**
     * Shows a model all examples. Logits are what its last SOFTMAX reads; without one, its outputs are taken as logits, or,
     * behind a LOGISTIC of one number, as the probability of the second of two labels.
     *
     * @param examples as many numbers each as the model's one input
     * @param feature  name of the tensor whose numbers are to be matched; empty for none
     * @throws ModelFormatException     if the model cannot be run
     * @throws IllegalArgumentException if it has several inputs, or no such tensor
     */
    public static Teacher of(Model model, List<float[]> examples, String feature) throws ModelFormatException {
        if (model.main().inputs().size() != 1 || model.main().outputs().isEmpty()) {
            throw new IllegalArgumentException("a teacher must have one input and an output: inputs="
                + model.main().inputs().size() + ", outputs=" + model.main().outputs().size());
        }
        Interpreter interpreter = Interpreter.prepare(model, Settings.standard().keepingAllTensors());
        interpreter.upgrade();
        int output = model.main().outputs().get(0);
        Optional<Operator> last = writer(model, output);
        boolean softmax = last.filter(operator -> operator.code() == OperatorCode.SOFTMAX).isPresent();
        TensorView logits = view(interpreter, softmax ? last.orElseThrow().inputs().get(0) : output);
        boolean one = logits.elements() == 1;
        boolean probability = one && last.filter(operator -> operator.code() == OperatorCode.LOGISTIC).isPresent();
        Optional<TensorView> wanted = feature.isEmpty() ? Optional.empty() : Optional.of(view(interpreter, named(model, feature)));
        List<float[]> said = new ArrayList<>();
        List<float[]> felt = new ArrayList<>();
        for (float[] example : examples) {
            interpreter.reset();
            interpreter.input(0).writeReals(example, 0);
            interpreter.invoke();
            float[] row = reals(logits);
            said.add(one ? two(row[0], probability) : row);
            wanted.ifPresent(view -> felt.add(reals(view)));
        }
        return new Teacher(said, wanted.map(view -> felt));
    }

    private static float[] reals(TensorView view) {
        float[] row = new float[view.elements()];
        view.readReals(row, 0);
        return row;
    }

    /** Logits of no and yes. */
    private static float[] two(float value, boolean probability) {
        if (!probability) {
            return new float[] {0, value};
        }
        float held = Math.max(LEAST, Math.min(1 - LEAST, value));
        return new float[] {0, (float) Math.log(held / (1 - held))};
    }

    private static Optional<Operator> writer(Model model, int tensor) {
        return model.main().operators().stream().filter(operator -> operator.outputs().contains(tensor)).findFirst();
    }

    private static int named(Model model, String feature) {
        List<String> names = new ArrayList<>();
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.constant().isEmpty()) {
                names.add(tensor.name());
                if (tensor.name().equals(feature)) {
                    return tensor.index();
                }
            }
        }
        throw new IllegalArgumentException("no tensor has this name: feature=" + feature + ", there are " + names);
    }

    private static TensorView view(Interpreter interpreter, int tensor) {
        return interpreter.tensor(0, tensor)
            .orElseThrow(() -> new IllegalArgumentException("tensor must be one that is computed: tensor=" + tensor));
    }

    /** How many labels there are. */
    public int labels() {
        return logits.get(0).length;
    }

    /** Part of some labels that the teacher says, 0 to 1. */
    public double right(int... labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            float[] row = logits.get(i);
            float greatest = row[0];
            for (float each : row) {
                greatest = Math.max(greatest, each);
            }
            right += row[labels[i]] == greatest ? 1 : 0;
        }
        return right / (double) labels.length;
    }

    @Override
    public String toString() {
        return "Teacher[" + logits.size() + " examples, first " + Arrays.toString(logits.get(0)) + "]";
    }
}
