package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;

/** Many inputs of one model with their labels: are the outputs those of the reference, and how many are right? */
final class LabelledCheck {
    private LabelledCheck() {
    }

    static void check(GoldenFolder golden, String folder, GoldenFolder.LabelledSet set, Findings findings) {
        findings.begin(folder);
        Interpreter interpreter;
        try {
            interpreter = ModelFile.prepare(Model.load(golden.file("models/" + set.model() + ".tflite")),
                Settings.standard());
        } catch (IOException e) {
            findings.notRun(folder, Reason.of(e));
            return;
        }
        findings.beginCase("all");
        String right = "";
        try {
            Npy expected = Npy.load(golden.file(folder + "/outputs.npy"));
            Npy outputs = outputs(interpreter, Npy.load(golden.file(folder + "/inputs.npy")), expected.shape());
            findings.compare("outputs", outputs, expected);
            right = right(outputs, Npy.load(golden.file(folder + "/labels.npy")));
        } catch (IOException e) {
            findings.failed(Reason.of(e));
        }
        findings.endCase();
        findings.end(right);
    }

    /** One input after the other, each by a model that remembers nothing. */
    private static Npy outputs(Interpreter interpreter, Npy inputs, List<Integer> shape) throws IOException {
        if (interpreter.memory().variableBytes() > 0 || interpreter.inputs().size() != 1) {
            throw new IOException("model must have one input and no state");
        }
        TensorView input = interpreter.input(0);
        List<Integer> stepped = new ArrayList<>(List.of(inputs.shape().get(0)));
        for (int extent : input.info().shape()) {
            stepped.add(extent);
        }
        if (inputs.elements() != inputs.shape().get(0) * input.elements()) {
            throw new IOException("inputs.npy must have " + input.elements() + " numbers for each: shape="
                + inputs.shape());
        }
        var steps = new Steps(interpreter,
            List.of(new Steps.Input("inputs.npy", new Npy(inputs.type(), stepped, inputs.bytes()))), true, false);
        steps.run();
        Npy outputs = steps.outputs().get(0);
        boolean same = shape.stream().reduce(1, Math::multiplyExact) == outputs.elements();
        return same ? new Npy(outputs.type(), shape, outputs.bytes()) : outputs;
    }

    private static String right(Npy outputs, Npy labels) throws IOException {
        int count = labels.elements();
        if (count == 0 || outputs.elements() % count != 0) {
            throw new IOException("labels.npy must have one label for each output: labels=" + count);
        }
        int classes = outputs.elements() / count;
        int right = 0;
        for (int k = 0; k < count; k++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = outputs.get(k * classes + c) > outputs.get(k * classes + best) ? c : best;
            }
            right += best == (int) labels.get(k) ? 1 : 0;
        }
        return String.format(Locale.ROOT, "%d of %d labels right (%.1f %%)", right, count, 100.0 * right / count);
    }
}
