package dev.pipit.framework.training.integer;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a network of 8-bit numbers, slowly and plainly: what an interpreter of its file has to compute, bit for bit.
 *
 * <p>Allocates. One that is prepared may be run any number of times, from any thread.
 */
public final class Simulation {
    private final IntegerNetwork network;

    public Simulation(IntegerNetwork network) {
        this.network = network;
    }

    /**
     * Runs the network over a sequence of any number of rows.
     *
     * @param sequence signed 8-bit numbers, row by row
     * @return every tensor: the input, then the output of each node
     * @throws IllegalArgumentException unless the sequence has whole rows, and so many that every layer gives something
     */
    public List<Numbers> run(byte[] sequence) {
        int row = network.input().row();
        Check.that(sequence.length % row == 0, "sequence must have whole rows of %s: numbers=%s", row, sequence.length);
        List<Shape> shapes = network.shapes(sequence.length / row);
        List<Numbers> tensors = new ArrayList<>();
        int[] input = new int[sequence.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = sequence[i];
        }
        tensors.add(new Numbers(shapes.get(0), network.scale(), input));
        for (IntegerNode node : network.nodes()) {
            List<Numbers> inputs = node.inputs().stream().map(tensors::get).toList();
            tensors.add(output(node, inputs, shapes.get(tensors.size())));
        }
        return tensors;
    }

    /** The tensors that are the network's outputs. */
    public List<Numbers> outputs(byte[] sequence) {
        List<Numbers> tensors = run(sequence);
        return network.outputs().stream().map(tensors::get).toList();
    }

    private static Numbers output(IntegerNode node, List<Numbers> inputs, Shape shape) {
        int[] values = new int[shape.elements()];
        int at = 0;
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < shape.width(); column++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    values[at++] = node.layer().number(inputs, node.scale(), row, column, channel);
                }
            }
        }
        return new Numbers(shape, node.scale(), values);
    }
}
