package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;

/** The gradients of all parameters of a network, summed over the passes of a step. */
public final class Gradients {
    private final List<float[]> values;

    /** For these parameters. */
    public Gradients(List<Parameter> parameters) {
        this.values = parameters.stream().map(parameter -> new float[parameter.values().length]).toList();
    }

    /** In the order of the parameters. */
    public List<float[]> values() {
        return values;
    }

    /** Sums up the passes, in their order. */
    public void sum(List<Pass> passes) {
        values.forEach(each -> Arrays.fill(each, 0));
        passes.forEach(pass -> pass.addGradients(values));
    }

    /** Length of all gradients together. */
    public double norm() {
        double squares = 0;
        for (float[] each : values) {
            for (float value : each) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }

    /** Shortens the gradients to a length, if they are longer (Pascanu et al. 2013). */
    public void clip(double most) {
        double norm = norm();
        if (norm <= most) {
            return;
        }
        float factor = (float) (most / norm);
        for (float[] each : values) {
            for (int i = 0; i < each.length; i++) {
                each[i] *= factor;
            }
        }
    }
}
