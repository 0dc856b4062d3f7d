package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.List;


/**
 * Layers, and which reads what. Node 0 is the input; every node reads nodes before it. The last node is the output.
 *
 * <p>Parameters are shared by all {@link Pass passes}: nobody may change them while a pass runs.
 */
public final class Network {
    private final Shape input;
    private final List<Node> nodes;

    /**
     * One layer in its place.
     *
     * @param inputs numbers of the nodes that it reads
     * @param shape  of its output
     */
    public record Node(String name, Layer layer, List<Integer> inputs, Shape shape) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    private Network(Shape input, List<Node> nodes) {
        this.input = input;
        this.nodes = List.copyOf(nodes);
    }

    /** Starts with the input. */
    public static Builder of(Shape input) {
        return new Builder(input);
    }

    /** Of one example. */
    public Shape input() {
        return input;
    }

    /** All but the input: node 1 is the first. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Number of the last node. */
    public int last() {
        return nodes.size();
    }

    /** Of node {@code number}. */
    public Shape shape(int number) {
        return number == 0 ? input : nodes.get(number - 1).shape();
    }

    /** The number of a node. */
    public int number(String name) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no node has this name: " + name);
    }

    /** All that is learned, in the order of the nodes. */
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        nodes.forEach(node -> node.layer().parameters().forEach(each -> parameters.add(each.within(node.name()))));
        return parameters;
    }

    /** All that is saved with a network: what is learned and its running averages. */
    public List<Parameter> state() {
        List<Parameter> state = parameters();
        nodes.forEach(node -> node.layer().statistics().forEach(each -> state.add(each.within(node.name()))));
        return state;
    }

    /** Memory for passes of {@code batch} examples. */
    public Pass pass(int batch) {
        return new Pass(this, batch, false);
    }

    /** Memory for passes that also give the gradient of the input, node 0. */
    public Pass passToInput(int batch) {
        return new Pass(this, batch, true);
    }

    /** The same layers, with the same parameters, over an input of another height. */
    public Network over(int height) {
        Builder builder = of(new Shape(height, input.width(), input.channels()));
        for (Node node : nodes) {
            builder.add(node.name(), node.layer(), node.inputs().stream().mapToInt(i -> i).toArray());
        }
        return builder.build();
    }

    /** The nodes up to {@code last}, with the same parameters. */
    public Network upTo(int last) {
        return new Network(input, nodes.subList(0, last));
    }

    /** Adds nodes one by one. */
    public static final class Builder {
        private final Shape input;
        private final List<Node> nodes = new ArrayList<>();

        private Builder(Shape input) {
            this.input = input;
        }

        /** Reads the last node. Returns the number of the new one. */
        public int add(String name, Layer layer) {
            return add(name, layer, nodes.size());
        }

        /** Reads other nodes. Returns the number of the new one. */
        public int add(String name, Layer layer, int... inputs) {
            List<Integer> numbers = new ArrayList<>();
            List<Shape> shapes = new ArrayList<>();
            for (int number : inputs) {
                numbers.add(number);
                shapes.add(number == 0 ? input : nodes.get(number - 1).shape());
            }
            nodes.add(new Node(name, layer, numbers, layer.output(shapes)));
            return nodes.size();
        }

        /** Shape of the last node. */
        public Shape shape() {
            return nodes.isEmpty() ? input : nodes.get(nodes.size() - 1).shape();
        }

        /** The network. */
        public Network build() {
            if (nodes.isEmpty()) {
                throw new IllegalStateException("a network must have a node");
            }
            return new Network(input, nodes);
        }
    }
}
