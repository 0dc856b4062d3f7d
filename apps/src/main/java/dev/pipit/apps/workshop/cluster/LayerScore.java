package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.Outputs;
import dev.pipit.framework.tflite.Model;

/** How good a model still is, to choose layers by. */
final class LayerScore {
    /** Enough to tell layers apart; a layer is tried a few dozen times. */
    private static final int MOST = 500;

    private LayerScore() {
    }

    /** Part of the examples, some from everywhere, that a model is right in, or without labels, that it says the same of. */
    static ToDoubleFunction<Model> of(Model original, ExampleSet set) throws IOException {
        int apart = (set.examples().size() + MOST - 1) / MOST;
        int[] places = IntStream.range(0, set.examples().size()).filter(n -> n % apart == 0).toArray();
        List<float[]> inputs = IntStream.of(places).mapToObj(set.examples()::get).toList();
        Optional<int[]> labels = set.labels().map(all -> IntStream.of(places).map(n -> all[n]).toArray());
        ExampleSet some = new ExampleSet(set.name(), set.shape(), inputs, labels);
        Outputs before = Outputs.of(original, some);
        return model -> {
            try {
                Outputs outputs = Outputs.of(model, some);
                return labels.isPresent() ? outputs.accuracy(labels.get()) : outputs.agreement(before).orElse(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
