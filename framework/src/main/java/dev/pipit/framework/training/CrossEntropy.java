package dev.pipit.framework.training;

/**
 * Cross-entropy of the softmax of logits. Targets: the probabilities of each row, 1 for its class and else 0.
 *
 * @param smoothing how much of the targets is spread evenly over all classes (Szegedy et al. 2016), 0 to 1
 */
public record CrossEntropy(double smoothing) implements Loss {
    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("smoothing must be 0 to 1: smoothing=" + smoothing);
        }
    }

    /** Without smoothing. */
    public static CrossEntropy plain() {
        return new CrossEntropy(0);
    }

    /** Targets of classes: a row of 0 with a 1 each. */
    public static float[] targets(int[] classes, int channels) {
        float[] targets = new float[classes.length * channels];
        for (int row = 0; row < classes.length; row++) {
            targets[row * channels + classes[row]] = 1;
        }
        return targets;
    }

    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        double[] wanted = new double[channels];
        double each = share * channels / outputs.length;
        double loss = 0;
        for (int row = 0; row < outputs.length; row += channels) {
            for (int c = 0; c < channels; c++) {
                wanted[c] = (1 - smoothing) * targets[row + c] + smoothing / channels;
            }
            loss += Softmax.add(outputs, row, 1, wanted, each, gradients);
        }
        return loss;
    }
}
