package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.npy.Npy;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.export.TfliteExport;
import dev.pipit.framework.training.integer.Activation;
import dev.pipit.framework.training.integer.Convolution;
import dev.pipit.framework.training.integer.Dense;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Movement;
import dev.pipit.framework.training.integer.Padding;
import dev.pipit.framework.training.integer.Quantize;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Shape;
import dev.pipit.framework.training.integer.Softmax;

/** Folders of references of exported models, as the command line reads them. */
class GoldenTest {
    private static final Scale INPUT = new Scale(0.05f, -20);
    private static final Scale INNER = new Scale(0.03f, -100);

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private static float[] reals(int count) {
        float[] reals = new float[count];
        for (int i = 0; i < count; i++) {
            reals[i] = (i * 37 % 11 - 5) / 10f;
        }
        return reals;
    }

    /** A convolution with stride 3 over rows of 2, then the mean of the last 4 of its outputs, without sign. */
    private static IntegerNetwork streaming() {
        return new IntegerNetwork(new Shape(30, 1, 2), INPUT, List.of(
            new IntegerNode("convolution", Convolution.quantized(Movement.overTime(5, 3, 1, Padding.NEWEST), reals(20),
                reals(2), Activation.RELU, INPUT), List.of(0), INNER),
            new IntegerNode("mean", new Mean(4, Padding.CAUSAL), List.of(1), INNER),
            new IntegerNode("scores", new Quantize(), List.of(2), Quantize.unsigned(INNER))), List.of(3));
    }

    /** A convolution over an image of 4 × 4, then probabilities of 3 labels. */
    private static IntegerNetwork whole() {
        return new IntegerNetwork(new Shape(4, 4, 1), INPUT, List.of(
            new IntegerNode("convolution", Convolution.quantized(Movement.of(3, 3, 2, 2, Padding.SAME), reals(18),
                reals(2), Activation.RELU, INPUT), List.of(0), INNER),
            new IntegerNode("logits", Dense.quantized(2, Padding.VALID, reals(24), reals(3), Activation.NONE, INNER),
                List.of(1), INNER),
            new IntegerNode("probabilities", new Softmax(), List.of(2), Softmax.OUTPUT)), List.of(3));
    }

    private static byte[] input(Model model, int steps) {
        byte[] numbers = new byte[steps * model.main().tensors().get(model.main().inputs().get(0)).elements()];
        new Random(steps).nextBytes(numbers);
        return numbers;
    }

    @Test
    void aStreamingModelIsEqualToItsSimulation() throws IOException {
        IntegerNetwork network = streaming();
        Model model = TfliteExport.streaming(network, 3, "a small network");
        Golden.write(folder.resolve("new"), network, model, List.of(input(model, 1), input(model, 20)));
        assertEquals(0, terminal.run("model", "check", folder.resolve("new")), terminal.err());
        assertTrue(terminal.out().contains("2 cases equal"), terminal.out());
    }

    @Test
    void aWholeModelIsEqualToItsSimulation() throws IOException {
        IntegerNetwork network = whole();
        Model model = TfliteExport.whole(network, "a small network");
        Golden.write(folder, network, model, List.of(input(model, 1)));
        assertEquals(0, terminal.run("model", "check", folder), terminal.err());
        assertTrue(terminal.out().contains("1 case equal"), terminal.out());
    }

    @Test
    void aWrongNumberIsFound() throws IOException {
        IntegerNetwork network = whole();
        Model model = TfliteExport.whole(network, "");
        Golden.write(folder, network, model, List.of(input(model, 1)));
        Npy out = Npy.load(folder.resolve("case0_out0.npy"));
        out.bytes()[0] ^= 1;
        out.save(folder.resolve("case0_out0.npy"));
        assertEquals(1, terminal.run("model", "check", folder));
        assertTrue(terminal.out().contains("case0 out0: 1 of " + out.elements() + " differ, by at most 1, first at 0"),
            terminal.out());
    }

    @Test
    void informationTellsOfTheState() throws IOException {
        IntegerNetwork network = streaming();
        Golden.write(folder, network, TfliteExport.streaming(network, 3, "a small network"), List.of());
        assertEquals(0, terminal.run("model", "info", folder.resolve("model.tflite")), terminal.err());
        assertTrue(terminal.out().contains("state         yes"), terminal.out());
        assertTrue(terminal.out().contains("description   a small network"), terminal.out());
    }

    @Test
    void damagedFilesOfItHarmNothing() throws IOException {
        IntegerNetwork network = streaming();
        Golden.write(folder, network, TfliteExport.streaming(network, 3, ""), List.of());
        assertEquals(0, terminal.run("model", "fuzz", folder.resolve("model.tflite"), "--cases", 1_000, "--output-dir",
            folder), terminal.out());
    }

    @Test
    void anInputThatDoesNotFitIsRefused() {
        IntegerNetwork network = whole();
        Model model = TfliteExport.whole(network, "");
        var e = assertThrows(IllegalArgumentException.class,
            () -> Golden.write(folder, network, model, List.of(new byte[1])));
        assertTrue(e.getMessage().startsWith("input must be as long as that of the model"), e.getMessage());
    }
}
