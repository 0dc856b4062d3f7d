package dev.pipit.framework.training;

import java.util.SplittableRandom;

/** Weights before training. */
final class Weights {
    private Weights() {
    }

    /** Normal numbers of variance 2 / inputs: what keeps the size of signals through rectifiers (He et al. 2015). */
    static float[] random(int count, int inputs, SplittableRandom random) {
        float[] weights = new float[count];
        double deviation = StrictMath.sqrt(2.0 / inputs);
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (deviation * normal(random));
        }
        return weights;
    }

    /** A normal number, the same on every Java. */
    static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
