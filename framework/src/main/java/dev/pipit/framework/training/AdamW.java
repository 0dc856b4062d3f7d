package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.List;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
public final class AdamW implements Optimizer {
    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final List<Parameter> parameters;
    private final float decay;
    private final List<float[]> means = new ArrayList<>();
    private final List<float[]> squares = new ArrayList<>();
    private final float[] steps = {0};

    /** @param decay how much of a weight is taken away at a learning rate of 1 */
    public AdamW(List<Parameter> parameters, double decay) {
        this.parameters = List.copyOf(parameters);
        this.decay = (float) decay;
        for (Parameter parameter : parameters) {
            means.add(new float[parameter.values().length]);
            squares.add(new float[parameter.values().length]);
        }
    }

    @Override
    public void step(List<float[]> gradients, double learningRate) {
        steps[0]++;
        double bias = Math.sqrt(1 - StrictMath.pow(SECOND, steps[0])) / (1 - StrictMath.pow(FIRST, steps[0]));
        float rate = (float) (learningRate * bias);
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            float kept = parameter.decays() ? (float) (1 - learningRate * decay) : 1;
            update(parameter.values(), gradients.get(p), means.get(p), squares.get(p), rate, kept);
        }
    }

    private static void update(float[] values, float[] gradient, float[] mean, float[] square, float rate, float kept) {
        for (int i = 0; i < values.length; i++) {
            mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
            square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
            values[i] = values[i] * kept - rate * mean[i] / ((float) Math.sqrt(square[i]) + EPSILON);
        }
    }

    @Override
    public List<float[]> state() {
        List<float[]> state = new ArrayList<>(means);
        state.addAll(squares);
        state.add(steps);
        return state;
    }
}
