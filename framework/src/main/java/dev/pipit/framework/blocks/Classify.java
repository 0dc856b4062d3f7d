package dev.pipit.framework.blocks;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * Runs a model on features: one score per label. A model with a memory of its own starts afresh after a gap.
 *
 * <p>Input: as many numbers as the model's only input holds, stored by its quantization; {@link MicroFeatures} into an
 * int8 input by the conversion of {@link Int8Features}, because its models were trained so. Output: the model's only
 * output as real numbers.
 *
 * @param name      of the model, for the plan
 * @param model     what is run; each pipeline that opens this block gets an interpreter of its own
 * @param labels    of the output, in order
 * @param trainedOn settings of the features that the model was trained on, compared when it is wired: a model that is
 *                  fed others fails silently
 */
public record Classify(String name, Model model, List<String> labels, Optional<Record> trainedOn)
        implements Block<Tensor, Scores> {
    public Classify {
        labels = List.copyOf(labels);
        if (model.main().inputs().size() != 1 || model.main().outputs().size() != 1) {
            throw new IllegalArgumentException(name + ": the model must have one input and one output: inputs="
                + model.main().inputs().size() + ", outputs=" + model.main().outputs().size());
        }
        int outputs = tensor(model, model.main().outputs().get(0)).elements();
        if (outputs != labels.size()) {
            throw new IllegalArgumentException(
                name + ": the model must give one score per label: scores=" + outputs + ", labels=" + labels);
        }
    }

    private static TensorInfo tensor(Model model, int index) {
        return model.main().tensors().get(index);
    }

    /** How many features the model takes. */
    int inputSize() {
        return tensor(model, model.main().inputs().get(0)).elements();
    }

    @Override
    public ScoresFormat output(Format input) {
        TensorFormat features = Formats.tensors("Classify", input);
        int wanted = inputSize();
        if (features.size() != wanted) {
            throw new IllegalArgumentException(
                name + ": the model takes " + wanted + " features: input has " + features.size() + ", " + features);
        }
        trainedOn.filter(settings -> !settings.equals(features.madeBy())).ifPresent(settings -> {
            throw new IllegalArgumentException(
                name + ": the model was trained on " + settings + ": input is made by " + features.madeBy());
        });
        return new ScoresFormat(labels, features.signal(), features.hop());
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Scores> next) {
        return new Open(Formats.tensors("Classify", input), output(input), next);
    }

    private Interpreter prepared() {
        try {
            return Interpreter.prepare(model);
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private final class Open implements Sink<Tensor> {
        private final Interpreter interpreter = prepared();
        private final ModelInput in;
        private final TensorView out = interpreter.output(0);
        private final Scores scores;
        private final Sink<? super Scores> next;
        private final int hop;
        private final int lastSample;
        private final long lastNanos;
        private long expected;

        Open(TensorFormat features, ScoresFormat output, Sink<? super Scores> next) {
            this.next = next;
            scores = new Scores(output);
            in = new ModelInput(interpreter.input(0), features);
            hop = features.hop();
            lastSample = features.length() - 1;
            lastNanos = features.signal().nanosOf(lastSample);
        }

        @Override
        public void accept(Tensor features) {
            if (features.firstSample() != expected) {
                interpreter.reset();
            }
            expected = features.firstSample() + hop;
            in.write(features.values(), 0);
            interpreter.invoke();
            out.readReals(scores.values(), 0);
            scores.at(features.firstSample() + lastSample, features.timeNanos() + lastNanos);
            next.accept(scores);
        }

        /** Goes over to the vector kernels. */
        @Override
        public Optional<Runnable> warmUp() {
            return Optional.of(interpreter::upgrade);
        }
    }

    @Override
    public String toString() {
        return "Classify " + name;
    }
}
