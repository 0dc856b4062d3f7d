package dev.pipit.apps.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.tflite.Model;

/** {@code pipit model diff}. */
@Command(
    name = "diff",
    description = {
        "Names the first tensor of a model, in the order of execution, that is not that of a reference or of another "
            + "model, and says by how much.",
        "",
        "Tensors of two models are compared where name and shape are the same, and outputs by position.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit model diff kws.tflite --golden golden       with the tensors that a reference dumped",
        "  pipit model diff int8.tflite float.tflite         with another model, on random inputs",
        "  pipit model diff int8.tflite float.tflite --input in.npy",
        "",
        "Exit code: 0 if nothing differs, 1 if something does or a file cannot be used, 2 for wrong usage."})
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The model that is judged (.tflite, or a manifest).")
    private Path file;

    @Parameters(index = "1", paramLabel = "B", arity = "0..1", description = "The model that is right.")
    private Path other;

    @Option(names = "--golden", paramLabel = "DIR", description = "A folder of references with dumped tensors.")
    private Path golden;

    @Option(names = "--input", paramLabel = "A.npy", arity = "1..*",
        description = "An array for each input of A, in place of random ones.")
    private List<Path> arrays = List.of();

    @Option(names = "--inputs", paramLabel = "N", defaultValue = "1",
        description = "How many random inputs, one after the other. Default: ${DEFAULT-VALUE}.")
    private int inputs;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of random inputs. Default: "
        + "${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((other == null) == (golden == null) || inputs < 1) {
            throw new ParameterException(spec.commandLine(), "needs either another model or --golden, and --inputs of "
                + "at least 1: inputs=" + inputs);
        }
        ModelFile model = ModelFile.load(file);
        return golden != null ? withReferences(model) : withModel(model.model(), ModelFile.load(other).model());
    }

    private int withReferences(ModelFile model) throws IOException {
        List<GoldenDiff.Result> results = GoldenDiff.of(model.file(), model.model(), golden);
        long differ = results.stream().filter(result -> result.first().isPresent()).count();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DiffJson.of(results));
        } else {
            results.forEach(result -> print(result, out));
            out.println(results.size() + (results.size() == 1 ? " case: " : " cases: ")
                + (differ == 0 ? "all equal" : differ + (differ == 1 ? " differs" : " differ")));
        }
        out.flush();
        return differ == 0 ? 0 : 1;
    }

    private static void print(GoldenDiff.Result result, PrintWriter out) {
        if (result.first().isEmpty()) {
            out.println(result.each() + ": " + result.compared() + " tensors equal");
            return;
        }
        GoldenDiff.First first = result.first().get();
        out.println(result.each() + ": differs first at " + first.where());
        out.println("  " + first.what());
        out.println("  is       " + numbers(first.is()));
        out.println("  expected " + numbers(first.expected()));
    }

    private static String numbers(List<Double> numbers) {
        return numbers.stream().map(ArrayDifference::number).collect(Collectors.joining(" "));
    }

    private int withModel(Model model, Model right) throws IOException {
        var diff = new ModelDiff(model, right);
        var random = new SplittableRandom(seed);
        if (!arrays.isEmpty()) {
            SameInputs.read(arrays, diff.inputs(), diff.otherInputs());
            diff.run();
        }
        for (int k = 0; arrays.isEmpty() && k < inputs; k++) {
            SameInputs.random(diff.inputs(), diff.otherInputs(), random);
            diff.run();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DiffJson.of(diff));
        } else {
            diff.errors().forEach(out::println);
            diff.firstDifferent().ifPresent(first -> out.println("first that differs: " + first.where()));
            diff.largestJump().ifPresent(jump -> out.println("largest jump: " + jump.where()));
            if (diff.firstDifferent().isEmpty()) {
                out.println(diff.errors().size() + " tensors equal");
            }
        }
        out.flush();
        return diff.firstDifferent().isPresent() ? 1 : 0;
    }
}
