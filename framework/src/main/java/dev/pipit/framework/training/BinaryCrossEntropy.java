package dev.pipit.framework.training;

/** Cross-entropy of the sigmoid of each logit. Targets: probabilities, as many as outputs. */
public record BinaryCrossEntropy() implements Loss {
    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        double each = share / outputs.length;
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            double x = outputs[i];
            loss += Math.max(0, x) - x * targets[i] + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            gradients[i] += (float) (each * (1 / (1 + StrictMath.exp(-x)) - targets[i]));
        }
        return each * loss;
    }
}
