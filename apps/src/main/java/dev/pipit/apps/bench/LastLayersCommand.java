package dev.pipit.apps.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Main;
import dev.pipit.apps.Recordings;
import dev.pipit.apps.Words;
import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.LastLayers;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.sound.Channel;

/** {@code pipit last-layers}. */
@Command(
    name = "last-layers",
    description = {
        "Measures what it costs to learn the last layers of a wake-word network on the device, and what a wrong example does.",
        "",
        "The network hears two bundled recordings; what it said of them is the old. A step is taken for each, then one "
            + "poisoned example is learned again and again: its answer turned round.",
        ""})
public final class LastLayersCommand implements Callable<Integer> {
    private static final int POISONED = 100;
    private static final int MEASURED = 2_000;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "The word (default: computer).")
    private Path model = Path.of(Word.shipped().get(0));

    @Option(names = "--layers", paramLabel = "N", defaultValue = "2", description = "How many learn (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(names = "--rate", paramLabel = "X", defaultValue = "0.01", description = "Length of a step (default: ${DEFAULT-VALUE}).")
    private float rate;

    @Option(names = "--longest", paramLabel = "X", defaultValue = "1",
        description = "Gradient that is not cut (default: ${DEFAULT-VALUE}).")
    private float longest;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the network with what was learned as .tflite.")
    private Path save;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /**
     * What came out.
     *
     * @param names             of the layers
     * @param bytes             memory of a step
     * @param stepMicros        median time of a step
     * @param largestDifference of a score, to the interpreter's in 8 bits
     * @param influence         how far one example can move the weights at most, but for rounding
     * @param movedByOne        how far the poisoned one did
     * @param changedByOne      old answers that changed by it
     * @param changedByMany     and after it was learned {@value #POISONED} times
     * @param rolledBack        whether verifying by the old answers undid that
     */
    record Result(List<String> names, int bytes, double stepMicros, double largestDifference, float influence,
            double movedByOne, int examples, int changedByOne, int changedByMany, boolean rolledBack) {
    }

    @Override
    public Integer call() throws IOException {
        Model network = Words.load(model).model();
        LastLayers fresh = LastLayers.of(network, layers, rate, longest);
        List<byte[]> rows = new ArrayList<>();
        double difference = 0;
        for (String name : List.of("demo.wav", "others.wav")) {
            difference = Math.max(difference, hear(network, fresh, sound(name), rows));
        }
        Result result = measure(fresh, rows, difference);
        if (save != null) {
            LastLayers learned = fresh.copy();
            rows.forEach(row -> learned.learn(row, yes(fresh, row) ? 1 : 0));
            ModelWriter.write(learned.model(), save);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new Gson().toJson(result));
        } else {
            print(result, out);
        }
        return 0;
    }

    /** Adds the features of each step, and returns the largest difference of a score. */
    private static double hear(Model network, LastLayers layers, float[] sound, List<byte[]> rows) throws IOException {
        Interpreter interpreter = Interpreter.prepare(network, Settings.standard().keepingAllTensors());
        TensorView features = interpreter.tensor(0, layers.input()).orElseThrow();
        byte[] values = new MicroFeatureRows().of(sound, 0).values();
        int each = interpreter.input(0).elements();
        float[] score = new float[layers.outputs()];
        double most = 0;
        for (int at = 0; at + each <= values.length; at += each) {
            interpreter.input(0).write(values, at);
            interpreter.invoke();
            byte[] row = new byte[features.bytes()];
            features.read(row, 0);
            rows.add(row);
            layers.probabilities(row, score);
            most = Math.max(most, Math.abs(score[0] - interpreter.output(0).real(0)));
        }
        return most;
    }

    private static boolean yes(LastLayers layers, byte[] row) {
        float[] score = new float[layers.outputs()];
        layers.probabilities(row, score);
        return score[0] >= 0.5f;
    }

    private static int changed(LastLayers before, LastLayers after, List<byte[]> rows) {
        return (int) rows.stream().filter(row -> yes(before, row) != yes(after, row)).count();
    }

    private Result measure(LastLayers fresh, List<byte[]> rows, double difference) {
        LastLayers timed = fresh.copy();
        double[] micros = new double[MEASURED];
        for (int i = 0; i < 2 * MEASURED; i++) {
            byte[] row = rows.get(i % rows.size());
            int label = yes(fresh, row) ? 1 : 0;
            long start = System.nanoTime();
            timed.learn(row, label);
            micros[i % MEASURED] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        byte[] poison = rows.get(rows.size() / 2);
        int turned = yes(fresh, poison) ? 0 : 1;
        LastLayers one = fresh.copy();
        one.learn(poison, turned);
        var safely = new Adaptation<LastLayers>(m -> 1 - (double) changed(fresh, m, rows) / rows.size(), m -> 1, 0.01);
        LastLayers[] many = new LastLayers[1];
        boolean kept = safely.attempt(fresh, from -> {
            many[0] = from.copy();
            for (int i = 0; i < POISONED; i++) {
                many[0].learn(poison, turned);
            }
            return many[0];
        }).kept();
        return new Result(fresh.names(), fresh.bytes(), micros[MEASURED / 2], difference, fresh.influence(), one.distance(fresh),
            rows.size(), changed(fresh, one, rows), changed(fresh, many[0], rows), !kept);
    }

    private static float[] sound(String name) throws IOException {
        Path copy = Files.createTempFile("pipit-sound-", ".wav");
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            float[] samples = new float[1 << 20];
            int count = 0;
            try (Recordings.Recording recording = Recordings.open(copy, Channel.MEAN)) {
                for (int n = 0; n >= 0 && count < samples.length; count += Math.max(0, n)) {
                    n = recording.sound().read(samples, count, samples.length - count);
                }
            }
            return Arrays.copyOf(samples, count);
        } finally {
            Files.delete(copy);
        }
    }

    private static void print(Result result, PrintWriter out) {
        row(out, "layers that learn", String.join(", ", result.names()));
        row(out, "memory of a step", result.bytes() + " bytes");
        row(out, "time of a step", String.format(Locale.ROOT, "%.1f us (median of %d)", result.stepMicros(), MEASURED));
        row(out, "largest difference of a score to the interpreter", String.format(Locale.ROOT, "%.4f of %d",
            result.largestDifference(), result.examples()));
        row(out, "one example moves the weights by at most", String.format(Locale.ROOT, "%.4f and rounding; a poisoned one by %.4f",
            result.influence(), result.movedByOne()));
        row(out, "old answers changed by one poisoned example", result.changedByOne() + " of " + result.examples());
        row(out, "and by learning it " + POISONED + " times", result.changedByMany() + " of " + result.examples()
            + (result.rolledBack() ? ", undone by verifying" : ", few enough to be kept"));
    }

    private static void row(PrintWriter out, String what, String value) {
        out.println(String.format(Locale.ROOT, "%-50s %s", what, value));
    }
}
