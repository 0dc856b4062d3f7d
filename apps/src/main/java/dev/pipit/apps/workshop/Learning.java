package dev.pipit.apps.workshop;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.Trainer;

/** Learning in as many threads as the machine has, with a line of progress. */
public final class Learning {
    private Learning() {
    }

    /** Something that makes steps in threads, and tells the loss of each. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Executor threads, DoubleConsumer eachLoss) throws IOException;
    }

    /**
     * Does some work.
     *
     * @param screen where it is said how far it is
     * @param steps  that it makes; 0 if it may end without any
     */
    public static <T> T run(PrintWriter screen, String what, int steps, Work<T> work) throws IOException {
        var progress = new Progress(screen, Screen.isTerminal());
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        double[] last = {Double.NaN};
        try {
            progress.begin(what, Math.max(1, steps));
            T result = work.run(threads, loss -> {
                last[0] = loss;
                progress.step(text(loss));
            });
            progress.end(Double.isNaN(last[0]) ? "done without learning" : text(last[0]));
            return result;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Makes all steps of a training. */
    public static void train(PrintWriter screen, String what, Trainer trainer, int steps) throws IOException {
        run(screen, what, steps, (threads, eachLoss) -> {
            while (trainer.steps() < steps) {
                eachLoss.accept(trainer.step(threads));
            }
            return trainer;
        });
    }

    private static String text(double loss) {
        return String.format(Locale.ROOT, "loss %.3f", loss);
    }
}
