package dev.pipit.framework.training;

/** Mean of squared differences. Targets: numbers, as many as outputs, such as a teacher's embeddings. */
public record MeanSquare() implements Loss {
    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        double each = share / outputs.length;
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            double difference = (double) outputs[i] - targets[i];
            loss += difference * difference;
            gradients[i] += (float) (2 * each * difference);
        }
        return each * loss;
    }
}
