package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Softmax;

/** Trains a network whose last node gives a logit a label. The same whatever interrupted it, bit for bit. */
final class Training {
    private static final double DECAY = 1e-2;
    private static final int CURVE_POINTS = 200;

    private final DataSet data;
    private final Course course;
    private final Change change;
    private final Work work;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final int every;
    private final List<Double> losses = new ArrayList<>();

    /** @param stop asked now and then whether to keep what there is, and to end */
    Training(DataSet data, Course course, Change change, Work work, Progress progress, BooleanSupplier stop) {
        this.data = data;
        this.course = course;
        this.change = change;
        this.work = work;
        this.progress = progress;
        this.stop = stop;
        this.every = Math.max(1, (course.floatSteps() + course.quantizedSteps()) / CURVE_POINTS);
    }

    /** @throws InterruptedIOException if it was stopped; the same again goes on from there */
    Learned run(Network network) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            train("training", network, course.floatSteps(), course.rate(), threads);
            int before = losses.size();
            Quantized quantized = Quantized.of(network, InputSteps.SCALE);
            train("rounding", quantized.network(), course.quantizedSteps(), course.rate() / 10, threads);
            IntegerNetwork logits = quantized.integers(List.of(network.last()));
            return new Learned(network, withProbabilities(logits), List.copyOf(losses), every, before);
        } finally {
            threads.shutdown();
        }
    }

    /** In floats only, as many steps in all: for layers that have no form in 8 bits to be trained in. */
    void runInFloats(Network network) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            train("training", network, course.floatSteps() + course.quantizedSteps(), course.rate(), threads);
        } finally {
            threads.shutdown();
        }
    }

    /** Leaves the averaged weights in the network. */
    private void train(String part, Network network, int steps, double rate, ExecutorService threads) throws IOException {
        var trainer = new Trainer(network, new AdamW(network.parameters(), DECAY),
            Schedule.cosine(rate, Math.min(100, steps / 10), steps), new LabelLesson(data, change, network.last()),
            TrainerSettings.of(course.seed(), course.batch()));
        List<Double> own = work.load(part, trainer);
        own = new ArrayList<>(own.subList(0, (int) Math.min(own.size(), (trainer.steps() + every - 1) / every)));
        progress.begin(part, (int) (steps - trainer.steps()));
        long saved = System.nanoTime();
        while (trainer.steps() < steps) {
            own.add(some(trainer, steps, threads));
            boolean stopped = stop.getAsBoolean();
            if (stopped || trainer.steps() == steps || System.nanoTime() - saved > 20_000_000_000L) {
                work.save(part, trainer, own);
                saved = System.nanoTime();
            }
            if (stopped && trainer.steps() < steps) {
                throw new InterruptedIOException("stopped at step " + trainer.steps() + " of " + steps + " of " + part
                    + "; the same command goes on from there");
            }
        }
        progress.end(own.isEmpty() ? "done" : String.format(Locale.ROOT, "loss %.3f", own.get(own.size() - 1)));
        losses.addAll(own);
        trainer.average().swap();
    }

    private double some(Trainer trainer, int steps, ExecutorService threads) {
        double sum = 0;
        int count = 0;
        do {
            double loss = trainer.step(threads);
            sum += loss;
            count++;
            progress.step(String.format(Locale.ROOT, "loss %.3f", loss));
        } while (trainer.steps() % every != 0 && trainer.steps() < steps);
        return sum / count;
    }

    private static IntegerNetwork withProbabilities(IntegerNetwork logits) {
        List<IntegerNode> nodes = new ArrayList<>(logits.nodes());
        nodes.add(new IntegerNode("scores", new Softmax(), logits.outputs(), Softmax.OUTPUT));
        return new IntegerNetwork(logits.input(), logits.scale(), nodes, List.of(nodes.size()));
    }
}
