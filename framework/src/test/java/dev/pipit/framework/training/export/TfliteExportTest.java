package dev.pipit.framework.training.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.integer.Flatten;
import dev.pipit.framework.training.integer.IntegerLayer;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Numbers;
import dev.pipit.framework.training.integer.Padding;
import dev.pipit.framework.training.integer.RandomNetwork;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Shape;
import dev.pipit.framework.training.integer.Simulation;

/** What an interpreter computes from an exported model is what the simulation says, bit for bit. */
class TfliteExportTest {
    private static final int NETWORKS = 100;

    /** Through the file and back. */
    static Interpreter prepared(Model model, KernelSet kernels) throws ModelFormatException {
        Model read = Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "exported");
        assertEquals(model.subgraphs(), read.subgraphs());
        return Interpreter.prepare(read, Settings.standard().kernels(kernels));
    }

    static byte[] sequence(IntegerNetwork network, int rows, long seed) {
        byte[] numbers = new byte[network.input().withHeight(rows).elements()];
        new Random(seed).nextBytes(numbers);
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "SCALAR", "VECTOR"})
    void aWholeModelComputesWhatTheSimulationSays(KernelSet kernels) throws ModelFormatException {
        for (long seed = 0; seed < NETWORKS; seed++) {
            IntegerNetwork network = RandomNetwork.whole(seed);
            Interpreter interpreter = prepared(TfliteExport.whole(network, "random " + seed), kernels);
            byte[] input = sequence(network, network.input().height(), seed);
            List<Numbers> expected = new Simulation(network).outputs(input);
            for (int run = 0; run < 2; run++) {
                interpreter.input(0).write(input, 0);
                interpreter.invoke();
                for (int k = 0; k < expected.size(); k++) {
                    assertArrayEquals(expected.get(k).values(), OneOperator.whole(interpreter.output(k)),
                        "seed " + seed + ", output " + k + ": " + network);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "SCALAR", "VECTOR"})
    void aStreamingModelComputesWhatTheSimulationSaysOfTheWholeSequence(KernelSet kernels)
            throws ModelFormatException {
        for (long seed = 0; seed < NETWORKS; seed++) {
            int rowsPerStep = List.of(1, 2, 3, 6).get((int) seed % 4);
            int steps = seed % 10 == 0 ? 300 : 40;
            IntegerNetwork network = RandomNetwork.streaming(seed, rowsPerStep, seed % 5 == 0 ? 3 : 1);
            Interpreter interpreter = prepared(TfliteExport.streaming(network, rowsPerStep, "random " + seed), kernels);
            byte[] input = sequence(network, rowsPerStep * steps, seed);
            List<Numbers> expected = new Simulation(network).outputs(input);
            assertSteps(expected, interpreter, input, steps, "seed " + seed + ": " + network);
            interpreter.reset();
            assertSteps(expected, interpreter, input, steps, "after reset, seed " + seed);
        }
    }

    static void assertSteps(List<Numbers> expected, Interpreter interpreter, byte[] input, int steps, String what) {
        for (int step = 0; step < steps; step++) {
            interpreter.input(0).write(input, step * (input.length / steps));
            interpreter.invoke();
            for (int k = 0; k < expected.size(); k++) {
                int[] all = expected.get(k).values();
                int[] now = OneOperator.whole(interpreter.output(k));
                assertTrue(now.length > 0);
                assertEquals(all.length, now.length * steps, what);
                assertArrayEquals(Arrays.copyOfRange(all, step * now.length, (step + 1) * now.length), now,
                    "step " + step + ", output " + k + ", " + what);
            }
        }
    }

    private static IntegerNetwork one(IntegerLayer layer) {
        var scale = new Scale(0.1f, 0);
        return new IntegerNetwork(new Shape(6, 1, 2), scale, List.of(new IntegerNode("only", layer, List.of(0), scale)),
            List.of(1));
    }

    @Test
    void aWholeModelTakesRowsTogetherOnlyOnce() {
        assertEquals("only: no operator does this for more than one output: outputs=6, rows=4",
            assertThrows(IllegalArgumentException.class,
                () -> TfliteExport.whole(one(new Mean(4, Padding.CAUSAL)), "")).getMessage());
        assertEquals("only: must have an output: input=Shape[height=6, width=1, channels=2]",
            assertThrows(IllegalArgumentException.class,
                () -> TfliteExport.whole(one(new Flatten(7, Padding.VALID)), "")).getMessage());
    }

    @Test
    void aWholeModelIsOneSubgraphOfTheUsualOperators() {
        Set<String> used = new TreeSet<>();
        for (long seed = 0; seed < NETWORKS; seed++) {
            Model model = TfliteExport.whole(RandomNetwork.whole(seed), "");
            assertEquals(1, model.subgraphs().size());
            model.main().operators().forEach(o -> used.add(o.name()));
        }
        assertEquals(Set.of("ADD", "AVERAGE_POOL_2D", "CONCATENATION", "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED",
            "LOGISTIC", "MAX_POOL_2D", "MEAN", "PAD", "QUANTIZE", "RESHAPE", "SOFTMAX", "STRIDED_SLICE", "TANH"), used);
    }
}
