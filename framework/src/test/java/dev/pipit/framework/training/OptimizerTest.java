package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    /** A few roundings of floats of about 1. */
    private static final float ROUNDING = 1e-6f;

    private final Parameter weight = new Parameter("weight", new float[] {1, -2}, true);
    private final Parameter bias = new Parameter("bias", new float[] {0.5f}, false);
    private final List<Parameter> parameters = List.of(weight, bias);

    private static List<float[]> gradients(float a, float b, float c) {
        return List.of(new float[] {a, b}, new float[] {c});
    }

    /** Algorithm 2 of Loshchilov and Hutter, in double. */
    @Test
    void adamFollowsThePaper() {
        var adam = new AdamW(parameters, 0.1);
        double[] values = {1, -2, 0.5};
        double[] m = new double[3];
        double[] v = new double[3];
        double[][] gradients = {{0.3, -1, 0.02}, {-0.1, -2, 0.03}, {0.4, 0.5, -0.5}};
        for (int t = 1; t <= 3; t++) {
            double[] g = gradients[t - 1];
            double rate = 0.01 * t;
            for (int i = 0; i < 3; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double step = m[i] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8);
                values[i] -= rate * (step + (i < 2 ? 0.1 * values[i] : 0));
            }
            adam.step(gradients((float) g[0], (float) g[1], (float) g[2]), rate);
        }
        // 0.999 as a float is off by 10⁻⁸: 10⁻⁵ of 1 − 0.999, half of that in its root, times steps of 0.03
        assertArrayEquals(new float[] {(float) values[0], (float) values[1]}, weight.values(), 3 * ROUNDING);
        assertEquals(values[2], bias.values()[0], 3 * ROUNDING);
    }

    @Test
    void momentumRepeatsEarlierSteps() {
        var sgd = new Sgd(parameters, 0.9, false, 0);
        sgd.step(gradients(1, 2, -1), 0.1);
        assertArrayEquals(new float[] {0.9f, -2.2f}, weight.values(), ROUNDING);
        sgd.step(gradients(1, 0, 1), 0.01);                                  // 0.9 · (1, 2, -1) + (1, 0, 1)
        assertArrayEquals(new float[] {0.9f - 0.019f, -2.2f - 0.018f}, weight.values(), ROUNDING);
        assertEquals(0.6f - 0.001f, bias.values()[0], ROUNDING);
    }

    @Test
    void nesterovLooksAhead() {
        var sgd = new Sgd(parameters, 0.5, true, 0);
        sgd.step(gradients(1, 2, 0), 0.1);                                   // 0.5 · v + g, with v = g
        assertArrayEquals(new float[] {0.85f, -2.3f}, weight.values(), ROUNDING);
        sgd.step(gradients(1, 0, 0), 0.1);                                   // v = (1.5, 1): 0.75 + 1, 0.5
        assertArrayEquals(new float[] {0.85f - 0.175f, -2.35f}, weight.values(), ROUNDING);
    }

    @Test
    void weightsDecayAndBiasesDoNot() {
        new Sgd(parameters, 0, false, 0.5).step(gradients(0, 0, 0), 0.1);
        assertArrayEquals(new float[] {0.95f, -1.9f}, weight.values(), ROUNDING);
        assertEquals(0.5f, bias.values()[0]);
        assertThrows(IllegalArgumentException.class, () -> new Sgd(parameters, 1, false, 0));
    }

    @Test
    void longGradientsAreShortened() {
        var gradients = new Gradients(parameters);
        System.arraycopy(new float[] {3, 4}, 0, gradients.values().get(0), 0, 2);
        gradients.values().get(1)[0] = 12;
        assertEquals(13, gradients.norm());
        gradients.clip(13);
        assertEquals(12, gradients.values().get(1)[0]);
        gradients.clip(6.5);
        assertArrayEquals(new float[] {1.5f, 2}, gradients.values().get(0), ROUNDING);
        assertEquals(6, gradients.values().get(1)[0], ROUNDING);
    }

    /** The average keeps (1 + n) / (10 + n) at step n, until that is the most. */
    @Test
    void averagesWeights() {
        var average = new WeightAverage(parameters, 0.2);
        weight.values()[0] = 12;
        average.step();                                                      // 2/11 of 1, 9/11 of 12
        average.step();                                                      // 3/12 is more than 0.2
        average.swap();
        assertEquals(0.2 * 10 + 0.8 * 12, weight.values()[0], 10 * ROUNDING);
        assertEquals(-2, weight.values()[1], ROUNDING);
        average.swap();
        assertEquals(12, weight.values()[0]);
    }

    @Test
    void schedules() {
        assertEquals(0.3, Schedule.constant(0.3).at(1000));
        Schedule cosine = Schedule.cosine(1, 4, 12);
        assertEquals(0.25, cosine.at(0));
        assertEquals(1, cosine.at(3));
        assertEquals(1, cosine.at(4));
        assertEquals(0.5, cosine.at(8), 1e-15);                              // cos(π/2) as a double
        assertEquals((1 + Math.sqrt(0.5)) / 2, cosine.at(6), 1e-15);
        assertEquals(0, cosine.at(12));
        assertEquals(0, cosine.at(20));
        assertEquals(1, Schedule.cosine(1, 0, 5).at(0));
        Schedule steps = Schedule.steps(1, 0.5, 10, 20);
        assertEquals(List.of(1.0, 0.5, 0.5, 0.25), List.of(steps.at(9), steps.at(10), steps.at(19), steps.at(20)));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 5, 5));
    }
}
