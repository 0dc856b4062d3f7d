package dev.pipit.framework.inference;

import dev.pipit.framework.inference.kernel.Rescale;

/**
 * Scales of tensors that give known multipliers: published cases tell multipliers, models tell scales. A multiplier has
 * 31 bits and is input × weights / output, three floats of 24 bits, so the first two channels leave few choices.
 */
@SuppressWarnings("ArrayRecordComponent")
record Scales(float input, float[] weights, float output) {
    private static final int LEAST = 1 << 23;
    private static final int TRIES = 1 << 20;

    static Scales of(int[] multipliers, int[] shifts) {
        if (multipliers.length == 1) {
            float[] pair = quotient(multipliers[0], shifts[0]);
            return new Scales(1, new float[] {pair[0]}, pair[1]);
        }
        float[] weights = new float[multipliers.length];
        for (int first = LEAST; first < 2 * LEAST; first++) {
            double ratio = ratio(first, multipliers, shifts, weights);
            for (int k = 0; ratio > 0 && k < TRIES; k++) {
                float output = 1 + k / (float) LEAST;
                float input = (float) (ratio * output);
                if (fits(input, weights, output, multipliers, shifts)) {
                    return new Scales(input, weights, output);
                }
            }
        }
        throw new IllegalStateException("no scales have these multipliers");
    }

    /** Two floats with a quotient that becomes one multiplier. */
    static float[] quotient(int multiplier, int shift) {
        double real = Math.scalb((double) multiplier, shift - 31);
        for (int k = 0; k < LEAST; k++) {
            float below = 1 + k / (float) LEAST;
            float above = (float) (real * below);
            if (is(above / (double) below, multiplier, shift)) {
                return new float[] {above, below};
            }
        }
        throw new IllegalStateException("no quotient of floats is this multiplier");
    }

    /** The float that, dividing {@code dividend}, gives a multiplier, as nearly as a float can. */
    static float divisor(double dividend, int multiplier, int shift) {
        return (float) (dividend / Math.scalb((double) multiplier, shift - 31));
    }

    /** Weights' scales if the first one is given, and what to multiply all of them with; 0 if there are none. */
    private static double ratio(int first, int[] multipliers, int[] shifts, float[] weights) {
        double low = (multipliers[0] - 0.5) / first;
        double high = (multipliers[0] + 0.5) / first;
        for (int c = 0; c < multipliers.length; c++) {
            float weight = (float) (multipliers[c] / ((low + high) / 2));
            low = Math.max(low, (multipliers[c] - 0.5) / weight);
            high = Math.min(high, (multipliers[c] + 0.5) / weight);
            if (low > high) {
                return 0;
            }
            weights[c] = Math.scalb(weight, shifts[c] - 24);
        }
        return Math.scalb((low + high) / 2, -7);
    }

    private static boolean fits(float input, float[] weights, float output, int[] multipliers, int[] shifts) {
        for (int c = 0; c < weights.length; c++) {
            if (!is((double) input * weights[c] / output, multipliers[c], shifts[c])) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(double real, int multiplier, int shift) {
        Rescale rescale = Rescale.by(real, false);
        return rescale.multiplier() == multiplier && rescale.shift() == shift;
    }
}
