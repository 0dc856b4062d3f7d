package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.stream.Team;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.PublicData;
import dev.pipit.testing.RandomNet;
import dev.pipit.testing.RandomNet.Filter;

/** However many threads compute an operator, the numbers are those of one. */
@Timeout(60)
class WorkersTest {
    private static final Filter POINT = new Filter(1, 1, 1, 1, 1, Padding.SAME);

    /** Like MobileNet: convolution, blocks that widen, filter and narrow, sums, a head. All large enough to be split. */
    private static Model model(Random random, TensorType type, int rows, int columns) {
        var net = new RandomNet(random, type);
        int input = net.tensor(1, rows, columns, 3);
        int x = net.conv(input, new Filter(3, 3, 2, 1, 1, Padding.SAME), 16);
        for (int block = 0; block < 2; block++) {
            int wide = net.conv(x, POINT, 96);
            int filtered = net.depthwise(wide, new Filter(3, 3, 1, 1 + random.nextInt(2), 1 + random.nextInt(2),
                random.nextBoolean() ? Padding.SAME : Padding.VALID), 1);
            x = net.conv(filtered, POINT, 24);
            x = net.pair(OperatorCode.ADD, x, net.conv(x, new Filter(3, 3, 1, 1, 1, Padding.SAME), 24));
        }
        return net.model(input, net.dense(net.mean(x), 24, 10, 1, 10));
    }

    /** Runs the parts backwards, one after the other, and counts how often it was asked. */
    private record Backwards(int count, AtomicInteger asked) implements Workers {
        Backwards(int count) {
            this(count, new AtomicInteger());
        }

        @Override
        public void run(IntConsumer part) {
            asked.incrementAndGet();
            for (int k = count - 1; k >= 0; k--) {
                part.accept(k);
            }
        }
    }

    @Test
    void outputsAreTheSameForEveryNumberOfWorkers() throws ModelFormatException {
        var random = new Random(2);
        for (int count : new int[] {2, 3, 7}) {
            var workers = new Backwards(count);
            Agreement.check(model(random, TensorType.INT8, 35 + random.nextInt(9), 37), Settings.standard()
                .workers(workers), random);
            // the convolution and, of two blocks, four layers each, on three sets of kernels and five inputs; the
            // depthwise one may be too small
            assertTrue(workers.asked.get() >= 7 * 3 * 5, () -> "asked " + workers.asked);
        }
    }

    @Test
    void sixteenBitNumbersAreTheSame() throws ModelFormatException {
        var random = new Random(3);
        Agreement.check(model(random, TensorType.INT16, 40, 37), Settings.standard().workers(new Backwards(3)), random);
    }

    @Test
    void realNumbersAreTheSame() throws ModelFormatException {
        var random = new Random(9);
        Model model = model(random, TensorType.FLOAT32, 40, 37);
        Interpreter one = Interpreter.prepare(model);
        Interpreter three = Interpreter.prepare(model, Settings.standard().workers(new Backwards(3)));
        for (int k = 0; k < one.input(0).bytes() / Float.BYTES; k++) {
            float x = 2 * random.nextFloat() - 1;
            one.input(0).setReal(k, x);
            three.input(0).setReal(k, x);
        }
        one.invoke();
        three.invoke();
        for (int k = 0; k < 10; k++) {
            assertEquals(one.output(0).real(k), three.output(0).real(k));
        }
    }

    /** Rows of a sequence lie along another dimension, and a dense layer may have many. */
    @Test
    void sequencesAreTheSame() throws ModelFormatException {
        var random = new Random(4);
        var net = new RandomNet(random, TensorType.INT8);
        int input = net.tensor(1, 1, 90, 40);
        int x = net.conv(input, Filter.of(5, Padding.SAME), 64);
        int dense = net.dense(net.conv(x, Filter.of(3, Padding.VALID), 64), 64, 96, 88, 96);
        var workers = new Backwards(4);
        Agreement.check(net.model(input, dense), Settings.standard().workers(workers), random);
        assertEquals(3 * 3 * 5, workers.asked.get());
    }

    @Test
    void aTeamGivesTheSameAndAllocatesNothing() throws ModelFormatException {
        var random = new Random(5);
        Model model = model(random, TensorType.INT8, 40, 37);
        try (var team = new Team(3)) {
            Settings settings = Settings.standard().workers(Workers.of(team.size(), team::run));
            Agreement.check(model, settings, random);
            Interpreter interpreter = Interpreter.prepare(model, settings.kernels(KernelSet.REFERENCE));
            interpreter.invoke();
            assertEquals(0, AllocatedBytes.of(interpreter::invoke));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTensorIsThatOfTheReference() throws IOException {
        var golden = GoldenFolder.open(PublicData.folder("golden"));
        return golden.models().stream()
            .filter(model -> model.ops().containsKey("CONV_2D") || model.ops().containsKey("DEPTHWISE_CONV_2D"))
            .flatMap(model -> Stream.of(KernelSet.SCALAR, KernelSet.VECTOR)
                .map(kernels -> DynamicTest.dynamicTest(model.id() + " " + kernels,
                    () -> assertEquals(List.of(), golden.check(model, Settings.standard().kernels(kernels)
                        .workers(new Backwards(3)))))));
    }

    @Test
    void smallOperatorsAreNotSplit() throws ModelFormatException {
        var net = new RandomNet(new Random(6), TensorType.INT8);
        int input = net.tensor(1, 10, 10, 8);
        var workers = new Backwards(2);
        Agreement.check(net.model(input, net.conv(input, POINT, 8)), Settings.standard().workers(workers), new Random(7));
        assertEquals(0, workers.asked.get());
    }

    @Test
    void eachWorkerHoldsItsWeights() throws ModelFormatException {
        Model model = model(new Random(8), TensorType.INT8, 40, 37);
        Settings settings = Settings.standard().kernels(KernelSet.SCALAR);
        MemoryUse one = Interpreter.prepare(model, settings).memory();
        MemoryUse two = Interpreter.prepare(model, settings.workers(new Backwards(2))).memory();
        assertEquals(one.arenaBytes(), two.arenaBytes());
        assertTrue(two.twinBytes() > one.twinBytes() && two.twinBytes() <= 2 * one.twinBytes(), () -> one + ", " + two);
    }

    @Test
    void refusesNoWorkers() {
        var e = assertThrows(IllegalArgumentException.class, () -> Workers.of(0, part -> { }));
        assertEquals("count must be at least 1: count=0", e.getMessage());
        assertEquals("1 at a time", Workers.NONE.toString());
    }
}
