package dev.pipit.framework.training;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Gated recurrent unit over the rows in time (Cho et al. 2014), as Keras computes it by default: the reset gate acts after
 * the recurrent product. Starts from a state of zeros; the output are the states, one per row.
 *
 * <p>With the gates z (update), r (reset) and the candidate n, in this order in all parameters:
 * <pre>
 *   z = σ(x·Wz + h·Uz + b + d)    r = σ(x·Wr + h·Ur + b + d)    n = tanh(x·Wn + b + r ⊙ (h·Un + d))
 *   h' = z ⊙ h + (1 − z) ⊙ n
 * </pre>
 *
 * <p>Weights {@code [inputs, 3 · units]}, recurrent weights {@code [units, 3 · units]}, biases b and d
 * {@code [3 · units]}.
 */
public final class Gru implements Layer {
    static final int GATES = 3;

    private final int units;
    private final Parameter weights;
    private final Parameter recurrent;
    private final Parameter bias;
    private final Parameter recurrentBias;

    /** @param inputs numbers of a row */
    public Gru(int inputs, int units, SplittableRandom random) {
        this.units = units;
        this.weights = new Parameter("weights", Weights.random(inputs * GATES * units, 2 * inputs, random), true);
        this.recurrent = new Parameter("recurrent", Weights.random(units * GATES * units, 2 * units, random), true);
        this.bias = new Parameter("bias", new float[GATES * units], false);
        this.recurrentBias = new Parameter("recurrentBias", new float[GATES * units], false);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        int expected = weights.values().length / (GATES * units);
        if (input.width() * input.channels() != expected) {
            throw new IllegalArgumentException("a row must have " + expected + " numbers: input=" + input);
        }
        return Shape.rows(input.height(), units);
    }

    /** Numbers of the state. */
    public int units() {
        return units;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, recurrent, bias, recurrentBias);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new GruStep(this, inputs.get(0), batch);
    }

    float[] weights() {
        return weights.values();
    }

    float[] recurrent() {
        return recurrent.values();
    }

    float[] bias() {
        return bias.values();
    }

    float[] recurrentBias() {
        return recurrentBias.values();
    }
}
