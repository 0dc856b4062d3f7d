package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;

/** Finds, case by case, the first tensor of a model that is not the one that a reference dumped. */
final class GoldenDiff {
    private static final int VALUES = 8;

    private final GoldenFolder golden;
    private final Model model;

    /** What came of a case: how many tensors were compared, and the first that differs. */
    record Result(String each, int compared, Optional<First> first) { }

    /** The first tensor that differs, and a few of its numbers from the first one that differs on. */
    record First(Computed where, ArrayDifference what, List<Double> is, List<Double> expected) { }

    private GoldenDiff(GoldenFolder golden, Model model) {
        this.golden = golden;
        this.model = model;
    }

    /**
     * @param file   of the model: the references are those of a file with the same bytes, else with the same name, else
     *               the only ones in the folder
     * @param folder as {@link GoldenFolder#open} takes it
     */
    static List<Result> of(Path file, Model model, Path folder) throws IOException {
        GoldenFolder golden = GoldenFolder.open(folder);
        GoldenFolder.ModelEntry entry = entry(golden, file);
        var diff = new GoldenDiff(golden, model);
        List<Result> results = new ArrayList<>();
        for (GoldenFolder.Case each : entry.cases()) {
            if (!each.tensors().isEmpty()) {
                results.add(diff.of(each));
            }
        }
        if (results.isEmpty()) {
            throw new IOException(folder + ": must have a case of " + entry.id() + " with dumped tensors");
        }
        return results;
    }

    private static GoldenFolder.ModelEntry entry(GoldenFolder golden, Path file) throws IOException {
        for (GoldenFolder.ModelEntry entry : golden.models()) {
            Path other = golden.file(entry.modelFile());
            if (Files.isRegularFile(other) && Files.mismatch(file, other) < 0) {
                return entry;
            }
        }
        String name = file.getFileName().toString().replaceFirst("\\.tflite$", "");
        return golden.models().stream().filter(entry -> entry.id().equals(name)).findFirst()
            .or(() -> golden.models().stream().filter(entry -> golden.models().size() == 1).findFirst())
            .orElseThrow(() -> new IOException(file + ": must be one of the models in " + golden.root() + ", by its "
                + "bytes or its name"));
    }

    private Result of(GoldenFolder.Case each) throws IOException {
        Interpreter interpreter = ModelFile.prepare(model, Settings.standard().keepingAllTensors());
        List<Steps.Input> inputs = new ArrayList<>();
        for (String file : each.inputs()) {
            inputs.add(new Steps.Input(file, Npy.load(golden.file(file))));
        }
        new Steps(interpreter, inputs, each.steps() > 1, false).run();
        Map<List<Integer>, GoldenFolder.Dump> dumps = new HashMap<>();
        each.tensors().forEach(dump -> dumps.put(List.of(dump.subgraph(), dump.index()), dump));
        int compared = 0;
        for (Computed at : Computed.inOrder(model)) {
            GoldenFolder.Dump dump = dumps.get(List.of(at.subgraph(), at.tensor().index()));
            Optional<Npy> is = interpreter.tensor(at.subgraph(), at.tensor().index()).flatMap(TensorArray::of);
            if (dump != null && is.isPresent()) {
                compared++;
                Optional<First> first = compare(at, is.get(), Npy.load(golden.file(dump.file())));
                if (first.isPresent()) {
                    return new Result(each.id(), compared, first);
                }
            }
        }
        if (compared == 0) {
            throw new IOException(each.id() + ": no dumped tensor is one that the model computes");
        }
        return new Result(each.id(), compared, Optional.empty());
    }

    private static Optional<First> compare(Computed at, Npy is, Npy expected) throws IOException {
        if (is.type() != expected.type() || !is.shape().equals(expected.shape())) {
            throw new IOException(at + " is " + is.type() + " " + is.shape() + ": the reference is "
                + expected.type() + " " + expected.shape());
        }
        return ArrayDifference.between(is, expected).map(
            what -> new First(at, what, some(is, what.first()), some(expected, what.first())));
    }

    private static List<Double> some(Npy array, int from) {
        List<Double> values = new ArrayList<>();
        for (int i = from; i < Math.min(array.elements(), from + VALUES); i++) {
            values.add(array.get(i));
        }
        return values;
    }
}
