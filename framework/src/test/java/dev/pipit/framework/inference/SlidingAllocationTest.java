package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.RandomNet;
import dev.pipit.testing.RandomNet.Filter;

/** Counts the bytes that hops allocate. The best of some rounds counts, as classes are loaded in the first ones. */
class SlidingAllocationTest {
    private static final int WARM_HOPS = 1_000;
    private static final int HOPS = 1_000;

    /** A bit of everything: borders, steps, phases, branches, padding, a running mean, a head. */
    private static Model model() {
        var net = new RandomNet(new Random(5), TensorType.INT8);
        int input = net.tensor(1, 24, 3, 2);
        int a = net.conv(input, new Filter(3, 3, 2, 1, 1, Padding.SAME), 4);
        int b = net.pair(OperatorCode.ADD, a, net.depthwise(a, Filter.of(3, Padding.SAME), 1));
        int c = net.concatenation(b, net.pool(OperatorCode.MAX_POOL_2D, b, Filter.of(2, Padding.SAME)));
        int d = net.unary(OperatorCode.LOGISTIC, net.pad(c, 1, 1, 0, 0));
        return net.model(input, net.unary(OperatorCode.SOFTMAX, net.dense(net.mean(d), 8, 3, 1, 3)));
    }

    @Test
    void allocatesNothingPerHop() throws Exception {
        SlidingInterpreter sliding = SlidingInterpreter.prepare(model(), 1,
            Settings.standard().kernels(KernelSet.REFERENCE));
        byte[] rows = new byte[sliding.input().bytes()];
        byte[] scores = new byte[3];
        var random = new Random(6);
        run(sliding, rows, scores, random, WARM_HOPS);
        assertEquals(0, AllocatedBytes.of(() -> run(sliding, rows, scores, random, HOPS)));
    }

    private static void run(SlidingInterpreter sliding, byte[] rows, byte[] scores, Random random, int hops) {
        for (int hop = 0; hop < hops; hop++) {
            random.nextBytes(rows);
            sliding.input().write(rows, 0);
            sliding.invoke();
            sliding.output(0).read(scores, 0);
        }
    }
}
