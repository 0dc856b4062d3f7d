package dev.pipit.framework.inference.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.ChannelRescale;
import dev.pipit.framework.inference.kernel.Range;
import dev.pipit.framework.inference.kernel.Rescale;
import dev.pipit.framework.inference.kernel.scalar.Weights;

/** Sums that lie on the edge between two outputs, and around it. */
class VectorRescaleTest {
    private static final int CHANNELS = 64;
    private static final int ROWS = 24;

    private final Random random = new Random(5);

    @BeforeAll
    static void needsTheVectorApi() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
            "start with --add-modules jdk.incubator.vector");
    }

    @ParameterizedTest
    @CsvSource({"false, -128, 127", "true, -128, 127", "false, 0, 127", "true, 0, 127", "false, -10, 10"})
    void equalsTheReferenceAtTheEdges(boolean once, int least, int greatest) {
        for (int shift = -31; shift <= 6; shift++) {
            for (int round = 0; round < 8; round++) {
                check(output(once, shift, new Range(least, greatest), new long[CHANNELS]));
            }
        }
    }

    /** Biases beyond what a float holds: some outputs cannot change, others still do. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void equalsTheReferenceWithGreatBiases(boolean once) {
        for (int shift = -31; shift <= -8; shift++) {
            long[] bias = new long[CHANNELS];
            for (int c = 0; c < CHANNELS; c++) {
                bias[c] = random.nextInt() >> random.nextInt(8);
            }
            check(output(once, shift, new Range(-128, 127), bias));
        }
    }

    private ChannelOutput output(boolean once, int shift, Range range, long[] bias) {
        List<Rescale> channels = new ArrayList<>();
        for (int c = 0; c < CHANNELS; c++) {
            int multiplier = switch (random.nextInt(4)) {
                case 0 -> 1 << 30;
                case 1 -> Integer.MAX_VALUE;
                default -> (1 << 30) + random.nextInt(1 << 30);
            };
            channels.add(new Rescale(multiplier, shift, once));
        }
        int zero = range.least() == 0 ? 0 : random.nextInt(256) - 128;
        return new ChannelOutput(0, 0, bias, false, new ChannelRescale(channels, once), zero, range);
    }

    private void check(ChannelOutput output) {
        int[] start = IntStream.range(0, CHANNELS).map(c -> (int) output.bias()[c]).toArray();
        long[] greatest = IntStream.range(0, CHANNELS).mapToLong(c -> Math.abs((long) start[c]) + 128).toArray();
        int[] ones = new int[CHANNELS];
        Arrays.fill(ones, 1);
        FloatSums.of(new Weights(ones, start, greatest), output).ifPresent(sums -> check(output, sums, start));
    }

    private void check(ChannelOutput output, FloatSums floats, int[] start) {
        float[] sums = new float[ROWS * CHANNELS];
        byte[] expected = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            int c = i % CHANNELS;
            boolean free = floats.scaledRest(c) == 0 && floats.value(c, 0) != 0;
            int sum = free ? edge(output.rescale(), c) : floats.value(c, 0) * (random.nextInt(257) - 128);
            sums[i] = sum;
            expected[i] = (byte) output.of(free ? sum : sum + start[c], c);
        }
        byte[] outputs = new byte[sums.length];
        new VectorRescale(floats).rows(sums, 0, 0, CHANNELS, outputs, 0, ROWS, outputs.length);
        assertArrayEquals(expected, outputs);
    }

    /** A sum of up to 2²⁴ near to where one output ends and the next begins. */
    private int edge(ChannelRescale rescale, int c) {
        double multiplier = Math.scalb((double) rescale.multiplier(c), rescale.shift(c) - 31);
        double second = rescale.shift(c) < 0 ? Math.scalb(1.0, rescale.shift(c) - 1) : 0;
        double t = random.nextInt(540) - 270 + 0.5 + second * (random.nextInt(3) - 1);
        long sum = Math.round(t / multiplier) + random.nextInt(5) - 2;
        return (int) Math.max(-FloatSums.EXACT, Math.min(FloatSums.EXACT, sum));
    }
}
