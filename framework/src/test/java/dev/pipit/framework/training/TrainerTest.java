package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final int ROWS = 12;

    @TempDir
    private Path folder;

    /** Rows of noise, half of them with a slope: which is it? */
    private static final class Slopes implements Lesson {
        @Override
        public void fill(Part part) {
            float[] input = part.pass().input();
            var random = new SplittableRandom[part.pass().batch()];
            Arrays.setAll(random, part::random);
            for (int i = 0; i < input.length; i++) {
                int example = i / ROWS;
                float slope = example % 2 == 0 ? 0 : 0.2f;
                input[i] = (float) Weights.normal(random[example]) * 0.1f + slope * (i % ROWS);
            }
        }

        @Override
        public double loss(Part part) {
            float[] targets = new float[part.pass().batch()];
            for (int i = 1; i < targets.length; i += 2) {
                targets[i] = 1;
            }
            return new BinaryCrossEntropy().add(part.pass(), 5, targets, part.share());
        }
    }

    private static Network network(int channels) {
        var random = new SplittableRandom(5);
        Network.Builder network = Network.of(Shape.rows(ROWS, 1));
        network.add("conv", new Convolution(Window.causal(3), 1, channels, random));
        network.add("norm", new BatchNorm(channels));
        network.add("relu", Activation.RELU);
        network.add("drop", Dropout.ofNumbers(0.2));
        network.add("dense", Convolution.dense(Shape.rows(ROWS, channels), 1, random));
        return network.build();
    }

    private static Trainer trainer(Network network, Lesson lesson, int passes) {
        return new Trainer(network, new AdamW(network.parameters(), 0.01), Schedule.cosine(0.02, 3, 40), lesson,
            TrainerSettings.of(7, 8).passes(passes));
    }

    private static List<Double> losses(Trainer trainer, int steps, Executor executor) {
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            losses.add(trainer.step(executor));
        }
        return losses;
    }

    private static void assertSame(Network expected, Network actual) {
        for (int p = 0; p < expected.state().size(); p++) {
            assertArrayEquals(expected.state().get(p).values(), actual.state().get(p).values());
        }
    }

    @Test
    void learns() {
        List<Double> losses = losses(trainer(network(6), new Slopes(), 2), 40, Runnable::run);
        assertTrue(losses.get(39) < losses.get(0) / 4, losses::toString);
    }

    @Test
    void goesOnFromAFileBitForBitWithAnyNumberOfThreads() throws IOException {
        Network whole = network(6);
        Trainer inOneGo = trainer(whole, new Slopes(), 2);
        List<Double> expected = losses(inOneGo, 20, Runnable::run);
        inOneGo.average().swap();
        for (int threads = 1; threads <= 2; threads++) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                Path file = folder.resolve("training");
                Trainer first = trainer(network(6), new Slopes(), 2);
                List<Double> losses = losses(first, 10, executor);
                first.save(file);
                Network network = network(6);
                Trainer second = trainer(network, new Slopes(), 2);
                second.load(file);
                assertEquals(10, second.steps());
                losses.addAll(losses(second, 10, executor));
                assertEquals(expected, losses);
                second.average().swap();
                assertSame(whole, network);
                second.average().swap();
                inOneGo.average().swap();
                assertSame(whole, network);
                inOneGo.average().swap();
            } finally {
                executor.shutdownNow();
            }
        }
    }

    @Test
    void passesShareAStepEvenly() {
        Lesson same = new Slopes();
        Network one = withoutChance();
        Network four = withoutChance();
        assertEquals(trainer(one, same, 1).step(Runnable::run), trainer(four, same, 4).step(Runnable::run), 1e-6);
        for (int p = 0; p < one.parameters().size(); p++) {          // the first step of Adam is as long as the rate: 0.0067
            assertArrayEquals(one.parameters().get(p).values(), four.parameters().get(p).values(), 1e-5f);
        }
        assertThrows(IllegalArgumentException.class, () -> TrainerSettings.of(1, 8).passes(3));
    }

    /** Without layers that look at the whole pass, or at its random numbers. */
    private static Network withoutChance() {
        var random = new SplittableRandom(5);
        Network.Builder network = Network.of(Shape.rows(ROWS, 1));
        network.add("conv", new Convolution(Window.causal(3), 1, 4, random));
        network.add("tanh", Activation.TANH);
        network.add("conv2", new Convolution(Window.causal(3), 4, 4, random));
        network.add("tanh2", Activation.TANH);
        network.add("dense", Convolution.dense(Shape.rows(ROWS, 4), 1, random));
        return network.build();
    }

    @Test
    void randomNumbersDependOnSeedStepAndExample() {
        Pass pass = network(1).pass(4);
        long number = new Lesson.Part(pass, 3, 4, 7, 0.5).random(1).nextLong();
        assertEquals(number, new Lesson.Part(pass, 3, 2, 7, 1).random(3).nextLong());
        assertFalse(number == new Lesson.Part(pass, 3, 4, 7, 0.5).random(2).nextLong());
        assertFalse(number == new Lesson.Part(pass, 4, 4, 7, 0.5).random(1).nextLong());
        assertFalse(number == new Lesson.Part(pass, 3, 4, 8, 0.5).random(1).nextLong());
    }

    @Test
    void handsOnWhatALessonThrows() {
        Lesson broken = new Lesson() {
            @Override
            public void fill(Part part) {
                throw new IllegalStateException("no examples");
            }

            @Override
            public double loss(Part part) {
                return 0;
            }
        };
        Exception e = assertThrows(IllegalStateException.class, () -> trainer(network(2), broken, 2).step(Runnable::run));
        assertEquals("no examples", e.getMessage());
    }

    @Test
    void refusesADamagedFileAndChangesNothing() throws IOException {
        Path file = folder.resolve("training");
        trainer(network(6), new Slopes(), 2).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Network network = network(6);
        Trainer trainer = trainer(network, new Slopes(), 2);
        for (int at : new int[] {8, 40, bytes.length / 2, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertTrue(assertThrows(IOException.class, () -> trainer.load(file)).getMessage()
                .endsWith("training: damaged, its checksum does not fit"));
        }
        Files.write(file, new byte[] {1, 2, 3});
        assertTrue(assertThrows(IOException.class, () -> trainer.load(file)).getMessage().endsWith("not a saved network"));
        assertSame(network(6), network);
    }

    @Test
    void refusesAFileOfAnotherNetwork() throws IOException {
        Path file = folder.resolve("training");
        trainer(network(6), new Slopes(), 2).save(file);
        assertTrue(assertThrows(IOException.class, () -> trainer(network(5), new Slopes(), 2).load(file)).getMessage()
            .endsWith("training: of another network: expected conv.weights[15], found conv.weights[18]"));
        assertTrue(assertThrows(IOException.class, () -> Checkpoint.load(file).into(network(6), file)).getMessage()
            .endsWith("expected nothing more, found optimizer.0[18]"));
    }

    @Test
    void savesANetworkAlone() throws IOException {
        Path file = folder.resolve("network");
        Network trained = network(6);
        losses(trainer(trained, new Slopes(), 2), 3, Runnable::run);
        Checkpoint.of(trained).save(file);
        Network read = network(6);
        Checkpoint.load(file).into(read, file);
        assertSame(trained, read);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "leaves no other file");
        }
    }
}
