package dev.pipit.framework.training.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.KernelSet;
import dev.pipit.framework.inference.OneOperator;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Numbers;
import dev.pipit.framework.training.integer.RandomNetwork;
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
}
