package dev.pipit.framework.training.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntegerNetworkTest {
    private static final Shape INPUT = new Shape(10, 2, 3);
    private static final Scale SCALE = new Scale(0.1f, 5);
    private static final Scale OTHER = new Scale(0.2f, 5);

    private static IntegerNetwork network(IntegerNode... nodes) {
        return new IntegerNetwork(INPUT, SCALE, List.of(nodes), List.of(nodes.length));
    }

    private static IntegerNode node(String name, IntegerLayer layer, Scale scale, Integer... inputs) {
        return new IntegerNode(name, layer, List.of(inputs), scale);
    }

    private static String refusal(IntegerNode... nodes) {
        return assertThrows(IllegalArgumentException.class, () -> network(nodes)).getMessage();
    }

    private static Convolution convolution(int inputChannels, float scale) {
        return new Convolution(Movement.pointwise(), new Weights(new byte[inputChannels], new float[] {scale}, new int[1]),
            Activation.NONE);
    }

    private static AveragePool pool(Movement movement) {
        return new AveragePool(movement, Activation.NONE);
    }

    @Test
    void knowsShapesScalesAndNamesOfItsTensors() {
        var network = network(node("pool", pool(Movement.of(2, 2, 2, 1, Padding.VALID)), SCALE, 0),
            node("flat", new Flatten(5, Padding.VALID), SCALE, 1));
        assertEquals(List.of(INPUT, new Shape(5, 1, 3), new Shape(1, 1, 15)), network.shapes());
        assertEquals(List.of(new Shape(12, 2, 3), new Shape(6, 1, 3), new Shape(2, 1, 15)), network.shapes(12));
        assertEquals("input", network.nameOf(0));
        assertEquals("flat", network.nameOf(2));
        assertEquals(SCALE, network.scaleOf(0));
        assertEquals(SCALE, network.scaleOf(2));
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertEquals("c: channels of the input must be 4: input=Shape[height=10, width=2, channels=3]",
            refusal(node("c", convolution(4, 1), SCALE, 0)));
        assertEquals("p: kernel must fit into the columns: columns=2, kernel covers 3",
            refusal(node("p", pool(Movement.of(1, 3, 1, 1, Padding.VALID)), SCALE, 0)));
        assertEquals("p: output must have the scale of the input: input=" + SCALE + ", output=" + OTHER,
            refusal(node("p", pool(Movement.pointwise()), OTHER, 0)));
        assertEquals("a: inputs must be 0 to 0: input=1", refusal(node("a", new Concatenate(), SCALE, 0, 1)));
        assertEquals("names must be unique: name=a",
            refusal(node("a", new Concatenate(), SCALE, 0), node("a", new Concatenate(), SCALE, 0)));
        assertEquals("c: there must be one input: inputs=2", refusal(node("c", convolution(3, 1), SCALE, 0, 0)));
        assertEquals("b: no layer takes numbers without sign: input=1",
            refusal(node("a", new Quantize(), Quantize.unsigned(SCALE), 0), node("b", new Concatenate(), SCALE, 1)));
        assertEquals("a: zero point of the output must be -128 to 127: zeroPoint=200",
            refusal(node("a", new Mean(1, Padding.VALID), new Scale(1, 200), 0)));
        assertEquals("t: output must have the scale of TANH: scale=" + SCALE + ", expected="
            + Table.Function.TANH.output(), refusal(node("t", new Table(Table.Function.TANH), SCALE, 0)));
        assertEquals("c: factor must be at least 0 and below 2^30: factor=1.099511627776E12",
            refusal(node("c", convolution(3, 0x1p40f), SCALE, 0)));
    }

    @Test
    void outputsAreOfItsLayers() {
        var nodes = List.of(node("c", convolution(3, 1), SCALE, 0));
        for (List<Integer> outputs : List.of(List.<Integer>of(), List.of(0), List.of(2))) {
            assertThrows(IllegalArgumentException.class, () -> new IntegerNetwork(INPUT, SCALE, nodes, outputs));
        }
    }

    @Test
    void layersCheckTheirSettings() {
        assertThrows(IllegalArgumentException.class, () -> new Movement(0, 1, 1, 1, 1, 1, Padding.SAME));
        assertThrows(IllegalArgumentException.class, () -> new Mean(3, Padding.SAME));
        assertThrows(IllegalArgumentException.class, () -> new Flatten(0, Padding.VALID));
        assertThrows(IllegalArgumentException.class, () -> pool(Movement.overTime(2, 1, 2, Padding.CAUSAL)));
        assertThrows(IllegalArgumentException.class, () -> new Weights(new byte[2], new float[2], new int[3]));
        assertThrows(IllegalArgumentException.class, () -> new Weights(new byte[2], new float[] {0}, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> new Depthwise(Movement.pointwise(), 2,
            new Weights(new byte[3], new float[] {1}, new int[3]), Activation.NONE));
        assertThrows(IllegalArgumentException.class, () -> new Dense(1, Padding.VALID,
            new Weights(new byte[2], new float[] {1, 1}, new int[2]), Activation.NONE));
        assertThrows(IllegalArgumentException.class, () -> new Shape(1, 0, 1));
    }

    @Test
    void aSequenceHasWholeRows() {
        var simulation = new Simulation(network(node("c", convolution(3, 1), SCALE, 0)));
        assertEquals("sequence must have whole rows of 6: numbers=7",
            assertThrows(IllegalArgumentException.class, () -> simulation.run(new byte[7])).getMessage());
        assertEquals(8, simulation.run(new byte[24]).get(1).values().length);
    }
}
