package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import dev.pipit.apps.train.Progress;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.export.TfliteExport;

/**
 * A network that was trained for a task, in 8 bits, and what it needs.
 *
 * @param parameters weights and biases
 * @param bytes      of the file
 * @param macs       multiply-accumulates of an invocation
 * @param arenaBytes memory of the tensors
 * @param micros     median time of an invocation, here and now
 */
public record Attempt(Model model, long parameters, int bytes, long macs, long arenaBytes, double micros) {
    /**
     * Trains in floats, then with rounding.
     *
     * @param work a folder in which it goes on after an interruption
     * @param stop asked now and then whether to keep what there is, and to end
     */
    public static Attempt train(Task task, Network network, Course course, Path work, Progress progress, BooleanSupplier stop)
            throws IOException {
        String key = Labelled.key(task.data(), course, network);
        Learned learned = new Training(task.data(), course, task.change(), Work.open(work, key), progress, stop).run(network);
        Model model = TfliteExport.whole(learned.integers(), task.name());
        Cost cost = Cost.of(learned.integers(), model);
        return new Attempt(model, cost.parameters(), cost.bytes(), cost.macs(), cost.arenaBytes(), Cost.micros(model));
    }

    /** What the model takes the test examples of some data for. */
    public Confusion judge(DataSet data) throws ModelFormatException {
        return new Judge(data).model(model);
    }
}
