package dev.pipit.framework.training;

import java.util.Arrays;

/**
 * Makes the mean of a class's embeddings its prototype (Snell et al. 2017): cross-entropy of the softmax over negative
 * squared distances of each row to the means of all classes, that of its own class without itself. A row that is alone in
 * its class is a prototype for others, and does not count itself. Targets: the class of each row.
 */
public record PrototypeLoss() implements Loss {
    @Override
    public double add(float[] outputs, int channels, float[] targets, double share, float[] gradients) {
        return new Episode(outputs, channels, targets).add(share, gradients);
    }

    private static final class Episode {
        private final float[] rows;
        private final int channels;
        private final int[] classes;
        private final int[] counts;
        private final double[] sums;
        private final double[] sumGradients;

        Episode(float[] rows, int channels, float[] targets) {
            float[] labels = targets.clone();
            Arrays.sort(labels);
            int found = 0;
            for (int i = 0; i < labels.length; i++) {
                if (i == 0 || labels[i] != labels[found - 1]) {
                    labels[found++] = labels[i];
                }
            }
            this.rows = rows;
            this.channels = channels;
            this.classes = new int[rows.length / channels];
            this.counts = new int[found];
            this.sums = new double[found * channels];
            this.sumGradients = new double[found * channels];
            for (int row = 0; row < classes.length; row++) {
                classes[row] = Arrays.binarySearch(labels, 0, found, targets[row]);
                counts[classes[row]]++;
                for (int c = 0; c < channels; c++) {
                    sums[classes[row] * channels + c] += rows[row * channels + c];
                }
            }
        }

        double add(double share, float[] gradients) {
            long queries = Arrays.stream(classes).filter(k -> counts[k] > 1).count();
            double loss = 0;
            for (int row = 0; row < classes.length; row++) {
                if (counts[classes[row]] > 1) {
                    loss += query(row, share / queries, gradients);
                }
            }
            for (int i = 0; i < rows.length; i++) {
                gradients[i] += (float) sumGradients[classes[i / channels] * channels + i % channels];
            }
            return queries == 0 ? 0 : share * loss / queries;
        }

        private double query(int row, double share, float[] gradients) {
            double[] logits = new double[counts.length];
            double[] wanted = new double[counts.length];
            wanted[classes[row]] = 1;
            for (int k = 0; k < logits.length; k++) {
                for (int c = 0; c < channels; c++) {
                    double difference = difference(row, k, c);
                    logits[k] -= difference * difference;
                }
            }
            double loss = Softmax.crossEntropy(logits, wanted, logits);       // the gradients take the logits' place
            for (int k = 0; k < logits.length; k++) {
                for (int c = 0; c < channels; c++) {
                    double gradient = -2 * share * logits[k] * difference(row, k, c);
                    double ofSum = -gradient / members(row, k);
                    sumGradients[k * channels + c] += ofSum;
                    gradients[row * channels + c] += (float) (k == classes[row] ? gradient - ofSum : gradient);
                }
            }
            return loss;
        }

        private int members(int row, int k) {
            return k == classes[row] ? counts[k] - 1 : counts[k];
        }

        /** From the prototype of class {@code k} without this row. */
        private double difference(int row, int k, int c) {
            double number = rows[row * channels + c];
            double sum = sums[k * channels + c];
            return number - (k == classes[row] ? sum - number : sum) / members(row, k);
        }
    }
}
