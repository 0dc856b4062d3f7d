package dev.pipit.framework.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Trains a network step by step. A step is the same whatever threads make it, and can be repeated from a file bit for bit:
 * its random numbers come from the seed, the number of the step and that of the example.
 *
 * <p>A step: the passes take their examples forward and backward, each in a task of the executor; then, in the caller's
 * thread and in the order of the passes, gradients are summed up and clipped, the optimiser changes the parameters, running
 * averages and averaged weights follow.
 */
public final class Trainer {
    private final Network network;
    private final Optimizer optimizer;
    private final Schedule schedule;
    private final Lesson lesson;
    private final TrainerSettings settings;
    private final List<Pass> passes = new ArrayList<>();
    private final Gradients gradients;
    private final WeightAverage average;
    private long steps;

    /** @param optimizer of the {@link Network#parameters()} */
    public Trainer(Network network, Optimizer optimizer, Schedule schedule, Lesson lesson, TrainerSettings settings) {
        this.network = network;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.lesson = lesson;
        this.settings = settings;
        this.gradients = new Gradients(network.parameters());
        this.average = new WeightAverage(network.state(), settings.averaged());
        for (int p = 0; p < settings.passes(); p++) {
            passes.add(network.pass(settings.batch() / settings.passes()));
        }
    }

    /** Makes a step, and returns its loss. */
    public double step(Executor executor) {
        List<CompletableFuture<Double>> losses = new ArrayList<>();
        for (Pass pass : passes) {
            var part = new Lesson.Part(pass, steps, losses.size() * pass.batch(), settings.seed(), 1.0 / passes.size());
            losses.add(CompletableFuture.supplyAsync(() -> run(part), executor));
        }
        double loss = sum(losses);
        gradients.sum(passes);
        gradients.clip(settings.clip());
        optimizer.step(gradients.values(), schedule.at(steps));
        passes.forEach(Pass::settle);
        average.step();
        steps++;
        return loss;
    }

    private double run(Lesson.Part part) {
        lesson.fill(part);
        part.pass().forward(new Layer.Mode(true, part.ofLayers()));
        double loss = lesson.loss(part);
        part.pass().backward();
        return loss;
    }

    /** Waits for all, even if one fails: nothing runs any more when a step ends. */
    private static double sum(List<CompletableFuture<Double>> losses) {
        try {
            CompletableFuture.allOf(losses.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        double sum = 0;
        for (CompletableFuture<Double> loss : losses) {
            sum += loss.join();
        }
        return sum;
    }

    /** How many steps were made, with those before the file that was loaded. */
    public long steps() {
        return steps;
    }

    /** Averaged parameters and statistics, to be swapped with the network's before use, and back before steps and saving. */
    public WeightAverage average() {
        return average;
    }

    /** Saves all that the next steps depend on, but for the examples. */
    public void save(Path file) throws IOException {
        new Checkpoint(settings.seed(), steps, tensors()).save(file);
    }

    /** Goes on as if the steps before the file had been made here. The seed must be that of the file. */
    public void load(Path file) throws IOException {
        Checkpoint read = Checkpoint.load(file);
        if (read.seed() != settings.seed()) {
            throw new IOException(file + ": the seed must be that of the file: seed=" + settings.seed() + ", file="
                + read.seed());
        }
        read.into(tensors(), file);
        steps = read.step();
    }

    private List<Parameter> tensors() {
        List<Parameter> tensors = new ArrayList<>(network.state());
        number("optimizer.", optimizer.state(), tensors);
        number("average.", average.state(), tensors);
        return tensors;
    }

    private static void number(String name, List<float[]> state, List<Parameter> into) {
        for (int i = 0; i < state.size(); i++) {
            into.add(new Parameter(name + i, state.get(i), false));
        }
    }
}
