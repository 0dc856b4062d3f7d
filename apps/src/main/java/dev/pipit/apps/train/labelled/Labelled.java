package dev.pipit.apps.train.labelled;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.pipit.apps.train.Cost;
import dev.pipit.apps.train.Golden;
import dev.pipit.apps.train.Progress;
import dev.pipit.apps.workshop.NormScales;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.export.FloatExport;
import dev.pipit.framework.training.export.TfliteExport;

/**
 * From examples to files: model.tflite, model.json, report.html, and golden, which {@code pipit model check} compares with
 * the simulation; float.tflite is the network before it was rounded, and float.norms.json the scales of the batch
 * normalisation that was folded into it.
 *
 * @param title    of the report, and what the model says of itself
 * @param command  that makes the same files
 * @param features what the device computes before the model: goes into model.json
 * @param data     to learn from and to judge by
 * @param course   how
 * @param change   what makes other examples of each
 */
public record Labelled(String title, String command, JsonObject features, DataSet data, Course course, Change change) {
    /** What a training keeps in its folder to go on. */
    public static final String WORK = ".work";

    private static final int GOLDEN_CASES = 12;
    /** Changes with the way of training: what was learned in another way is not gone on with. */
    private static final String WAY = "2";

    /**
     * Trains, judges and writes.
     *
     * @param out  where the verdict is printed
     * @param json whether as one JSON object
     * @param stop asked now and then whether to end and go on another time
     */
    public void run(Network network, Path folder, Progress progress, PrintWriter out, boolean json, BooleanSupplier stop)
            throws IOException {
        Work work = Work.open(folder.resolve(WORK), key(data, course, network));
        Learned learned = new Training(data, course, change, work, progress, stop).run(network);
        Model model = TfliteExport.whole(learned.integers(), title);
        LabelJudge judge = new LabelJudge(data);
        Verdict verdict = new Verdict(data, judge.model(model), judge.network(learned.network()),
            Cost.of(model, 1));
        ModelWriter.write(model, folder.resolve("model.tflite"));
        ModelWriter.write(FloatExport.classifier(learned.network(), title), folder.resolve("float.tflite"));
        NormScales.of(learned.network()).write(folder.resolve("float.norms.json"));
        int apart = Math.max(1, data.test().size() / GOLDEN_CASES);
        List<byte[]> inputs = IntStream.range(0, data.test().size()).filter(i -> i % apart == 0).limit(GOLDEN_CASES)
            .mapToObj(i -> data.test().get(i).input()).toList();
        Golden.write(folder.resolve("golden"), learned.integers(), model, inputs);
        JsonObject description = description(verdict);
        Files.write(folder.resolve("model.json"), (new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create()
            .toJson(description) + "\n").getBytes(StandardCharsets.UTF_8));
        ReportPage.write(folder.resolve("report.html"), title, command, verdict, learned);
        if (json) {
            out.println(description);
            out.flush();
        } else {
            verdict.print(out);
        }
    }

    /** Of a training: what was learned by another is not gone on with. */
    static String key(DataSet data, Course course, Network network) {
        return data.key().add(WAY).add(course.toString()).add(network.nodes().stream().map(node -> node.name() + node.shape())
            .toList().toString()).toString();
    }

    private JsonObject description(Verdict verdict) {
        JsonObject object = new JsonObject();
        object.addProperty("title", title);
        object.addProperty("model", "model.tflite");
        object.add("labels", strings(data.labels()));
        object.add("features", features);
        JsonObject input = new JsonObject();
        input.add("shape", new GsonBuilder().create().toJsonTree(
            List.of(data.input().height(), data.input().width(), data.input().channels())));
        input.addProperty("q", "round((x - centre) / step), held at -128 and 127");
        input.add("centres", numbers(data.steps().centres()));
        input.add("steps", numbers(data.steps().steps()));
        object.add("input", input);
        JsonObject training = new JsonObject();
        training.addProperty("command", command);
        training.addProperty("seed", course.seed());
        training.addProperty("float_steps", course.floatSteps());
        training.addProperty("rounding_steps", course.quantizedSteps());
        training.addProperty("batch", course.batch());
        training.addProperty("rate", course.rate());
        training.add("examples", counts(DataSet.counts(data.labels(), data.training())));
        object.add("training", training);
        object.add("accuracy", verdict.json());
        return object;
    }

    private static JsonArray strings(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static JsonArray numbers(List<Float> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }

    private static JsonObject counts(Map<String, Long> counts) {
        JsonObject object = new JsonObject();
        counts.forEach(object::addProperty);
        return object;
    }
}
