package dev.pipit.framework.training;

/** Probabilities of logits, safe for logits of any size. */
final class Softmax {
    private Softmax() {
    }

    /**
     * Share · cross-entropy of one row of logits, each divided by a temperature; adds its gradient.
     *
     * @param wanted probabilities
     */
    static double add(float[] logits, int row, double temperature, double[] wanted, double share, float[] gradients) {
        double[] found = new double[wanted.length];
        double loss = crossEntropy(scaled(logits, row, temperature, found), wanted, found);
        for (int c = 0; c < wanted.length; c++) {
            gradients[row + c] += (float) (share / temperature * found[c]);
        }
        return share * loss;
    }

    /** The logits, divided by a temperature. */
    static double[] scaled(float[] logits, int row, double temperature, double[] into) {
        for (int c = 0; c < into.length; c++) {
            into[c] = logits[row + c] / temperature;
        }
        return into;
    }

    /** Cross-entropy, and its gradient by the logits, which may take their place. */
    static double crossEntropy(double[] logits, double[] wanted, double[] gradient) {
        double all = logSum(logits);
        double total = 0;
        double loss = 0;
        for (int c = 0; c < logits.length; c++) {
            loss += wanted[c] == 0 ? 0 : wanted[c] * (all - logits[c]);
            total += wanted[c];
        }
        for (int c = 0; c < logits.length; c++) {
            gradient[c] = total * StrictMath.exp(logits[c] - all) - wanted[c];
        }
        return loss;
    }

    /** Turns logits into probabilities. */
    static double[] of(double[] logits) {
        double all = logSum(logits);
        for (int c = 0; c < logits.length; c++) {
            logits[c] = StrictMath.exp(logits[c] - all);
        }
        return logits;
    }

    private static double logSum(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - most);
        }
        return most + StrictMath.log(sum);
    }
}
