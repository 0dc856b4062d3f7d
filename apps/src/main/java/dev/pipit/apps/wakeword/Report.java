package dev.pipit.apps.wakeword;

import java.nio.file.Path;
import java.util.Map;

import dev.pipit.framework.signal.Detection;
import dev.pipit.pipelines.wakeword.Word;

/** Where the things go that happen while one listens. Methods may be called by any thread; they do not overlap. */
interface Report {
    /** Listening begins. */
    void begins(String input, double seconds, Live live);

    void detection(String input, Word word, Detection detection);

    /** Samples are missing before this time. */
    void gap(String input, double timeSeconds, long lostSamples);

    /** A score came near the threshold, and the word was not detected. */
    void nearMiss(String input, NearMiss nearMiss, Path recording);

    /** Listening to this input has ended. */
    void ends(String input, Heard heard);

    void summary(Summary summary);

    /**
     * What came of one input.
     *
     * @param audioSeconds how long it was
     * @param maxScores    largest score of each model
     * @param maxMeans     largest mean, which is what the threshold is compared with
     */
    record Heard(double audioSeconds, Map<String, Float> maxScores, Map<String, Float> maxMeans) {
    }
}
