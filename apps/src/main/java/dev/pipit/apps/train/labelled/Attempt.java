package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.pipit.apps.train.Cost;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.compression.quantize.QuantizeSettings;
import dev.pipit.framework.compression.quantize.Quantizer;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.Gru;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.export.FloatExport;
import dev.pipit.framework.training.export.TfliteExport;

/**
 * A network that was trained for a task, in 8 bits, and what it needs.
 *
 * @param cost of an invocation, here and now
 */
public record Attempt(Model model, Cost cost) {
    private static final int CALIBRATED = 200;

    /**
     * Trains in floats, then with rounding; a recurrent network in floats only, and rounds it afterwards by what it computes
     * for examples.
     *
     * @param work a folder in which it goes on after an interruption
     * @param stop asked now and then whether to keep what there is, and to end
     */
    public static Attempt train(Task task, Network network, Course course, Path work, Progress progress, BooleanSupplier stop)
            throws IOException {
        String key = Labelled.key(task.data(), course, network);
        var training = new Training(task.data(), course, task.change(), Work.open(work, key), progress, stop);
        Model model;
        if (network.nodes().stream().anyMatch(node -> node.layer() instanceof Gru)) {
            training.runInFloats(network);
            model = rounded(task, network);
        } else {
            model = TfliteExport.whole(training.run(network).integers(), task.name());
        }
        return new Attempt(model, Cost.of(model, 1));
    }

    private static Model rounded(Task task, Network network) throws IOException {
        List<float[]> examples = new ArrayList<>();
        int apart = Math.max(1, task.data().training().size() / CALIBRATED);
        for (int i = 0; i < task.data().training().size(); i += apart) {
            float[] rows = new float[task.data().input().size()];
            LabelLesson.floats(task.data().training().get(i).input(), 0, rows);
            examples.add(rows);
        }
        return Quantizer.quantize(FloatExport.classifier(network, task.name()), examples,
            QuantizeSettings.of(QuantizeSettings.Numbers.INT8));
    }

    /** What the model takes the test examples of some data for. */
    public Confusion judge(DataSet data) throws ModelFormatException {
        return new LabelJudge(data).model(model);
    }
}
