package dev.pipit.apps.wakeword;

import java.util.List;

import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.signal.Frame;
import dev.pipit.pipelines.wakeword.Word;

/**
 * What one would see on a display at this moment: level, progress, the score of each word. Written by the worker, read
 * by whoever draws. Allocates nothing once it is made.
 */
final class Live {
    private static final double FALL = 0.9;            // per frame: a display that flickers cannot be read

    private final List<Word> words;
    private final Score[] scores;
    private volatile double meanSquare;
    private volatile long timeNanos;

    Live(List<Word> words) {
        this.words = List.copyOf(words);
        scores = words.stream().map(word -> new Score()).toArray(Score[]::new);
    }

    List<Word> words() {
        return words;
    }

    void heard(Frame frame) {
        double sum = 0;
        for (float x : frame.samples()) {
            sum += (double) x * x;
        }
        meanSquare = Math.max(sum / frame.samples().length, meanSquare * FALL);
        timeNanos = frame.timeNanos();
    }

    /** Level in dB relative to full scale, at least −100. */
    double levelDbfs() {
        return 10 * Math.log10(Math.max(meanSquare, 1e-10));
    }

    double seconds() {
        return timeNanos / 1e9;
    }

    Score score(int word) {
        return scores[word];
    }

    /** Scores of one word. */
    static final class Score implements Decide.Watcher {
        private volatile float shown;
        private volatile float max;
        private volatile float maxMean;

        @Override
        public void scored(float score, float mean, long timeNanos) {
            shown = (float) Math.max(mean, shown * FALL);
            max = Math.max(max, score);
            maxMean = Math.max(maxMean, mean);
        }

        /** The mean, falling slowly. */
        float shown() {
            return shown;
        }

        float max() {
            return max;
        }

        float maxMean() {
            return maxMean;
        }
    }
}
