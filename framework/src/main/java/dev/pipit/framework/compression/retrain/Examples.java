package dev.pipit.framework.compression.retrain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of a model as real numbers, with what is right where that is known.
 *
 * @param inputs row-major, all of the length of the model's input, at least one
 * @param labels as many as inputs: the position of the right output
 */
@SuppressWarnings("ArrayRecordComponent")
public record Examples(List<float[]> inputs, Optional<int[]> labels) {
    public Examples {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one example: examples=0");
        }
        if (labels.isPresent() && labels.get().length != inputs.size()) {
            throw new IllegalArgumentException("there must be one label for each example: examples=" + inputs.size()
                + ", labels=" + labels.get().length);
        }
    }

    /** Refuses examples that a network cannot take, and labels that it has no output for. */
    public void requireFor(Trainable trainable) {
        int size = trainable.network().input().size();
        inputs.stream().filter(input -> input.length != size).findFirst().ifPresent(input -> {
            throw new IllegalArgumentException("examples must have the numbers of the model's input: numbers="
                + input.length + ", input=" + size);
        });
        int outputs = trainable.network().shape(trainable.output()).size();
        int most = outputs == 1 ? 2 : outputs;
        Arrays.stream(labels.orElse(new int[0])).filter(label -> label < 0 || label >= most).findFirst()
            .ifPresent(label -> {
                throw new IllegalArgumentException("labels must be 0 to " + (most - 1) + ": label=" + label);
            });
    }
}
