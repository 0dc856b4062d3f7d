package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.List;

/** Exponential average of weights over the steps of training: what is used in the end (Polyak and Juditsky 1992). */
public final class WeightAverage {
    private final List<Parameter> parameters;
    private final List<float[]> averages;
    private final double most;
    private final float[] steps = {0};

    /** @param most how much of the average stays at a step; less in the first steps */
    public WeightAverage(List<Parameter> parameters, double most) {
        this.parameters = List.copyOf(parameters);
        this.averages = parameters.stream().map(parameter -> parameter.values().clone()).toList();
        this.most = most;
    }

    /** Takes in the weights of now. */
    public void step() {
        steps[0]++;
        float kept = (float) Math.min(most, (1.0 + steps[0]) / (10 + steps[0]));
        for (int p = 0; p < averages.size(); p++) {
            float[] average = averages.get(p);
            float[] values = parameters.get(p).values();
            for (int i = 0; i < values.length; i++) {
                average[i] = kept * average[i] + (1 - kept) * values[i];
            }
        }
    }

    /** Changes places: the average becomes the weights, and the weights the average. Twice is as before. */
    public void swap() {
        for (int p = 0; p < averages.size(); p++) {
            float[] average = averages.get(p);
            float[] values = parameters.get(p).values();
            for (int i = 0; i < values.length; i++) {
                float value = values[i];
                values[i] = average[i];
                average[i] = value;
            }
        }
    }

    /** To be saved and written back. */
    public List<float[]> state() {
        List<float[]> state = new ArrayList<>(averages);
        state.add(steps);
        return state;
    }
}
