package dev.pipit.apps.workshop;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.compression.harden.Attack;
import dev.pipit.framework.compression.harden.Direction;
import dev.pipit.framework.compression.harden.Fault;
import dev.pipit.framework.compression.harden.Layout;
import dev.pipit.framework.compression.harden.Smoothing;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorType;

/**
 * How many labels a model gets right when its inputs are attacked or its sensor is broken, by what was done to them. The
 * model that is judged is the one that is deployed, with its rounding; attacks know it from inside.
 *
 * @param right parts of the examples, 0 to 1
 */
record Robustness(Map<String, Double> right) {
    private static final int BATCH = 16;

    /**
     * How it is attacked.
     *
     * @param epsilon how far each number may go, as a part of its column's spread
     * @param steps   of projected gradient descent
     */
    record Trial(double epsilon, int steps, long seed) { }

    /** @param learn what a universal perturbation is found on */
    static Robustness of(Model model, ExampleSet learn, ExampleSet judge, Layout layout, Trial trial, boolean smoothed)
            throws IOException {
        Direction direction = new Direction(trainable(model), BATCH);
        int[] labels = judge.labels().orElseThrow();
        String epsilon = String.format(Locale.ROOT, ", epsilon %.2f", trial.epsilon);
        Map<String, List<float[]>> inputs = new LinkedHashMap<>();
        inputs.put("clean", judge.examples());
        inputs.put("FGSM" + epsilon, new Attack.Fgsm(trial.epsilon).on(direction, layout, judge.examples(), labels, trial.seed));
        inputs.put("PGD, " + trial.steps + " steps" + epsilon, new Attack.Pgd(trial.epsilon, trial.steps).on(direction, layout,
            judge.examples(), labels, trial.seed));
        inputs.put("universal" + epsilon, Attack.Universal.found(trial.epsilon, direction, layout, learn.examples(),
            learn.labels().orElseThrow()).on(direction, layout, judge.examples(), labels, trial.seed));
        for (Fault fault : Fault.values()) {
            List<float[]> broken = new ArrayList<>();
            for (float[] example : judge.examples()) {
                broken.add(fault.of(example, layout, trial.seed + broken.size()));
            }
            inputs.put(fault.text(), broken);
        }
        Map<String, Double> right = new LinkedHashMap<>();
        for (Map.Entry<String, List<float[]>> each : inputs.entrySet()) {
            List<float[]> shown = smoothed ? each.getValue().stream().map(input -> Smoothing.of(input, layout)).toList()
                : each.getValue();
            right.put(each.getKey(), Outputs.of(model, new ExampleSet(judge.name(), judge.shape(), shown,
                Optional.of(labels))).accuracy(labels));
        }
        return new Robustness(right);
    }

    /** With the rounding of a model of 8 bits, else in real numbers. */
    static Trainable trainable(Model model) {
        boolean rounded = model.main().tensors().stream()
            .anyMatch(tensor -> tensor.type() == TensorType.INT8 && tensor.constant().isPresent());
        return rounded ? Trainable.rounded(model) : Trainable.of(model);
    }

    JsonObject json() {
        var json = new JsonObject();
        right.forEach(json::addProperty);
        return json;
    }

    /** A table, a line for each thing that was done, a column for each model. */
    static List<String> lines(Map<String, Robustness> columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-28s", "right"));
        columns.keySet().forEach(name -> head.append(String.format(Locale.ROOT, " %18s", name)));
        lines.add(head.toString());
        for (String what : columns.values().iterator().next().right.keySet()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", what));
            columns.values().forEach(each -> line.append(String.format(Locale.ROOT, " %16.1f %%", 100 * each.right.get(what))));
            lines.add(line.toString());
        }
        return lines;
    }
}
