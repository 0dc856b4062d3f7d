package dev.pipit.framework.compression.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** What the tensors of a model of real numbers hold while it sees examples. A model with a state is reset before each. */
final class Observed {
    private final Map<Integer, Histogram> tensors = new TreeMap<>();

    private Observed() {
    }

    /** @throws IllegalArgumentException if a tensor holds what is no number */
    static Observed of(Model model, List<float[]> examples) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model, Settings.standard().keepingAllTensors());
        interpreter.upgrade();
        List<TensorView> views = new ArrayList<>();
        var observed = new Observed();
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.type() == TensorType.FLOAT32) {
                interpreter.tensor(0, tensor.index()).ifPresent(views::add);
            }
        }
        views.forEach(view -> observed.tensors.put(view.info().index(), new Histogram()));
        for (boolean widens : new boolean[] {true, false}) {
            for (float[] example : examples) {
                interpreter.reset();
                interpreter.input(0).writeReals(example, 0);
                interpreter.invoke();
                views.forEach(view -> observed.see(view, widens));
            }
        }
        return observed;
    }

    private void see(TensorView view, boolean widens) {
        Histogram histogram = tensors.get(view.info().index());
        for (int i = 0; i < view.elements(); i++) {
            float value = view.real(i);
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("tensor " + view.info().index() + " " + view.info().name()
                    + " must hold finite numbers on all examples: " + value);
            }
            if (widens) {
                histogram.widen(value);
            } else {
                histogram.count(value);
            }
        }
    }

    /** What one tensor held. */
    Histogram of(int tensor) {
        return tensors.get(tensor);
    }
}
