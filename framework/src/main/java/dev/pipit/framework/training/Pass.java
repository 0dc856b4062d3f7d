package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;


/** The way of some examples through a network, forward and backward. For one thread. */
public final class Pass {
    private final Network network;
    private final int batch;
    private final Layer.Step[] steps;
    private final float[][] values;
    private final float[][] gradients;
    private final float[][][] inputs;
    private final float[][][] inputGradients;
    private final float[][][] parameterGradients;

    Pass(Network network, int batch, boolean toInput) {
        this.network = network;
        this.batch = batch;
        int count = network.nodes().size();
        this.steps = new Layer.Step[count];
        this.values = new float[count + 1][];
        this.gradients = new float[count + 1][];
        this.inputs = new float[count][][];
        this.inputGradients = new float[count][][];
        this.parameterGradients = new float[count][][];
        values[0] = new float[batch * network.input().size()];
        gradients[0] = toInput ? new float[values[0].length] : null;
        for (int i = 0; i < count; i++) {
            Network.Node node = network.nodes().get(i);
            values[i + 1] = new float[batch * node.shape().size()];
            gradients[i + 1] = new float[batch * node.shape().size()];
            inputs[i] = node.inputs().stream().map(n -> values[n]).toArray(float[][]::new);
            inputGradients[i] = node.inputs().stream().map(n -> gradients[n]).toArray(float[][]::new);
            parameterGradients[i] = node.layer().parameters().stream()
                .map(p -> new float[p.values().length]).toArray(float[][]::new);
            List<Shape> shapes = node.inputs().stream().map(network::shape).toList();
            steps[i] = node.layer().step(shapes, batch);
        }
    }

    /** Examples. */
    public int batch() {
        return batch;
    }

    /** Of node {@code number}, for one example. */
    public Shape shape(int number) {
        return network.shape(number);
    }

    /** The examples, to be written. */
    public float[] input() {
        return values[0];
    }

    /** What node {@code number} has computed. */
    public float[] output(int number) {
        return values[number];
    }

    /** What the last node has computed. */
    public float[] output() {
        return values[network.last()];
    }

    /**
     * The gradient of the loss by the output of a node: a loss adds to it, after {@link #forward}. That of node 0, the
     * input, is there after {@link #backward} of a {@linkplain Network#passToInput pass to the input}, and else null.
     */
    public float[] gradient(int number) {
        return gradients[number];
    }

    /** Computes all nodes, and forgets all gradients. */
    public void forward(Layer.Mode mode) {
        if (gradients[0] != null) {
            Arrays.fill(gradients[0], 0);
        }
        for (int i = 0; i < steps.length; i++) {
            steps[i].forward(inputs[i], values[i + 1], mode);
            Arrays.fill(gradients[i + 1], 0);
            for (float[] gradient : parameterGradients[i]) {
                Arrays.fill(gradient, 0);
            }
        }
    }

    /** Computes the gradients of all parameters from those that losses have written. */
    public void backward() {
        for (int i = steps.length - 1; i >= 0; i--) {
            steps[i].backward(inputs[i], values[i + 1], gradients[i + 1], inputGradients[i], parameterGradients[i]);
        }
    }

    /** Adds the gradients to those of {@link Network#parameters()}, in their order. */
    public void addGradients(List<float[]> sums) {
        int next = 0;
        for (float[][] ofNode : parameterGradients) {
            for (float[] gradient : ofNode) {
                float[] sum = sums.get(next++);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradient[i];
                }
            }
        }
    }

    /** Brings what was seen in training into the running averages of the layers. */
    public void settle() {
        for (Layer.Step step : steps) {
            step.settle();
        }
    }
}
