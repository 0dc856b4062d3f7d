package dev.pipit.apps.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;

/**
 * What a damaged file must go through: it is read, written and read again, prepared, and run once. At each step it may
 * be refused with a {@link ModelFormatException}, and with nothing else. One thread, one trial.
 */
final class Trial {
    private static final String NAME = "damaged.tflite";
    private static final int ROUNDS = 3;
    private static final long MOST_ARENA_BYTES = 4 << 20;
    private static final long MOST_MACS = 10_000_000;
    private static final Settings SETTINGS = Settings.standard().mostArenaBytes(MOST_ARENA_BYTES);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** How far a file came. */
    enum Outcome {
        /** It is not a model that can be trusted. */
        REFUSED,
        /** It is a model, but not one that can be prepared, or one that needs more than 4 MiB. */
        NOT_PREPARED,
        /** It could run, but for too long to try: more than ten million multiply-accumulates. */
        NOT_TRIED,
        /** It ran. */
        RUN
    }

    /** @throws AssertionError if what must hold for every file does not */
    Outcome of(byte[] file) {
        try {
            Model model = read(file);
            checkWritten(model);
            return run(model, file.length);
        } catch (ModelFormatException e) {
            require(e.getMessage().startsWith(NAME + ": ") && e.getMessage().lines().count() == 1,
                "message is not one line with the name first: " + e.getMessage());
            return Outcome.REFUSED;
        }
    }

    private Model read(byte[] file) throws ModelFormatException {
        return measured("reading", () -> Model.read(ByteBuffer.wrap(file), NAME), model -> Model.mostBytes(file.length));
    }

    private static void checkWritten(Model model) {
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                if (operator.options() instanceof Options.Unread) {
                    return;                      // settings that are not read cannot be written
                }
            }
        }
        try {
            Model again = Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), NAME);
            require(again.subgraphs().equals(model.subgraphs()) && again.description().equals(model.description()),
                "is another model when it is written and read again");
        } catch (ModelFormatException e) {
            throw new AssertionError("cannot be read again when it is written", e);
        }
    }

    private Outcome run(Model model, int fileBytes) {
        Interpreter interpreter;
        try {
            interpreter = measured("preparing", () -> Interpreter.prepare(model, SETTINGS), prepared ->
                Interpreter.mostBytes(fileBytes, prepared.isEmpty() ? SETTINGS
                    : SETTINGS.mostArenaBytes(Math.max(1, prepared.get().memory().bytes()))));
        } catch (ModelFormatException e) {
            return Outcome.NOT_PREPARED;
        }
        if (OperatorCost.total(OperatorCost.of(model)) > MOST_MACS) {
            return Outcome.NOT_TRIED;
        }
        interpreter.invoke();
        return Outcome.RUN;
    }

    private interface Step<T> {
        T take() throws ModelFormatException;
    }

    /** Takes a step, again if it takes too much memory: the first of its kind loads classes. */
    private <T> T measured(String name, Step<T> step, Function<Optional<T>, Long> most) throws ModelFormatException {
        Optional<T> result = Optional.empty();
        Optional<ModelFormatException> refusal = Optional.empty();
        long took = Long.MAX_VALUE;
        long allowed = 0;
        for (int round = 0; round < ROUNDS && took > allowed; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                result = Optional.of(step.take());
            } catch (ModelFormatException e) {
                refusal = Optional.of(e);
            }
            took = threads.getCurrentThreadAllocatedBytes() - before;
            allowed = most.apply(result);
        }
        require(took <= allowed, name + " took " + took + " bytes of memory, allowed are " + allowed);
        if (result.isEmpty()) {
            throw refusal.orElseThrow();
        }
        return result.get();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
