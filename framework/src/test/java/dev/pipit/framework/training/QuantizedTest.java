package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Numbers;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Simulation;

class QuantizedTest {
    private static final Scale INPUT = new Scale(1f / 64, -128);
    private static final int ROWS = 24;
    private static final int BANDS = 8;
    private final SplittableRandom random = new SplittableRandom(3);

    /** A small network of the kind that hears words, its statistics settled by some random examples. */
    private Network network() {
        Network.Builder network = Network.of(Shape.rows(ROWS, BANDS));
        network.add("first", new Convolution(Window.causal(4, 3), BANDS, 16, random));
        network.add("first.norm", new BatchNorm(16));
        int start = network.add("first.relu", Activation.RELU);
        network.add("time", new Depthwise(Window.causal(3), 16, random));
        network.add("time.norm", new BatchNorm(16));
        network.add("mix", new Convolution(Window.pointwise(), 16, 16, random));
        network.add("mix.relu", Activation.RELU6);
        int end = network.add("drop", Dropout.ofNumbers(0.1));
        network.add("sum", new Add(), start, end);
        network.add("logit", new Convolution(Window.pointwise(), 16, 1, random));
        network.add("score", Activation.SIGMOID);
        Network built = network.build();
        show(built, 30);
        return built;
    }

    private void show(Network network, int times) {
        Pass pass = network.pass(4);
        for (int i = 0; i < times; i++) {
            fill(pass.input());
            pass.forward(new Layer.Mode(true, random));
            pass.settle();
        }
    }

    private void fill(float[] input) {
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextInt(256) / 64f;
        }
    }

    @Test
    void wholeNumbersAreWithinAFewStepsOfTheRoundedTwin() {
        Network network = network();
        Quantized quantized = Quantized.of(network, INPUT);
        show(quantized.network(), 60);
        IntegerNetwork integers = quantized.integers(List.of(network.number("score")));
        Pass pass = quantized.network().pass(1);
        fill(pass.input());
        pass.forward(Layer.Mode.inference());
        Numbers scores = new Simulation(integers).outputs(bytes(pass.input())).get(0);
        float[] expected = pass.output(quantized.number(network.number("score")));
        for (int t = 0; t < expected.length; t++) {
            // each of five layers rounds sums in floats there, in fixed point here: now and then to another neighbour
            assertEquals(expected[t], scores.scale().real(scores.at(t, 0, 0)), 6 / 256.0, "row " + t);
        }
    }

    @Test
    void theRoundedTwinIsNearTheNetworkItWasMadeOf() {
        Network network = network();
        Quantized quantized = Quantized.of(network, INPUT);
        show(quantized.network(), 60);
        Pass before = network.pass(1);
        Pass after = quantized.network().pass(1);
        fill(before.input());
        System.arraycopy(before.input(), 0, after.input(), 0, before.input().length);
        before.forward(Layer.Mode.inference());
        for (int i = 0; i < 60; i++) {
            after.forward(new Layer.Mode(true, random));         // it has seen how large the numbers of this input get
            after.settle();
        }
        after.forward(Layer.Mode.inference());
        float[] scores = after.output(quantized.number(network.number("score")));
        for (int t = 0; t < scores.length; t++) {
            // 8 bits a tensor: some hundredths of a score
            assertEquals(before.output()[t], scores[t], 0.06, "row " + t);
        }
    }

    @Test
    void theStreamingModelComputesTheSimulationRowByRow() throws Exception {
        streamsAsTheSimulation(network());
    }

    private void streamsAsTheSimulation(Network network) throws Exception {
        Quantized quantized = Quantized.of(network, INPUT);
        show(quantized.network(), 20);
        IntegerNetwork integers = quantized.integers(List.of(network.number("score")));
        byte[] sequence = new byte[ROWS * BANDS];
        random.nextBytes(sequence);
        Numbers expected = new Simulation(integers).outputs(sequence).get(0);
        Interpreter interpreter = Interpreter.prepare(TfliteExport.streaming(integers, 3, "test"));
        int[] scores = new int[ROWS / 3];
        int[] simulated = new int[ROWS / 3];
        for (int t = 0; t < scores.length; t++) {
            interpreter.input(0).write(sequence, t * 3 * BANDS);
            interpreter.invoke();
            scores[t] = interpreter.output(0).get(0);
            simulated[t] = expected.at(t, 0, 0);
        }
        assertArrayEquals(simulated, scores);
    }

    /** Branches that reach back differently far, beside each other; with numbers below 0, or with a rectifier behind them. */
    private Network branches(boolean rectified) {
        Network.Builder network = Network.of(Shape.rows(ROWS, BANDS));
        int first = network.add("first", new Convolution(Window.causal(3, 3), BANDS, 6, random));
        int start = network.add("first.relu", Activation.RELU, first);
        int wide = network.add("wide", new Convolution(Window.causal(4), 6, 5, random), start);
        int narrow = network.add("narrow", new Convolution(Window.pointwise(), 6, 3, random), start);
        network.add("both", new Concatenate(), wide, start, narrow);
        if (rectified) {
            network.add("both.relu", Activation.RELU6);
        }
        network.add("logit", new Convolution(Window.pointwise(), 14, 1, random));
        network.add("score", Activation.SIGMOID);
        Network built = network.build();
        show(built, 30);
        return built;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void branchesOfDifferentScalesAreBroughtToOne(boolean rectified) throws Exception {
        Network network = branches(rectified);
        Quantized quantized = Quantized.of(network, INPUT);
        show(quantized.network(), 60);
        String last = rectified ? "both.relu" : "both";
        IntegerNetwork integers = quantized.integers(List.of(network.number(last)));
        Pass pass = quantized.network().pass(1);
        fill(pass.input());
        pass.forward(Layer.Mode.inference());
        Numbers both = new Simulation(integers).outputs(bytes(pass.input())).get(0);
        float[] expected = pass.output(quantized.number(network.number(last)));
        for (int i = 0; i < expected.length; i++) {
            // a step of the branch, rounded to the other neighbour there, and one of what holds both
            assertEquals(expected[i], both.scale().real(both.values()[i]), 2.5 * both.scale().scale(), "number " + i);
            assertTrue(!rectified || both.values()[i] >= both.scale().zeroPoint());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theStreamingModelOfBranchesComputesTheSimulation(boolean rectified) throws Exception {
        streamsAsTheSimulation(branches(rectified));
    }

    @Test
    void leavesOutWhatTheOutputsDoNotNeed() {
        Network network = network();
        Quantized quantized = Quantized.of(network, INPUT);
        show(quantized.network(), 1);
        assertEquals(1, quantized.integers(List.of(network.number("first.relu"))).nodes().size());
    }

    @Test
    void refusesWhatHasNoFormIn8Bits() {
        Network.Builder network = Network.of(Shape.rows(4, 2));
        network.add("memory", new Gru(2, 3, random));
        Network built = network.build();
        var e = assertThrows(IllegalArgumentException.class, () -> Quantized.of(built, INPUT));
        assertTrue(e.getMessage().contains("memory"), e.getMessage());
    }

    private static byte[] bytes(float[] input) {
        byte[] bytes = new byte[input.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) INPUT.quantize(input[i]);
        }
        return bytes;
    }
}
