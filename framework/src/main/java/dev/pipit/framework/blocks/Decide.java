package dev.pipit.framework.blocks;

import java.time.Duration;

import dev.pipit.framework.decision.Trigger;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Turns the scores of one label into detections: when the mean of the last scores reaches the threshold, at most once
 * in the refractory time. Starts again after a gap. Allocates for a detection, and nothing for a score.
 *
 * @param label      which score
 * @param tuning     threshold and averaging; may be turned while it runs
 * @param refractory how long after a detection the next is held back
 * @param watcher    is shown every score
 */
public record Decide(String label, Tuning tuning, Duration refractory, Watcher watcher)
        implements Block<Scores, Detection> {
    /** Sees what is decided on: for a display, a meter, a hunt for near misses. Called by the worker. */
    @FunctionalInterface
    public interface Watcher {
        /** Looks away. */
        Watcher NOBODY = (score, mean, timeNanos) -> { };

        /** Sees a score, the mean that is compared with the threshold, and their time. As quick as a block. */
        void scored(float score, float mean, long timeNanos);
    }

    public Decide {
        if (refractory.isNegative()) {
            throw new IllegalArgumentException("refractory must not be negative: refractory=" + refractory);
        }
    }

    /** Decides on {@code label}: the mean of 5 scores, threshold 0.5, refractory time 2 s, until told otherwise. */
    public static Decide on(String label) {
        return new Decide(label, new Tuning(0.5f, 5), Duration.ofSeconds(2), Watcher.NOBODY);
    }

    /** With another threshold, 0 to 1. */
    public Decide above(float threshold) {
        return new Decide(label, new Tuning(threshold, tuning.averaged()), refractory, watcher);
    }

    /** With the mean of the last {@code scores}. */
    public Decide averaging(int scores) {
        return new Decide(label, new Tuning(tuning.threshold(), scores), refractory, watcher);
    }

    /** With another refractory time. */
    public Decide refractory(Duration time) {
        return new Decide(label, tuning, time, watcher);
    }

    /** With a threshold and averaging that can be turned from outside. */
    public Decide tunedBy(Tuning other) {
        return new Decide(label, other, refractory, watcher);
    }

    /** Shown to {@code other}. */
    public Decide watchedBy(Watcher other) {
        return new Decide(label, tuning, refractory, other);
    }

    @Override
    public String toString() {
        return "Decide[" + label + ", " + tuning + ", refractory " + refractory.toMillis() + " ms]";
    }

    @Override
    public Format output(Format input) {
        index(Formats.scores("Decide", input));
        return new EventFormat(Detection.class);
    }

    private int index(ScoresFormat format) {
        int index = format.labels().indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException(
                "label must be one of " + String.join(", ", format.labels()) + ": label=" + label);
        }
        return index;
    }

    @Override
    public Sink<Scores> open(Format input, Sink<? super Detection> next) {
        ScoresFormat format = Formats.scores("Decide", input);
        int index = index(format);
        var trigger = new Trigger(tuning, refractory.toNanos());
        return new Sink<>() {
            private long expected = -1;

            @Override
            public void accept(Scores scores) {
                if (scores.lastSample() != expected) {
                    trigger.restart();
                }
                expected = scores.lastSample() + format.hop();
                float score = scores.values()[index];
                boolean recognised = trigger.next(score, scores.timeNanos());
                watcher.scored(score, trigger.score(), scores.timeNanos());
                if (recognised) {
                    next.accept(new Detection(label, trigger.score(), scores.lastSample(), scores.timeNanos()));
                }
            }
        };
    }
}
