package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.sound.FeatureRows;

/** Trains for a few steps, of examples that are nothing but random numbers. */
class ShippedWordsTest {
    private static final int STEPS = 8;
    private static final int BATCH = 4;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Progress silent = new Progress(new PrintWriter(new StringWriter()), false);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static List<WordExample> examples() {
        SplittableRandom random = new SplittableRandom(3);
        List<WordExample> examples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] rows = new byte[Lessons.ROWS * 40];
            random.nextBytes(rows);
            byte[] lessons = new byte[44 * Teacher.SIZE];
            random.nextBytes(lessons);
            boolean word = i % 3 == 0;
            examples.add(new WordExample(word ? "real" : "speech", word ? i % 2 : -1, word ? 250 : -1, false,
                List.of(new FeatureRows(40, rows)), lessons));
        }
        return examples;
    }

    private List<byte[]> train(Path cache, long seed, Executor by) throws IOException {
        var words = new ShippedWords(cache, cache, seed, STEPS, silent);
        var trained = words.train(new Material(ShippedWords.SPLIT), examples(), BATCH, by);
        return List.of(ModelWriter.bytes(trained.model(0)), ModelWriter.bytes(trained.model(1)));
    }

    /** Takes so many tasks, and then no more. */
    private Executor failing(int tasks) {
        AtomicInteger left = new AtomicInteger(tasks);
        return task -> {
            if (left.getAndDecrement() <= 0) {
                throw new RejectedExecutionException("interrupted");
            }
            threads.execute(task);
        };
    }

    @Test
    void goesOnWhereItWasInterruptedAndEndsInTheSameBytes(@TempDir Path one, @TempDir Path other) throws Exception {
        List<byte[]> whole = train(one, 1, threads);
        assertThrows(RejectedExecutionException.class, () -> train(other, 1, failing(15)));
        assertEquals(1, other.toFile().list().length, "the state of the first stage, after two tasks of a step and one of mining");
        List<byte[]> resumed = train(other, 1, threads);
        assertArrayEquals(whole.get(0), resumed.get(0));
        assertArrayEquals(whole.get(1), resumed.get(1));
    }

    @Test
    void anotherSeedGivesAnotherModelThoughItFindsTheStatesOfTheFirst(@TempDir Path cache) throws Exception {
        List<byte[]> first = train(cache, 1, threads);
        assertFalse(Arrays.equals(first.get(0), train(cache, 2, threads).get(0)));
    }
}
