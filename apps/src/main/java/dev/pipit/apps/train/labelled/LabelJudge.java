package dev.pipit.apps.train.labelled;

import java.util.List;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;

/** Shows examples to a model, or to the network it came from. The label of the highest score is taken. */
final class LabelJudge {
    private static final int BATCH = 16;

    private final DataSet data;

    LabelJudge(DataSet data) {
        this.data = data;
    }

    /** What an interpreter makes of the test examples with a file's model. */
    Confusion model(Model model) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model);
        interpreter.upgrade();
        var confusion = new Confusion(data.labels().size());
        float[] scores = new float[data.labels().size()];
        float[] rows = new float[data.input().size()];
        for (Example example : data.test()) {
            LabelLesson.floats(example.input(), 0, rows);
            interpreter.input(0).writeReals(rows, 0);
            interpreter.invoke();
            interpreter.output(0).readReals(scores, 0);
            confusion.add(example.group(), example.label(), greatest(scores, 0));
        }
        return confusion;
    }

    /** What a network in floats makes of them. */
    Confusion network(Network network) {
        var confusion = new Confusion(data.labels().size());
        int size = network.input().size();
        Pass pass = network.pass(BATCH);
        for (int first = 0; first < data.test().size(); first += BATCH) {
            List<Example> some = data.test().subList(first, Math.min(first + BATCH, data.test().size()));
            for (int i = 0; i < some.size(); i++) {
                LabelLesson.floats(some.get(i).input(), i * size, pass.input());
            }
            pass.forward(Layer.Mode.inference());
            for (int i = 0; i < some.size(); i++) {
                confusion.add(some.get(i).group(), some.get(i).label(), greatest(pass.output(), i));
            }
        }
        return confusion;
    }

    private int greatest(float[] rows, int row) {
        int greatest = 0;
        int at = row * data.labels().size();
        for (int i = 1; i < data.labels().size(); i++) {
            greatest = rows[at + i] > rows[at + greatest] ? i : greatest;
        }
        return greatest;
    }
}
