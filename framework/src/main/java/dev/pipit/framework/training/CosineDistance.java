package dev.pipit.framework.training;

/** One minus the cosine between each row and its target: only directions count. Targets: as many rows as outputs. */
public record CosineDistance() implements Loss {
    /** Keeps rows of zeros from dividing by 0: they have a distance of 1. */
    private static final double SHORTEST = 1e-6;

    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        double each = share * channels / outputs.length;
        double loss = 0;
        for (int row = 0; row < outputs.length; row += channels) {
            double length = length(outputs, row, channels);
            double wanted = length(targets, row, channels);
            double cosine = 0;
            for (int c = row; c < row + channels; c++) {
                cosine += outputs[c] / length * (targets[c] / wanted);
            }
            loss += 1 - cosine;
            for (int c = row; c < row + channels; c++) {
                gradients[c] += (float) (each * (cosine * outputs[c] / length - targets[c] / wanted) / length);
            }
        }
        return each * loss;
    }

    private static double length(float[] numbers, int row, int channels) {
        double squares = 0;
        for (int c = row; c < row + channels; c++) {
            squares += (double) numbers[c] * numbers[c];
        }
        return Math.max(SHORTEST, Math.sqrt(squares));
    }
}
