package dev.pipit.framework.training.integer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A network of 8-bit numbers: layers in the order in which they run. Tensor 0 is its input, tensor i + 1 the output of
 * node i.
 *
 * @param input   shape of the input it was made for
 * @param scale   of the input
 * @param nodes   each takes tensors that come before it
 * @param outputs which tensors are the result; at least one
 */
public record IntegerNetwork(Shape input, Scale scale, List<IntegerNode> nodes, List<Integer> outputs) {
    public IntegerNetwork {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        checkSigned(scale, "input");
        check(nodes, scale);
        shapes(input, nodes);
        Check.that(!outputs.isEmpty(), "there must be an output");
        for (int output : outputs) {
            Check.that(output > 0 && output <= nodes.size(), "outputs must be 1 to %s: output=%s", nodes.size(), output);
        }
    }

    private static void check(List<IntegerNode> nodes, Scale input) {
        List<Scale> scales = new ArrayList<>(List.of(input));
        Set<String> names = new HashSet<>();
        for (IntegerNode node : nodes) {
            Check.that(names.add(node.name()), "names must be unique: name=%s", node.name());
            for (int in : node.inputs()) {
                Check.that(in >= 0 && in < scales.size(), "%s: inputs must be 0 to %s: input=%s", node.name(),
                    scales.size() - 1, in);
                Check.that(in == 0 || !(nodes.get(in - 1).layer() instanceof Quantize),
                    "%s: no layer takes numbers without sign: input=%s", node.name(), in);
            }
            at(node, () -> {
                node.layer().check(node.inputs().stream().map(scales::get).toList(), node.scale());
                if (!(node.layer() instanceof Quantize)) {
                    checkSigned(node.scale(), "output");
                }
                return node;
            });
            scales.add(node.scale());
        }
    }

    private static void checkSigned(Scale scale, String what) {
        Check.that(scale.zeroPoint() <= Byte.MAX_VALUE, "zero point of the %s must be -128 to 127: zeroPoint=%s", what,
            scale.zeroPoint());
    }

    private static List<Shape> shapes(Shape input, List<IntegerNode> nodes) {
        List<Shape> shapes = new ArrayList<>(List.of(input));
        for (IntegerNode node : nodes) {
            shapes.add(at(node, () -> node.layer().output(node.inputs().stream().map(shapes::get).toList())));
        }
        return List.copyOf(shapes);
    }

    private static <T> T at(IntegerNode node, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
        }
    }

    /** Shapes of all tensors, that of the input first. */
    public List<Shape> shapes() {
        return shapes(input, nodes);
    }

    /** Shapes of all tensors for an input of so many rows. */
    public List<Shape> shapes(int rows) {
        return shapes(input.withHeight(rows), nodes);
    }

    /** The scale of a tensor. */
    public Scale scaleOf(int tensor) {
        return tensor == 0 ? scale : nodes.get(tensor - 1).scale();
    }

    /** The name of a tensor. */
    public String nameOf(int tensor) {
        return tensor == 0 ? "input" : nodes.get(tensor - 1).name();
    }
}
