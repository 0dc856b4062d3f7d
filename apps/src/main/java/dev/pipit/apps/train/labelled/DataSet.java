package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.sound.CacheKey;

/**
 * All that a training knows.
 *
 * @param labels   in the order of the model's outputs
 * @param input    of the model
 * @param steps    of the input's columns
 * @param training what is learned from
 * @param test     what is judged by; none of its groups is learned from, unless {@code remark} says so
 * @param what     an example is called, in the plural
 * @param remark   on how the sides were chosen, for the report
 */
public record DataSet(List<String> labels, Shape input, InputSteps steps, List<Example> training, List<Example> test,
                      String what, String remark) {
    public DataSet {
        labels = List.copyOf(labels);
        training = List.copyOf(training);
        test = List.copyOf(test);
        if (labels.size() < 2) {
            throw new IllegalArgumentException("there must be at least two labels: labels=" + labels);
        }
        require(labels, training, "to learn from");
        require(labels, test, "to judge by");
    }

    private static void require(List<String> labels, List<Example> examples, String purpose) {
        for (int label = 0; label < labels.size(); label++) {
            int wanted = label;
            if (examples.stream().noneMatch(example -> example.label() == wanted)) {
                throw new IllegalArgumentException("too little data: nothing " + purpose + " for label "
                    + labels.get(label));
            }
        }
    }

    /** How many examples of each label. */
    static Map<String, Long> counts(List<String> labels, List<Example> examples) {
        Map<String, Long> counts = new TreeMap<>();
        examples.forEach(example -> counts.merge(labels.get(example.label()), 1L, Long::sum));
        return counts;
    }

    /** Writes what is learned from, as it was before it was rounded: pipit's other commands read it. */
    void saveTraining(Path folder) throws IOException {
        save(training, folder);
    }

    /** Writes what is judged by. */
    void saveTest(Path folder) throws IOException {
        save(test, folder);
    }

    private void save(List<Example> examples, Path folder) throws IOException {
        List<float[]> inputs = new ArrayList<>();
        for (Example example : examples) {
            float[] numbers = new float[example.input().length];
            LabelLesson.floats(example.input(), 0, numbers);
            inputs.add(numbers);
        }
        new ExampleSet(folder.toString(), List.of(1, input.height(), input.width(), input.channels()), inputs,
            Optional.of(examples.stream().mapToInt(Example::label).toArray())).save(folder);
    }

    /** The hash of all of it. */
    CacheKey key() {
        CacheKey key = new CacheKey().add(labels.toString()).add(input.toString()).add(steps.toString());
        for (Example example : training) {
            key.add(example.group()).add(labels.get(example.label())).add(example.input());
        }
        return key;
    }
}
