package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;

import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Scale;

/**
 * Trains one head: first in floats, then with rounding. Its state is saved every {@value #SAVED} steps; a training that
 * finds one goes on from there, and ends in the same numbers.
 */
final class HeadTraining {
    static final int SAVED = 50;
    /** How many parts a step has: results depend on it, so it is not the number of processors. */
    private static final int PASSES = 4;
    private static final double RATE = 3e-3;
    private static final double ROUNDED_RATE = 5e-4;
    private static final double DECAY = 1e-2;

    private final Path folder;
    private final WordPlan plan;
    private final Executor threads;
    private final Progress progress;
    private final Watcher watcher;

    /** Is told of every step. */
    @FunctionalInterface
    interface Watcher {
        void step(int head, long step, double loss) throws IOException;
    }

    /** @param folder of the states */
    HeadTraining(Path folder, WordPlan plan, Executor threads, Progress progress, Watcher watcher) {
        this.folder = folder;
        this.plan = plan;
        this.threads = threads;
        this.progress = progress;
        this.watcher = watcher;
    }

    /** Trains head {@code number}, to be put on rows of this scale. */
    IntegerNetwork train(int number, long seed, Scale scale, List<WordExample> examples, WordCurriculum curriculum)
            throws IOException {
        Network network = HeadNetwork.build(seed);
        HeadLesson lesson = new HeadLesson(network.number(HeadNetwork.LOGIT), scale, examples, curriculum.shares());
        progress.begin("head " + (number + 1) + " of " + plan.heads(), plan.steps() + plan.rounded());
        Trainer trainer = trainer(network, lesson, seed, RATE, plan.steps(), 0.99);
        run(trainer, plan.steps(), 0, number);
        trainer.average().swap();
        Quantized quantized = Quantized.of(network, scale);
        int logit = quantized.number(network.number(HeadNetwork.LOGIT));
        Trainer rounding = trainer(quantized.network(), lesson.of(logit), seed, ROUNDED_RATE, plan.rounded(), 0);
        double loss = run(rounding, plan.rounded(), plan.steps(), number);
        progress.end(String.format(Locale.ROOT, "loss %.3f", loss));
        return quantized.integers(List.of(network.number(HeadNetwork.SCORE)));
    }

    private Trainer trainer(Network network, HeadLesson lesson, long seed, double rate, int steps, double averaged) {
        return new Trainer(network, new AdamW(network.parameters(), DECAY), Schedule.cosine(rate, steps / 20, steps), lesson,
            TrainerSettings.of(seed, plan.batch()).passes(PASSES).clip(5).averaged(averaged));
    }

    /** @param before steps of the head that another trainer has made */
    private double run(Trainer trainer, int steps, int before, int head) throws IOException {
        Path state = folder.resolve("head" + head + (before == 0 ? ".state" : ".rounded.state"));
        if (Files.exists(state)) {
            trainer.load(state);
        }
        double smooth = 0;
        for (int done = 0; done < trainer.steps(); done++) {
            progress.step();
        }
        while (trainer.steps() < steps) {
            double loss = trainer.step(threads);
            smooth = smooth == 0 ? loss : 0.95 * smooth + 0.05 * loss;
            watcher.step(head, before + trainer.steps() - 1, loss);
            progress.step(String.format(Locale.ROOT, "loss %.3f", smooth));
            if (trainer.steps() % SAVED == 0 || trainer.steps() == steps) {
                save(trainer, state);
            }
        }
        return smooth;
    }

    private static void save(Trainer trainer, Path state) throws IOException {
        try {
            trainer.save(state);
        } catch (IOException e) {
            throw Output.unwritten(state, e);
        }
    }
}
