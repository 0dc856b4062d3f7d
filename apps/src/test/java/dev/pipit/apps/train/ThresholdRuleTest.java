package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recordings without the word, of which a model said what is written here. Scores and thresholds are 256ths. */
class ThresholdRuleTest {
    private static final double HALF_AN_HOUR = 0.5;
    /** A score of 40 ms is a step; two seconds of refractory time are 50 of them. */
    private static final int REFRACTORY = 50;

    /** A recording, in which these scores came one after the other. */
    private static List<float[]> once(int... scores) {
        return List.of(said(scores));
    }

    private static float[] said(int... scores) {
        float[] all = new float[scores.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = scores[i] / 256f;
        }
        return all;
    }

    private static double chosen(List<List<float[]>> recordings, double hours) {
        return 256 * ThresholdRule.of(recordings, hours, HALF_AN_HOUR);
    }

    @Test
    void isTheLowestThatIsAboveAllButSoManyAsMayBeTakenForTheWord() {
        List<List<float[]>> recordings = List.of(once(240), once(200), once(150), once(90));
        assertEquals(201, chosen(recordings, 2), "one in two hours: 200 must not be reached, 240 may");
        assertEquals(151, chosen(recordings, 4), "two in four hours");
        assertEquals(91, chosen(recordings, 6), "three in six hours");
    }

    @Test
    void letsOneThroughHoweverFewTheHoursAre() {
        List<List<float[]>> recordings = List.of(once(255), once(130));
        assertEquals(131, chosen(recordings, 0.1));
        assertEquals(131, chosen(recordings, 2.9), "1.45 is one");
    }

    @Test
    void roundsWhatMayComeAboutToWholeNumbers() {
        assertEquals(121, chosen(List.of(once(240), once(200), once(120)), 3), "1.5 is two");
        assertEquals(121, chosen(List.of(once(240), once(200), once(120)), 4.9), "2.45 is two");
    }

    @Test
    void countsARecordingOnceThoughItIsTakenForTheWordAtEachSpeed() {
        List<float[]> atThreeSpeeds = List.of(said(240), said(250), said(230));
        assertEquals(101, chosen(List.of(atThreeSpeeds, once(100)), 2));
    }

    @Test
    void countsARecordingAsAtTheSpeedAtWhichItIsTakenMost() {
        float[] twice = new float[REFRACTORY + 1];
        twice[0] = 210 / 256f;
        twice[REFRACTORY] = 180 / 256f;
        assertEquals(181, chosen(List.of(List.of(said(250), twice)), 2), "at 181 both speeds are taken once, at 180 one is twice");
    }

    @Test
    void doesNotCountAgainWithinTheRefractoryTime() {
        float[] scores = new float[3 * REFRACTORY];
        Arrays.fill(scores, 0, 2 * REFRACTORY, 1);
        assertEquals(2, ThresholdRule.detections(scores, 0.9f), "held for two times two seconds");
        Arrays.fill(scores, 0, scores.length, 0);
        scores[3] = 1;
        scores[3 + REFRACTORY - 1] = 1;
        assertEquals(1, ThresholdRule.detections(scores, 0.9f));
        scores[3 + REFRACTORY] = 1;
        assertEquals(2, ThresholdRule.detections(scores, 0.9f));
    }

    @Test
    void countsFromTheFirstScoreOnAndWhereItIsReachedExactly() {
        assertEquals(1, ThresholdRule.detections(said(200, 0, 0), 200 / 256f));
        assertEquals(0, ThresholdRule.detections(said(200, 0, 0), 201 / 256f));
    }

    @Test
    void staysAtTheLowestWhereNothingIsTaken() {
        assertEquals(50, chosen(List.of(once(0), once(49)), 1), "a mean of a fifth says nothing");
        assertEquals(50, chosen(List.of(), 0));
    }

    @Test
    void isOneWhereNothingElseIsHighEnough() {
        assertEquals(256, chosen(List.of(once(256), once(256)), 1));
    }
}
