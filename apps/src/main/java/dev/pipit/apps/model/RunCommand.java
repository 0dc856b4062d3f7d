package dev.pipit.apps.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.inference.Workers;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.stream.Team;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Subgraph;

/** {@code pipit model run}. */
@Command(
    name = "run",
    description = {
        "Runs a model on arrays from .npy files and writes its outputs as .npy files.",
        "",
        "Output k becomes out<k>.npy. Arrays have the types and shapes of the model's tensors.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit model run kws.tflite --input in.npy --output-dir out",
        "  pipit model run kws.tflite --input in.npy --output-dir out --dump-tensors",
        "  pipit model run kws.tflite --input float32.npy --quantize --output-dir out",
        "  pipit model run okay_nabu.tflite --input rows.npy --steps --output-dir out",
        "",
        "Exit code: 0, 1 if a file cannot be used, 2 for wrong usage."})
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A model (.tflite), or the manifest (.json) of a wake word.")
    private Path file;

    @Option(names = "--input", paramLabel = "A.npy", arity = "1..*", required = true,
        description = "An array for each input, in their order.")
    private List<Path> inputs;

    @Option(names = "--output-dir", paramLabel = "DIR", required = true,
        description = "Where to write; made if it is not there.")
    private Path folder;

    @Option(names = "--steps", description = "The first axis of every array is time: run once for each, and keep the "
        + "model's state from one to the next.")
    private boolean steps;

    @Option(names = "--quantize", description = "Translate real numbers for an input of whole ones by its scale and zero "
        + "point.")
    private boolean quantize;

    @Option(names = "--dump-tensors", description = "Write every tensor that is computed or kept, as it stands after the "
        + "last step: t<index>.npy, and s<subgraph>_t<index>.npy for other subgraphs.")
    private boolean dump;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
        description = "Split large operators among so many threads (default: ${DEFAULT-VALUE}). The numbers are the same.")
    private int threads;

    @Option(names = "--json", description = "One JSON object that lists the files.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final JsonArray written = new JsonArray();

    @Override
    public Integer call() throws IOException {
        try (var team = new Team(threads)) {
            run(Settings.standard().workers(Workers.of(team.size(), team::run)));
        }
        return 0;
    }

    private void run(Settings settings) throws IOException {
        Model model = ModelFile.load(file).model();
        Interpreter interpreter = ModelFile.prepare(model, dump ? settings.keepingAllTensors() : settings);
        List<Steps.Input> arrays = new ArrayList<>();
        for (Path input : inputs) {
            arrays.add(new Steps.Input(String.valueOf(input.getFileName()), Npy.load(input)));
        }
        var run = new Steps(interpreter, arrays, steps, quantize);
        make(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            run(model, interpreter, run, line -> { });
            out.println(json(run.count()));
            out.flush();
        } else {
            try (var screen = new Screen(out, () -> "step " + run.done() + " of " + run.count())) {
                run(model, interpreter, run, screen::print);
            }
        }
    }

    private void run(Model model, Interpreter interpreter, Steps run, Consumer<String> lines) throws IOException {
        run.run();
        List<Npy> outputs = run.outputs();
        for (int k = 0; k < outputs.size(); k++) {
            save("out" + k, interpreter.output(k), outputs.get(k), lines);
        }
        if (dump) {
            dump(model, interpreter, lines);
        }
    }

    private static void make(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": must be a folder: it is a file");
        }
        Files.createDirectories(folder);
    }

    private void dump(Model model, Interpreter interpreter, Consumer<String> lines) throws IOException {
        for (Subgraph subgraph : model.subgraphs()) {
            for (int index = 0; index < subgraph.tensors().size(); index++) {
                Optional<TensorView> tensor = interpreter.tensor(subgraph.index(), index);
                Optional<Npy> array = tensor.flatMap(TensorArray::of);
                if (array.isPresent()) {
                    save((subgraph.index() == 0 ? "" : "s" + subgraph.index() + "_") + "t" + index, tensor.get(),
                        array.get(), lines);
                }
            }
        }
    }

    private void save(String name, TensorView tensor, Npy array, Consumer<String> lines) throws IOException {
        Path path = folder.resolve(name + ".npy");
        array.save(path);
        JsonObject entry = new JsonObject();
        entry.addProperty("file", name + ".npy");
        entry.addProperty("tensor", tensor.info().name());
        entry.addProperty("type", array.type().name());
        entry.add("shape", new Gson().toJsonTree(array.shape()));
        written.add(entry);
        lines.accept(path + "  " + array.type() + " " + array.shape() + "  " + tensor.info().name());
    }

    private JsonObject json(int steps) {
        JsonObject all = new JsonObject();
        all.addProperty("steps", steps);
        all.addProperty("folder", folder.toString());
        all.add("files", written);
        return all;
    }
}
