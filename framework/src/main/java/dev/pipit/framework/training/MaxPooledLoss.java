package dev.pipit.framework.training;

/**
 * The loss of a wake word: its score must rise at the end of the word, and nowhere else.
 *
 * <p>Scores are logits, one a row. What is judged is their mean over the last rows, as on the device; the mean belongs into
 * the loss, because a network can otherwise learn scores that only look right one by one. Where the word is: softplus of
 * the negated greatest mean near its end, so that the network chooses the moment (max-pooling, Sun et al. 2016). Where it
 * is not: softplus of the greatest means, and of all of them on average.
 *
 * <p>Logits count as {@code bound · tanh(gain · logit / bound)}: a mean can only be high if all of its scores are, and a
 * gain above 1 leaves scores on the device some way below 1, where 8 bits still tell them apart.
 *
 * @param averaged rows of the mean
 * @param before   rows before the end of a word from which on it may be heard
 * @param after    rows after it
 * @param free     rows before the end of a word in which the score may do as it likes
 * @param most     most rows of a negative example that count in full
 * @param bound    largest magnitude of what a logit counts
 * @param gain     what a small logit is multiplied by
 */
public record MaxPooledLoss(int averaged, int before, int after, int free, int most, float bound, float gain) {
    private static final float EARLY = 0.3f;

    public MaxPooledLoss {
        if (averaged < 1 || before < 0 || after < 0 || free < before || most < 1 || !(bound > 0) || !(gain > 0)) {
            throw new IllegalArgumentException("must be averaged >= 1, free >= before >= 0, after >= 0, most >= 1, bound > 0, "
                + "gain > 0: averaged=" + averaged + ", before=" + before + ", after=" + after + ", free=" + free
                + ", most=" + most + ", bound=" + bound + ", gain=" + gain);
        }
    }

    /** For scores of rows of 40 ms: a word may be heard from 40 ms before its end to 320 ms after it. */
    public static MaxPooledLoss ofRows40() {
        return new MaxPooledLoss(3, 1, 8, 6, 3, 8, 2);
    }

    /**
     * The loss of one example, whose gradient is added.
     *
     * @param logits   scores {@code [rows]} from {@code at} on, {@code step} numbers apart
     * @param gradient as long as {@code logits}
     * @param from     the first row that counts: before it the network has not seen enough
     * @param end      row in which the word ends; negative where there is none
     * @param weight   of this example
     */
    public float add(float[] logits, float[] gradient, int at, int step, int rows, int from, int end, float weight) {
        float[] means = new float[rows];
        float[] slopes = new float[rows];
        float[] bounded = new float[rows];
        for (int t = 0; t < rows; t++) {
            bounded[t] = (float) StrictMath.tanh(gain * logits[at + t * step] / bound);
        }
        for (int t = from; t < rows; t++) {
            for (int i = Math.max(0, t - averaged + 1); i <= t; i++) {
                means[t] += bound * bounded[i] / averaged;
            }
        }
        float loss = end < 0 ? without(means, slopes, from) : with(means, slopes, from, end);
        for (int t = from; t < rows; t++) {
            for (int i = Math.max(0, t - averaged + 1); i <= t && slopes[t] != 0; i++) {
                gradient[at + i * step] += weight * slopes[t] / averaged * gain * (1 - bounded[i] * bounded[i]);
            }
        }
        return weight * loss;
    }

    private float with(float[] means, float[] slopes, int from, int end) {
        int best = greatest(means, slopes, Math.max(from, end - before), Math.min(means.length, end + after + 1));
        if (best < 0) {
            return 0;
        }
        float loss = softplus(-means[best]);
        slopes[best] -= Activation.sigmoid(-means[best]);
        int early = greatest(means, slopes, from, Math.min(means.length, end - free));
        if (early >= 0) {
            loss += EARLY * softplus(means[early]);
            slopes[early] += EARLY * Activation.sigmoid(means[early]);
        }
        return loss;
    }

    private float without(float[] means, float[] slopes, int from) {
        float loss = 0;
        int count = Math.min(most, means.length - from);
        for (int i = 0; i < count; i++) {
            int next = greatest(means, slopes, from, means.length);
            loss += softplus(means[next]) / count;
            slopes[next] = Activation.sigmoid(means[next]) / count;
        }
        for (int t = from; t < means.length; t++) {
            loss += softplus(means[t]) / (means.length - from);
            slopes[t] += Activation.sigmoid(means[t]) / (means.length - from);
        }
        return loss;
    }

    /** The greatest mean that has no slope yet, or -1. */
    private static int greatest(float[] means, float[] slopes, int from, int to) {
        int best = -1;
        for (int t = from; t < to; t++) {
            if (slopes[t] == 0 && (best < 0 || means[t] > means[best])) {
                best = t;
            }
        }
        return best;
    }

    /** ln(1 + eˣ), for any x. */
    static float softplus(float x) {
        return (float) (Math.max(0, x) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }
}
