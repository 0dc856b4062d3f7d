package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * A layer of a network with what it takes.
 *
 * @param name   of the tensor it computes; unique in the network, not empty
 * @param layer  what it does
 * @param inputs tensors of the network: 0 is the network's input, i + 1 the output of node i
 * @param scale  of its output
 */
public record IntegerNode(String name, IntegerLayer layer, List<Integer> inputs, Scale scale) {
    public IntegerNode {
        inputs = List.copyOf(inputs);
        Check.that(!name.isEmpty(), "name must not be empty");
    }
}
