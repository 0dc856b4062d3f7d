package dev.pipit.framework.training;

/**
 * Pulls embeddings of a class together and pushes those of others away: for each row, the distance to the farthest of its
 * class must be smaller than that to the nearest of another by a margin (Hermans et al. 2017, "batch hard"). Rows without
 * both do not count. Targets: the class of each row.
 *
 * @param margin in the unit of the embeddings, above 0
 */
public record TripletLoss(double margin) implements Loss {
    private static final double SHORTEST = 1e-6;

    public TripletLoss {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("margin must be above 0: margin=" + margin);
        }
    }

    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        int rows = outputs.length / channels;
        int[] farthest = new int[rows];
        int[] nearest = new int[rows];
        double[] far = new double[rows];
        double[] near = new double[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            farthest[row] = -1;
            nearest[row] = -1;
            for (int other = 0; other < rows; other++) {
                double distance = distance(outputs, row, other, channels);
                boolean alike = targets[row] == targets[other];
                if (alike && other != row && (farthest[row] < 0 || distance > far[row])) {
                    farthest[row] = other;
                    far[row] = distance;
                } else if (!alike && (nearest[row] < 0 || distance < near[row])) {
                    nearest[row] = other;
                    near[row] = distance;
                }
            }
            count += farthest[row] >= 0 && nearest[row] >= 0 ? 1 : 0;
        }
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            double excess = margin + far[row] - near[row];
            if (farthest[row] >= 0 && nearest[row] >= 0 && excess > 0) {
                loss += excess;
                push(outputs, row, farthest[row], channels, share / count / far[row], gradients);
                push(outputs, row, nearest[row], channels, -share / count / near[row], gradients);
            }
        }
        return count == 0 ? 0 : share * loss / count;
    }

    private static double distance(float[] rows, int a, int b, int channels) {
        double squares = 0;
        for (int c = 0; c < channels; c++) {
            double difference = (double) rows[a * channels + c] - rows[b * channels + c];
            squares += difference * difference;
        }
        return Math.max(SHORTEST, Math.sqrt(squares));
    }

    private static void push(float[] rows, int a, int b, int channels, double factor, float[] gradients) {
        for (int c = 0; c < channels; c++) {
            int i = a * channels + c;
            int j = b * channels + c;
            float gradient = (float) (factor * ((double) rows[i] - rows[j]));
            gradients[i] += gradient;
            gradients[j] -= gradient;
        }
    }
}
