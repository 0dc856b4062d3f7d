package dev.pipit.apps.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.inference.Workers;
import dev.pipit.framework.tflite.Model;

/** Measures one model on random bytes. */
final class ModelBench {
    private final Path file;
    private final KernelSet kernels;
    private final long warmUpNanos;
    private final long nanos;
    private final byte[][] bytes;
    private final double firstMillis;
    private final Model model;
    private final Interpreter interpreter;
    private final boolean upgraded;

    /** Loads the model, runs it once, and warms it up. */
    ModelBench(Path file, KernelSet kernels, Workers workers, long warmUpNanos, long nanos) throws IOException {
        this.file = file;
        this.kernels = kernels;
        this.warmUpNanos = warmUpNanos;
        this.nanos = nanos;
        long start = System.nanoTime();
        model = Model.load(file);
        interpreter = Interpreter.prepare(model, Settings.standard().kernels(kernels).workers(workers));
        bytes = new byte[interpreter.inputs().size()][];
        var random = new Random(1);
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = new byte[interpreter.input(k).bytes()];
            random.nextBytes(bytes[k]);
        }
        fill();
        interpreter.invoke();
        firstMillis = (System.nanoTime() - start) / 1e6;
        upgraded = interpreter.upgrade();
    }

    private void fill() {
        for (int k = 0; k < bytes.length; k++) {
            TensorView input = interpreter.input(k);
            input.write(bytes[k], 0);
        }
    }

    Measurement measure() {
        Times times = Times.of(() -> {
            fill();
            interpreter.invoke();
        }, warmUpNanos, nanos);
        String name = file.getFileName().toString().replaceFirst("\\.tflite$", "");
        return new Measurement(name, kernels(), times, OperatorCost.total(OperatorCost.of(model)),
            interpreter.memory().arenaBytes(), interpreter.memory().bytes(), firstMillis, ResidentMemory.kilobytes());
    }

    private String kernels() {
        return (kernels != KernelSet.FASTEST ? kernels : upgraded ? KernelSet.VECTOR : KernelSet.SCALAR).name()
            .toLowerCase(Locale.ROOT);
    }

    /** The shortest time of each operator, a line each. */
    String profile() {
        long[] shortest = new long[interpreter.timed().size()];
        Arrays.fill(shortest, Long.MAX_VALUE);
        long[] times = new long[shortest.length];
        for (long start = System.nanoTime(); System.nanoTime() - start < warmUpNanos + nanos;) {
            fill();
            Arrays.fill(times, 0);
            interpreter.invoke(System::nanoTime, times);
            for (int k = 0; k < times.length; k++) {
                shortest[k] = Math.min(shortest[k], times[k]);
            }
        }
        long all = Arrays.stream(shortest).sum();
        var lines = new StringBuilder();
        for (int k = 0; k < shortest.length; k++) {
            lines.append(String.format(Locale.ROOT, "  %4d  %-24s %9.2f us %5.1f %%%n", interpreter.timed().get(k).index(),
                interpreter.timed().get(k).name(), shortest[k] / 1e3, 100.0 * shortest[k] / Math.max(1, all)));
        }
        return lines.toString();
    }
}
