package dev.pipit.apps.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import dev.pipit.framework.training.Convolution;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Measures training: passes of 16 examples through small networks, one to a thread. */
final class TrainingBench {
    static final int EXAMPLES = 16;
    private static final int CHANNELS = 64;
    private static final int ROWS = 100;

    private final long warmUpNanos;
    private final long nanos;

    TrainingBench(long warmUpNanos, long nanos) {
        this.warmUpNanos = warmUpNanos;
        this.nanos = nanos;
    }

    /** Tells of each measurement when it is there; the last one is for comparison: a convolution as three loops. */
    void measure(Consumer<TrainingSpeed> to) {
        for (BenchNetwork each : BenchNetwork.values()) {
            for (int threads = 1; threads <= 2; threads++) {
                measure(each, threads).forEach(to);
            }
        }
        to.accept(naive());
    }

    private List<TrainingSpeed> measure(BenchNetwork which, int threads) {
        Network network = which.build();
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Pass pass = network.pass(EXAMPLES);
            fill(pass.input());
            passes.add(pass);
        }
        long macs = macs(network) * EXAMPLES * threads;
        var mode = new Layer.Mode(true, new SplittableRandom(1));
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Times forward = Times.of(() -> all(passes, executor, pass -> pass.forward(mode)), warmUpNanos, nanos);
            Times both = Times.of(() -> all(passes, executor, pass -> {
                pass.forward(mode);
                fill(pass.gradient(network.last()));
                pass.backward();
            }), warmUpNanos, nanos);
            return List.of(new TrainingSpeed(which.title(), "forward", threads, macs, forward),
                new TrainingSpeed(which.title(), "both", threads, TrainingSpeed.BOTH * macs, both));
        } finally {
            executor.shutdown();
        }
    }

    private static void all(List<Pass> passes, ExecutorService executor, Consumer<Pass> work) {
        passes.stream().map(pass -> CompletableFuture.runAsync(() -> work.accept(pass), executor)).toList()
            .forEach(CompletableFuture::join);
    }

    private static void fill(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 37 % 101 / 50f - 1;
        }
    }

    /** Products that one example adds up: each weight once a position. */
    static long macs(Network network) {
        return network.nodes().stream().mapToLong(node -> node.layer().parameters().stream()
            .filter(parameter -> parameter.decays())
            .mapToLong(parameter -> (long) parameter.values().length * node.shape().positions()).sum()).sum();
    }

    private TrainingSpeed naive() {
        var layer = new Convolution(Window.pointwise(), CHANNELS, CHANNELS, new SplittableRandom(1));
        float[] weights = layer.parameters().get(0).values();
        float[] rows = new float[Shape.rows(ROWS, CHANNELS).size()];
        float[] sums = new float[rows.length];
        fill(rows);
        Times times = Times.of(() -> multiply(rows, weights, sums), warmUpNanos, nanos);
        return new TrainingSpeed("three loops", "forward", 1, (long) ROWS * weights.length, times);
    }

    private static void multiply(float[] rows, float[] weights, float[] sums) {
        for (int row = 0; row < ROWS; row++) {
            for (int f = 0; f < CHANNELS; f++) {
                float sum = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    sum += rows[row * CHANNELS + c] * weights[c * CHANNELS + f];
                }
                sums[row * CHANNELS + f] = sum;
            }
        }
    }
}
