package dev.pipit.framework.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxPooledLossTest {
    private static final int ROWS = 20;
    /** Bounds so far away that logits count as they are. */
    private static final MaxPooledLoss PLAIN = new MaxPooledLoss(2, 1, 3, 5, 2, 1e6f, 1);

    private static float loss(MaxPooledLoss loss, float[] logits, int end) {
        return loss.add(logits, new float[logits.length], 0, 1, ROWS, 2, end, 1);
    }

    @Test
    void ofAWordIsSoftplusOfTheNegatedGreatestMeanNearItsEnd() {
        float[] logits = new float[ROWS];
        logits[11] = 3;
        logits[12] = 5;                                          // the mean of both, 4, is the greatest from row 9 to 13
        float early = (float) (0.3 * Math.log(2));               // all means before row 5 are 0
        assertEquals(Math.log1p(Math.exp(-4)) + early, loss(PLAIN, logits, 10), 1e-5);
    }

    @Test
    void doesNotCountAScoreThatComesTooLate() {
        float[] logits = new float[ROWS];
        logits[16] = 9;
        assertTrue(loss(PLAIN, logits, 10) > Math.log(2));
    }

    @Test
    void withoutAWordCountsTheGreatestMeansAndAllOnAverage() {
        float[] logits = new float[ROWS];
        logits[7] = 2;                                           // two means are 1, the other 16 are 0
        double one = Math.log1p(Math.exp(1));
        assertEquals(one + (2 * one + 16 * Math.log(2)) / 18, loss(PLAIN, logits, -1), 1e-5);
    }

    @Test
    void aSingleScoreCannotLiftAMeanFarWhereLogitsAreBounded() {
        float[] single = new float[ROWS];
        single[11] = 1000;
        float[] both = new float[ROWS];
        both[11] = 8;
        both[12] = 8;
        var bounded = new MaxPooledLoss(2, 1, 3, 5, 2, 8, 1);
        assertTrue(loss(bounded, single, 10) > loss(bounded, both, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 14})
    void itsGradientIsItsSlope(int end) {
        SplittableRandom random = new SplittableRandom(1);
        MaxPooledLoss loss = MaxPooledLoss.ofRows40();
        float[] logits = new float[ROWS];
        for (int t = 0; t < ROWS; t++) {
            logits[t] = (float) (4 * random.nextDouble() - 2);
        }
        float[] gradient = new float[ROWS];
        loss.add(logits, gradient, 0, 1, ROWS, 2, end, 0.5f);
        for (int t = 0; t < ROWS; t++) {
            float value = logits[t];
            logits[t] = value + 0x1p-8f;
            float more = 0.5f * loss(loss, logits, end);
            logits[t] = value - 0x1p-8f;
            float less = 0.5f * loss(loss, logits, end);
            logits[t] = value;
            // floats of about 1 over a step of 2⁻⁷: good for three digits
            assertEquals((more - less) * 0x1p7f, gradient[t], 2e-3, "row " + t);
        }
    }
}
