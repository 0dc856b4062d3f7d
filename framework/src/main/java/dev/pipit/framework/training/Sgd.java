package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic gradient descent with momentum, classical or Nesterov's (Sutskever et al. 2013), and decoupled weight decay
 * (Loshchilov and Hutter 2019).
 */
public final class Sgd implements Optimizer {
    private final List<Parameter> parameters;
    private final float momentum;
    private final boolean nesterov;
    private final float decay;
    private final List<float[]> speeds = new ArrayList<>();

    /**
     * @param momentum how much of the last step is repeated, 0 to below 1
     * @param nesterov whether the gradient counts as if the repeated part had been walked already
     * @param decay    how much of a weight is taken away at a learning rate of 1
     */
    public Sgd(List<Parameter> parameters, double momentum, boolean nesterov, double decay) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be at least 0 and below 1: momentum=" + momentum);
        }
        this.parameters = List.copyOf(parameters);
        this.momentum = (float) momentum;
        this.nesterov = nesterov;
        this.decay = (float) decay;
        parameters.forEach(parameter -> speeds.add(new float[parameter.values().length]));
    }

    @Override
    public void step(List<float[]> gradients, double learningRate) {
        float rate = (float) learningRate;
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            float kept = parameter.decays() ? (float) (1 - learningRate * decay) : 1;
            update(parameter.values(), gradients.get(p), speeds.get(p), rate, kept);
        }
    }

    private void update(float[] values, float[] gradient, float[] speed, float rate, float kept) {
        for (int i = 0; i < values.length; i++) {
            speed[i] = momentum * speed[i] + gradient[i];
            float step = nesterov ? momentum * speed[i] + gradient[i] : speed[i];
            values[i] = values[i] * kept - rate * step;
        }
    }

    @Override
    public List<float[]> state() {
        return List.copyOf(speeds);
    }
}
