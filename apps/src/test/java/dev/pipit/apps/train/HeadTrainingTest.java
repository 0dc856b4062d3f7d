package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Simulation;
import dev.pipit.framework.training.sound.FeatureRows;

class HeadTrainingTest {
    private static final Scale SCALE = new Scale(0.02f, -3);
    private static final WordPlan PLAN = new WordPlan(0, 0, 0, 0, 1, 0, 1, 120, 70, 16);
    private static final Progress QUIET = new Progress(new PrintWriter(Writer.nullWriter()), false);

    @TempDir
    private Path folder;

    /** The word is loud in the first 20 numbers for half a second; other examples are loud there for a row or two. */
    private static WordExample example(boolean word, int end, Random random) {
        byte[] rows = new byte[Lessons.STEPS * Teacher.SIZE];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (20 * random.nextGaussian());
        }
        int length = word ? 10 : 2;
        for (int t = end / 4 - length; t < end / 4; t++) {
            Arrays.fill(rows, t * Teacher.SIZE, t * Teacher.SIZE + 20, (byte) 100);
        }
        return new WordExample(word ? "spoken" : "sentences", word ? 0 : -1, word ? end : -1, false,
            List.of(new FeatureRows(Teacher.SIZE, rows)), new byte[0]);
    }

    private static List<WordExample> examples(long seed) {
        Random random = new Random(seed);
        List<WordExample> examples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            examples.add(example(i % 2 == 0, 150 + random.nextInt(100), random));
        }
        return examples;
    }

    private static IntegerNetwork train(Path folder, Executor threads, HeadTraining.Watcher watcher) throws IOException {
        WordCurriculum curriculum = new WordCurriculum(new WordMaterial(), "word", PLAN);
        return new HeadTraining(Files.createDirectories(folder), PLAN, threads, QUIET, watcher)
            .train(0, 7, SCALE, examples(1), curriculum);
    }

    private static byte[] bytes(IntegerNetwork network) {
        return ModelWriter.bytes(TfliteExport.streaming(network, 1, ""));
    }

    private static int highest(IntegerNetwork network, WordExample example) {
        int[] scores = new Simulation(network).outputs(example.rows().get(0).values()).get(0).values();
        return Arrays.stream(scores, 12, scores.length).max().orElseThrow();
    }

    @Test
    void learnsAWordThatCanBeToldByItsLength() throws IOException {
        IntegerNetwork head = train(folder, Runnable::run, (number, step, loss) -> { });
        int right = 0;
        for (WordExample example : examples(2)) {
            right += highest(head, example) > 0 == example.word() >= 0 ? 1 : 0;   // 0 stands for a score of a half
        }
        assertTrue(right >= 54, right + " of 60 others are told right");
    }

    /** In floats, right after a save, and with rounding. */
    @ParameterizedTest
    @ValueSource(longs = {57, 100, 119, 176})
    void goesOnWhereItWasInterruptedAndEndsInTheSameBytes(long last) throws IOException {
        byte[] whole = bytes(train(folder.resolve("whole"), Runnable::run, (number, step, loss) -> { }));
        Path broken = folder.resolve("broken");
        assertThrows(IOException.class, () -> train(broken, Runnable::run, (number, step, loss) -> {
            if (step == last) {
                throw new IOException("interrupted");
            }
        }));
        long[] first = {-1};
        byte[] resumed = bytes(train(broken, Runnable::run, (number, step, loss) -> {
            first[0] = first[0] < 0 ? step : first[0];
        }));
        assertArrayEquals(whole, resumed);
        long stage = last < PLAN.steps() ? 0 : PLAN.steps();
        assertEquals(stage + (last - stage) / HeadTraining.SAVED * HeadTraining.SAVED, first[0], "first step made again");
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            assertArrayEquals(bytes(train(folder.resolve("one"), Runnable::run, (number, step, loss) -> { })),
                bytes(train(folder.resolve("four"), threads, (number, step, loss) -> { })));
        } finally {
            threads.shutdownNow();
        }
    }
}
