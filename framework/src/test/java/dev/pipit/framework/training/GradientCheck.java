package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;


/**
 * Compares the gradients of a network with differences of its outputs.
 *
 * <p>The loss is a random weighting of all outputs. Differences over 2 · 2⁻⁸ of numbers of about 1, summed as floats with
 * an error of some 10⁻⁶, are good for three digits; curvature adds as much: hence the tolerance of one part in 50.
 */
final class GradientCheck {
    private static final float STEP = 0x1p-8f;
    private static final double TOLERANCE = 0.02;

    private final SplittableRandom random = new SplittableRandom(4);
    private final Network network;
    private final Pass pass;
    private final float[] weighting;

    private GradientCheck(Network network, int batch) {
        this.network = network;
        this.pass = network.pass(batch);
        fill(pass.input());
        this.weighting = new float[pass.output().length];
        fill(weighting);
    }

    /** Checks every parameter of the network, and its input through a first layer that passes it on. */
    static void check(Network network, int batch) {
        new GradientCheck(network, batch).run();
    }

    private void fill(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Weights.normal(random);
        }
    }

    private double loss() {
        pass.forward(new Layer.Mode(true, new SplittableRandom(9)));
        double loss = 0;
        for (int i = 0; i < weighting.length; i++) {
            loss += weighting[i] * pass.output()[i];
        }
        return loss;
    }

    private void run() {
        loss();
        System.arraycopy(weighting, 0, pass.gradient(network.last()), 0, weighting.length);
        pass.backward();
        var gradients = new Gradients(network.parameters());
        gradients.sum(List.of(pass));
        for (int p = 0; p < network.parameters().size(); p++) {
            Parameter parameter = network.parameters().get(p);
            for (int i = 0; i < parameter.values().length; i += 1 + parameter.values().length / 40) {
                assertEquals(difference(parameter.values(), i), gradients.values().get(p)[i],
                    TOLERANCE * (1 + Math.abs(gradients.values().get(p)[i])), parameter.name() + "[" + i + "]");
            }
        }
    }

    private double difference(float[] values, int i) {
        float value = values[i];
        values[i] = value + STEP;
        double more = loss();
        values[i] = value - STEP;
        double less = loss();
        values[i] = value;
        return (more - less) / (2 * STEP);
    }
}
