package dev.pipit.apps.workshop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import dev.pipit.apps.model.ModelFile;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;

/**
 * What a model makes of a set of examples: its first output as real numbers, a row per example. A model with a state is
 * reset before each.
 *
 * @param rows    {@code [examples, outputs]}
 * @param decides whether an output stands for a label: not where a model gives back as many numbers as it takes
 */
public record Outputs(List<float[]> rows, boolean decides) {
    private static final float HALF = 0.5f;

    public Outputs {
        rows = List.copyOf(rows);
    }

    /** @throws IOException if the model cannot be run, or the set is not one for it */
    public static Outputs of(Model model, ExampleSet set) throws IOException {
        set.checkFits(model);
        Interpreter interpreter = ModelFile.prepare(model, Settings.standard());
        interpreter.upgrade();
        boolean state = interpreter.memory().variableBytes() > 0;
        List<float[]> rows = new ArrayList<>();
        for (float[] example : set.examples()) {
            if (state) {
                interpreter.reset();
            }
            interpreter.input(0).writeReals(example, 0);
            interpreter.invoke();
            float[] row = new float[interpreter.output(0).elements()];
            interpreter.output(0).readReals(row, 0);
            rows.add(row);
        }
        return new Outputs(rows, interpreter.output(0).elements() != interpreter.input(0).elements());
    }

    /** The label that a row stands for: the place of its greatest number, the first of equals; for a single number 1 from 0.5 on. */
    static int label(float[] row) {
        if (row.length == 1) {
            return row[0] >= HALF ? 1 : 0;
        }
        int greatest = 0;
        for (int i = 1; i < row.length; i++) {
            greatest = row[i] > row[greatest] ? i : greatest;
        }
        return greatest;
    }

    /** Part of the rows that stand for the right label, 0 to 1. */
    public double accuracy(int[] labels) {
        int right = 0;
        for (int k = 0; k < labels.length; k++) {
            right += label(rows.get(k)) == labels[k] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** Part of the rows that stand for the same label as those of another model, 0 to 1; empty where none stands for one. */
    public OptionalDouble agreement(Outputs other) {
        int[] labels = other.rows.stream().mapToInt(Outputs::label).toArray();
        return decides ? OptionalDouble.of(accuracy(labels)) : OptionalDouble.empty();
    }

    /** Ratio of signal to noise in dB, another model's outputs being the signal; infinite where nothing differs. */
    public double decibels(Outputs other) {
        double signal = 0;
        double noise = 0;
        for (int k = 0; k < rows.size(); k++) {
            float[] is = rows.get(k);
            float[] expected = other.rows.get(k);
            for (int i = 0; i < is.length; i++) {
                signal += (double) expected[i] * expected[i];
                noise += ((double) is[i] - expected[i]) * ((double) is[i] - expected[i]);
            }
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }
}
