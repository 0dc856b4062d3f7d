package dev.pipit.apps.train;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Split;

/** {@code pipit train shipped}. */
@Command(
    name = "shipped",
    description = {
        "Trains the words that come with Pipit, and the backbone that words of your own are trained on.",
        "",
        "Needs the public recordings (PIPIT_DATA), the teacher (mvn -Pteacher -pl apps dependency:copy@onnxruntime) and the "
            + "speech synthesisers espeak-ng, flite, festival and espeak. The same seed gives the same bytes; a run that was "
            + "interrupted goes on where the hardest examples were found last.",
        ""})
final class ShippedCommand implements Callable<Integer> {
    /** Mean of so many scores of 40 ms. */
    static final int AVERAGED = 3;
    private static final int LEAST_STEPS = 200;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}",
        description = "Folder with speech/, noise/ and models/ (default: PIPIT_DATA).", required = true)
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for models, manifests and backbone.")
    private Path out;

    @Option(names = "--cache", paramLabel = "DIR", description = "Folder for clips and features (default: .work in --out).")
    private Path cache;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "" + ShippedWords.STEPS, description = "Default: "
        + "${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--json", description = "One JSON object a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (steps < LEAST_STEPS) {
            throw new ParameterException(spec.commandLine(), "--steps must be at least " + LEAST_STEPS + ": steps=" + steps);
        }
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        var words = new ShippedWords(data, cache == null ? out.resolve(".work") : cache, seed, steps, progress);
        Files.createDirectories(out);
        Material material = words.material();
        words.speak(material);
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            write(words.train(material, words.examples(material), threads), material);
        } finally {
            threads.shutdownNow();
        }
        return 0;
    }

    private void write(ShippedWords.Trained trained, Material material) throws IOException {
        Backbone.save(trained.quantized().network(), out.resolve("backbone.weights"));
        Judge chooser = new Judge(material, Judge.SPEEDS, Split.Part.VALIDATION, Split.Part.TRAINING);
        Judge judge = new Judge(material, Judge.SPEEDS, Split.Part.TEST);
        PrintWriter print = spec.commandLine().getOut();
        List<Judge.Verdict> verdicts = new ArrayList<>();
        List<Judge.Verdict> floats = new ArrayList<>();
        for (int w = 0; w < ShippedWords.WORDS.size(); w++) {
            String word = ShippedWords.WORDS.get(w);
            Model model = trained.model(w);
            ModelWriter.write(model, out.resolve(word + ".tflite"));
            Golden.write(out.resolve("golden").resolve(word), trained.words().get(w), model, inputs(material, word));
            Judge.Scorer scorer = trial -> trial.scores(model, AVERAGED);
            float threshold = chooser.threshold(word, scorer, ShippedWords.FALSE_ACCEPTS_PER_HOUR);
            Judge.Verdict verdict = judge.of(word, scorer, threshold);
            Files.writeString(out.resolve(word + ".json"), manifest(verdict, seed, steps), StandardCharsets.UTF_8);
            verdicts.add(verdict);
            int node = trained.floats().number("word" + w);
            floats.add(judge.of(word, trial -> trial.scores(trained.floats(), node, AVERAGED), threshold));
        }
        if (json) {
            verdicts.forEach(verdict -> print.println(VerdictTable.json(verdict)));
        } else {
            VerdictTable.print(verdicts, print);
            print.println("the same with real numbers, before rounding to 8 bits:");
            VerdictTable.print(floats, print);
            print.println("what 8 bits miss more than real numbers, in brackets the 95 % interval by speakers:");
            VerdictTable.compare(floats, verdicts, print);
        }
    }

    /** Recordings of the word, as the model hears them. */
    private static List<byte[]> inputs(Material material, String word) {
        MicroFeatureRows frontEnd = new MicroFeatureRows();
        return material.of(Split.Part.TEST, clip -> clip.word().equals(word)).stream().limit(3).map(clip -> {
            byte[] rows = frontEnd.of(clip.samples(), 0).values();
            int step = Lessons.STRIDE * frontEnd.channels();
            return Arrays.copyOf(rows, rows.length / step * step);
        }).toList();
    }

    static String manifest(Judge.Verdict verdict, long seed, int steps) {
        JsonObject micro = new JsonObject();
        micro.addProperty("probability_cutoff", verdict.threshold());
        micro.addProperty("sliding_window_size", AVERAGED);
        micro.addProperty("feature_step_size", 10);
        micro.addProperty("tensor_arena_size", 40_000);
        micro.addProperty("minimum_esphome_version", "2024.7.0");
        JsonObject ours = new JsonObject();
        ours.addProperty("licence", "Apache-2.0");
        ours.addProperty("attribution", ShippedWords.ATTRIBUTION);
        JsonArray sources = new JsonArray();
        ShippedWords.SOURCES.forEach(sources::add);
        ours.add("training_data", sources);
        ours.addProperty("training_command", String.format(Locale.ROOT, "pipit train shipped --seed %d --steps %d", seed,
            steps));
        ours.add("accuracy", VerdictTable.json(verdict));
        JsonObject all = new JsonObject();
        all.addProperty("type", "micro");
        String word = verdict.word();
        all.addProperty("wake_word", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        all.addProperty("author", "Pipit");
        all.addProperty("website", "");
        all.addProperty("model", word + ".tflite");
        JsonArray languages = new JsonArray();
        languages.add("en");
        all.add("trained_languages", languages);
        all.addProperty("version", 2);
        all.add("micro", micro);
        all.add("pipit", ours);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all) + "\n";
    }
}
