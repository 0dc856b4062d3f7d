package dev.pipit.pipelines.wakeword;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;

/**
 * Runs the frozen network of a word, and shows what its score was computed from: the logit, which its 8-bit score rounds off
 * where it is near 0 or 1. Allocates nothing once it is made. Threads: one at a time.
 */
final class NetworkLogit {
    private final Interpreter interpreter;
    private final TensorView logit;

    /** @throws IllegalArgumentException if the network does not keep a memory of its own, or ends in no layer of one score */
    NetworkLogit(Word word) throws ModelFormatException {
        if (!word.remembers()) {
            throw new IllegalArgumentException(word.name() + ": only a model that is shown each row once can be made "
                + "personal");
        }
        Model model = word.model();
        Operator last = last(model, model.main().outputs().get(0));
        interpreter = Interpreter.prepare(model, Settings.standard().keepingAllTensors());
        logit = interpreter.tensor(0, last.outputs().get(0)).orElseThrow();
        if (logit.elements() != 1) {
            throw new IllegalArgumentException(word.name() + ": its network must end in one score: scores="
                + logit.elements());
        }
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

    TensorView input() {
        return interpreter.input(0);
    }

    /** Takes a step of what is in the input. */
    float step() {
        interpreter.invoke();
        return logit.real(0);
    }

    /** The network's own score of the last step. */
    float score() {
        return interpreter.output(0).real(0);
    }

    /** Begins anew. */
    void reset() {
        interpreter.reset();
    }

    /** Goes over to the vector kernels. */
    void upgrade() {
        interpreter.upgrade();
    }
}
