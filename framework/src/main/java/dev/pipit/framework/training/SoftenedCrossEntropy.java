package dev.pipit.framework.training;

/**
 * Distillation of logits (Hinton et al. 2015): cross-entropy of softened probabilities, times the square of the
 * temperature, which keeps the size of gradients. Targets: the teacher's logits.
 *
 * @param temperature what the logits of both are divided by, above 0
 */
public record SoftenedCrossEntropy(double temperature) implements Loss {
    public SoftenedCrossEntropy {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0: temperature=" + temperature);
        }
    }

    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        double[] wanted = new double[channels];
        double each = share * temperature * temperature * channels / outputs.length;
        double loss = 0;
        for (int row = 0; row < outputs.length; row += channels) {
            Softmax.of(Softmax.scaled(targets, row, temperature, wanted));
            loss += Softmax.add(outputs, row, temperature, wanted, each, gradients);
        }
        return loss;
    }
}
