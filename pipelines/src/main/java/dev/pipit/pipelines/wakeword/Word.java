package dev.pipit.pipelines.wakeword;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.blocks.Classify;
import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A wake word that can be listened for.
 *
 * @param manifest   what its model says about itself
 * @param model      checked
 * @param tuning     threshold and averaging, as in the manifest at first; may be turned while one listens
 * @param refractory how long after a detection the next is held back
 */
public record Word(Manifest manifest, Model model, Tuning tuning, Duration refractory) {
    private static final int BANDS = MicroFeatures.standard().settings().bands().count();

    /**
     * Loads a manifest and its model.
     *
     * @throws IOException if one of them is missing or cannot be used; the message is one line
     */
    public static Word load(Path file) throws IOException {
        Manifest manifest = Manifest.load(file);
        Model model = Model.load(manifest.model());
        try {
            Interpreter.prepare(model);        // refuses here what could not run later
        } catch (ModelFormatException e) {
            throw new ModelFormatException(manifest.model() + ": " + e.getMessage(), e);
        }
        return new Word(manifest, model, new Tuning(manifest.threshold(), manifest.averaged()),
            manifest.refractory());
    }

    /** Short name of the model. */
    public String name() {
        return manifest.name();
    }

    /** The word. */
    public String label() {
        return manifest.label();
    }

    public Word {
        if (refractory.isNegative()) {
            throw new IllegalArgumentException("refractory time must not be negative: refractory=" + refractory);
        }
    }

    /** With another refractory time. */
    public Word refractory(Duration time) {
        return new Word(manifest, model, tuning, time);
    }

    /** Feature rows that the model looks at together. */
    int rows() {
        int elements = input().elements();
        if (elements % BANDS != 0) {
            throw new IllegalArgumentException(name() + ": its model must take rows of " + BANDS + " features: input "
                + Arrays.toString(input().shape()));
        }
        return elements / BANDS;
    }

    /** Rows from one step to the next: a model with a memory of its own is shown each row once. */
    int rowsPerStep() {
        boolean remembers = model.subgraphs().stream().flatMap(graph -> graph.operators().stream())
            .anyMatch(operator -> operator.code() == OperatorCode.VAR_HANDLE);
        return remembers ? rows() : 1;
    }

    Classify classify() {
        return new Classify(name(), model, List.of(label()), Optional.of(MicroFeatures.standard()));
    }

    private TensorInfo input() {
        return model.main().tensors().get(model.main().inputs().get(0));
    }
}
