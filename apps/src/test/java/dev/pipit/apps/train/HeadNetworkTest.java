package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Quantized;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Simulation;
import dev.pipit.framework.training.sound.FeatureRows;

class HeadNetworkTest {
    @TempDir
    private Path folder;
    private IntegerNetwork backbone;
    private Scale scale;

    @BeforeEach
    void makeBackbone() throws IOException {
        Path file = folder.resolve("backbone.weights");
        RandomBackbone.save(file);
        backbone = Backbone.load(file).integers();
        scale = backbone.scaleOf(backbone.outputs().get(0));
    }

    private static IntegerNetwork head(Scale scale) {
        Network network = HeadNetwork.build(5);
        Quantized quantized = Quantized.of(network, scale);
        Pass pass = quantized.network().pass(1);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < pass.input().length; i++) {
            pass.input()[i] = (float) random.nextDouble(-1, 1);
        }
        pass.forward(new Layer.Mode(true, random));
        pass.settle();
        return quantized.integers(List.of(network.number(HeadNetwork.SCORE)));
    }

    private static byte[] features() {
        byte[] features = new byte[Lessons.ROWS * 40];
        new Random(7).nextBytes(features);
        return features;
    }

    /** The twin runs one network, and then the other on what it said. */
    @Test
    void theJointNetworkSaysWhatTheHeadSaysOfTheBackbonesRows() {
        IntegerNetwork head = head(scale);
        byte[] features = features();
        int[] rows = new Simulation(backbone).outputs(features).get(0).values();
        byte[] embedding = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            embedding[i] = (byte) rows[i];
        }
        int[] signed = new Simulation(head).outputs(embedding).get(0).values();
        int[] joint = new Simulation(HeadNetwork.on(backbone, head)).outputs(features).get(0).values();
        for (int i = 0; i < signed.length; i++) {
            signed[i] += 128;
        }
        assertArrayEquals(signed, joint);
    }

    @Test
    void theModelGivesAScoreOfEightBitsWithoutSignForFourRows() throws IOException {
        IntegerNetwork joint = HeadNetwork.on(backbone, head(scale));
        byte[] features = features();
        int[] expected = new Simulation(joint).outputs(features).get(0).values();
        Interpreter interpreter = Interpreter.prepare(TfliteExport.streaming(joint, Lessons.STRIDE, "a word"));
        assertArrayEquals(new int[] {1, 4, 40}, interpreter.input(0).info().shape());
        for (int t = 0; t < Lessons.STEPS; t++) {
            interpreter.input(0).write(features, t * 160);
            interpreter.invoke();
            assertEquals(expected[t], interpreter.output(0).get(0), "step " + t);
        }
    }

    @Test
    void refusesAHeadForOtherNumbers() {
        IntegerNetwork head = head(new Scale(scale.scale() * 2, scale.zeroPoint()));
        assertThrows(IllegalArgumentException.class, () -> HeadNetwork.on(backbone, head));
    }

    @Test
    void examplesGoThroughTheBackboneAsOnTheDevice() throws IOException {
        byte[] features = features();
        FeatureRows copy = new FeatureRows(40, features);
        WordExample example = new WordExample("spoken", 0, 200, false, List.of(copy, copy), new byte[0]);
        WordExample embedded = new Embedder(backbone).of(example, new SplittableRandom(1));
        int[] expected = new Simulation(backbone).outputs(features).get(0).values();
        byte[] found = embedded.rows().get(0).values();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], "number " + i);
        }
        assertEquals(2, embedded.rows().size());
        assertEquals(200, embedded.end());
    }
}
