package dev.pipit.apps.workshop;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

import dev.pipit.apps.model.ModelFile;
import dev.pipit.framework.compression.pack.Packed;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.packed.Container;

/**
 * Size, speed and accuracy of a model. What is not known is empty.
 *
 * @param fileBytes   of the {@code .tflite} file
 * @param packedBytes of the file as it goes over a thin connection, packed
 * @param arenaBytes  of tensors that are computed
 * @param macs        products that one invocation adds up
 * @param micros      shortest time of one invocation on this machine, with its fastest kernels, in µs
 * @param accuracy    part of the judged examples with the right label, 0 to 1
 * @param agreement   part of them with the same label as the model it came from
 * @param decibels    signal-to-noise ratio of the outputs, those of the model it came from being the signal
 */
public record Figures(long fileBytes, long packedBytes, long arenaBytes, long macs, double micros,
        OptionalDouble accuracy, OptionalDouble agreement, OptionalDouble decibels) {
    private static final long WARM_UP_NANOS = 200_000_000;
    private static final long NANOS = 300_000_000;

    /** What can be said without examples. */
    public static Figures of(Model model) throws IOException {
        Interpreter interpreter = ModelFile.prepare(model, Settings.standard());
        interpreter.upgrade();
        byte[] file = ModelWriter.bytes(model);
        return new Figures(model.fileBytes() > 0 ? model.fileBytes() : file.length, packed(model, file),
            interpreter.memory().arenaBytes(), OperatorCost.total(OperatorCost.of(model)), micros(interpreter),
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The same, with the accuracy that outputs show; the set's labels may be unknown. */
    public Figures judged(Outputs outputs, ExampleSet set) {
        return new Figures(fileBytes, packedBytes, arenaBytes, macs, micros,
            set.labels().isPresent() ? OptionalDouble.of(outputs.accuracy(set.labels().get())) : OptionalDouble.empty(),
            agreement, decibels);
    }

    /** The same, compared with what another model made of the same examples. */
    public Figures likened(Outputs outputs, Outputs original) {
        return new Figures(fileBytes, packedBytes, arenaBytes, macs, micros, accuracy, outputs.agreement(original),
            OptionalDouble.of(outputs.decibels(original)));
    }

    /** The same, with another size on the way. */
    public Figures packed(long bytes) {
        return new Figures(fileBytes, bytes, arenaBytes, macs, micros, accuracy, agreement, decibels);
    }

    /** What {@code pipit pack} makes of it. */
    private static long packed(Model model, byte[] file) throws IOException {
        return file.length > Container.MOST_BYTES ? file.length : Packed.of(file, model.name()).file().length;
    }

    /** On random numbers from −1 to 1. */
    private static double micros(Interpreter interpreter) {
        var random = new SplittableRandom(1);
        float[][] inputs = new float[interpreter.inputs().size()][];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = new float[interpreter.input(k).elements()];
            for (int i = 0; i < inputs[k].length; i++) {
                inputs[k][i] = (float) random.nextDouble(-1, 1);
            }
        }
        long shortest = Long.MAX_VALUE;
        for (long begin = System.nanoTime(), now = begin; now - begin < WARM_UP_NANOS + NANOS || shortest == Long.MAX_VALUE;) {
            for (int k = 0; k < inputs.length; k++) {
                interpreter.input(k).writeReals(inputs[k], 0);
            }
            long before = System.nanoTime();
            interpreter.invoke();
            now = System.nanoTime();
            shortest = Math.min(shortest, now - before);
        }
        return shortest / 1e3;
    }

    /** Keys as in the table; what is not known is left out, what is infinite is null. */
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("file_bytes", fileBytes);
        json.addProperty("packed_bytes", packedBytes);
        json.addProperty("arena_bytes", arenaBytes);
        json.addProperty("macs", macs);
        json.addProperty("us", Math.round(10 * micros) / 10.0);
        accuracy.ifPresent(value -> json.addProperty("accuracy", value));
        agreement.ifPresent(value -> json.addProperty("agreement", value));
        decibels.ifPresent(value -> json.addProperty("snr_db", Double.isInfinite(value) ? null : (Double) value));
        return json;
    }
}
