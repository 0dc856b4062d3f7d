package dev.pipit.apps.train;

import java.util.List;

/**
 * Chooses the threshold of a word by recordings without it: the lowest at which no more of them are taken for the word than
 * may, in whole numbers, and one at the least: in an hour or two a single recording would decide otherwise. A recording
 * counts as at the speed at which it gives most: what is said in it is said once.
 */
final class ThresholdRule {
    private static final int LOWEST = 50;
    /** Scores have so many steps. */
    private static final int STEPS = 256;
    private static final int REFRACTORY_STEPS = 2000 / 40;

    private ThresholdRule() {
    }

    /**
     * The threshold, from 50/256 on; 1 where none below it is high enough.
     *
     * @param recordings mean scores of each recording, at each of its speeds
     * @param hours      of the recordings, each counted once
     * @param perHour    false accepts that may come about
     */
    static float of(List<List<float[]>> recordings, double hours, double perHour) {
        long allowed = Math.max(1, Math.round(perHour * hours));
        for (int step = LOWEST; step < STEPS; step++) {
            if (taken(recordings, step / (float) STEPS) <= allowed) {
                return step / (float) STEPS;
            }
        }
        return 1;
    }

    private static long taken(List<List<float[]>> recordings, float threshold) {
        return recordings.stream().mapToLong(speeds -> speeds.stream().mapToInt(scores -> detections(scores, threshold))
            .max().orElse(0)).sum();
    }

    /** How often the word is heard: from the first score on, for what a model says when it is switched on counts. */
    static int detections(float[] scores, float threshold) {
        int count = 0;
        int held = 0;
        for (float score : scores) {
            if (held == 0 && score >= threshold) {
                count++;
                held = REFRACTORY_STEPS;
            }
            held = Math.max(0, held - 1);
        }
        return count;
    }
}
