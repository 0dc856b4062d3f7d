package dev.pipit.pipelines.wakeword;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;

/**
 * Runs the frozen network of a word, and shows beside its score what it was computed from: the input of its last layer,
 * and the logit.
 *
 * <p>Shape of a row: {@code [size]}, real numbers, the last one the logit over {@value #LOGIT}. Allocates nothing once it
 * is made. Threads: one at a time.
 */
public final class Embedding {
    /** What the logit is divided by, so that it is of the size of the others. */
    static final float LOGIT = 8;

    private final Interpreter interpreter;
    private final TensorView features;
    private final TensorView logit;
    private final float[] row;

    /** @throws IllegalArgumentException if the network does not keep a memory of its own, or ends in no layer of one score */
    public Embedding(Word word) throws ModelFormatException {
        if (!word.remembers()) {
            throw new IllegalArgumentException(word.name() + ": only a model that is shown each row once can be made "
                + "personal");
        }
        Model model = word.model();
        Operator last = last(model, model.main().outputs().get(0));
        interpreter = Interpreter.prepare(model, Settings.standard().keepingAllTensors());
        features = interpreter.tensor(0, last.inputs().get(0)).orElseThrow();
        logit = interpreter.tensor(0, last.outputs().get(0)).orElseThrow();
        if (logit.elements() != 1) {
            throw new IllegalArgumentException(word.name() + ": its network must end in one score: scores="
                + logit.elements());
        }
        row = new float[features.elements() + 1];
    }

    private static Operator last(Model model, int tensor) {
        for (Operator operator : model.main().operators()) {
            if (operator.outputs().contains(tensor)) {
                OperatorCode code = operator.code();
                return code == OperatorCode.FULLY_CONNECTED || code == OperatorCode.CONV_2D ? operator
                    : last(model, operator.inputs().get(0));
            }
        }
        throw new IllegalArgumentException("the network must end in a dense layer or a convolution");
    }

    /** Numbers in a row. */
    public int size() {
        return row.length;
    }

    /** Numbers of a step: feature rows that the network takes at once. */
    public int stepSize() {
        return interpreter.input(0).elements();
    }

    TensorView input() {
        return interpreter.input(0);
    }

    /** Begins anew. */
    public void reset() {
        interpreter.reset();
    }

    /** Takes a step of 8-bit features from index {@code at} on; returns the network's own score. */
    public float step(byte[] features8, int at) {
        interpreter.input(0).write(features8, at);
        return step();
    }

    /** The same, of what is in the input already. */
    float step() {
        interpreter.invoke();
        features.readReals(row, 0);
        row[row.length - 1] = logit.real(0) / LOGIT;
        return interpreter.output(0).real(0);
    }

    /** The row of the last step, which is this object's own. */
    public float[] row() {
        return row;
    }

    /** Goes over to the vector kernels. */
    void upgrade() {
        interpreter.upgrade();
    }
}
