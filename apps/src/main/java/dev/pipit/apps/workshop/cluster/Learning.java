package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.Outputs;
import dev.pipit.framework.compression.pack.Packed;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** What the commands of this package do with examples and files. */
final class Learning {
    /** Enough to tell layers apart; a layer is tried a few dozen times. */
    private static final int MOST_TO_CHOOSE_BY = 500;

    private Learning() {
    }

    /** What is learned from. */
    static Examples examples(ExampleSet set) {
        return new Examples(set.examples(), set.labels());
    }

    /** Work in as many threads as the machine has, with a line of progress. */
    interface Work<T> {
        T run(Executor threads, DoubleConsumer eachLoss);
    }

    static <T> T with(PrintWriter screen, String what, int steps, Work<T> work) {
        var progress = new Progress(screen, Screen.isTerminal());
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        double[] last = new double[1];
        try {
            progress.begin(what, Math.max(1, steps));
            T result = work.run(threads, loss -> {
                last[0] = loss;
                progress.step(String.format(Locale.ROOT, "loss %.3f", loss));
            });
            progress.end(steps == 0 ? "not retrained" : String.format(Locale.ROOT, "loss %.3f", last[0]));
            return result;
        } finally {
            threads.shutdown();
        }
    }

    /** Part of the examples, some from everywhere, that a model is right in, or without labels, that it says the same of. */
    static ToDoubleFunction<Model> score(Model original, ExampleSet set) throws IOException {
        int apart = (set.examples().size() + MOST_TO_CHOOSE_BY - 1) / MOST_TO_CHOOSE_BY;
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

    /** Writes a {@code .tflite} file, or a packed one where the name ends so. */
    static void write(Model model, Path out) throws IOException {
        String name = out.getFileName().toString();
        if (name.endsWith(".pipit")) {
            pack(model, out);
        } else {
            ModelWriter.write(model, out);
        }
    }

    static void pack(Model model, Path out) throws IOException {
        Files.write(out, Packed.of(ModelWriter.bytes(model), out.getFileName().toString()).file());
    }
}
