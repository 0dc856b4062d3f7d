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
 */
public record Decide(String label, Tuning tuning, Duration refractory) implements Block<Scores, Detection> {
    public Decide {
        if (refractory.isNegative()) {
            throw new IllegalArgumentException("refractory must not be negative: refractory=" + refractory);
        }
    }

    /** Decides on {@code label}: the mean of 5 scores, threshold 0.5, refractory time 2 s, until told otherwise. */
    public static Decide on(String label) {
        return new Decide(label, new Tuning(0.5f, 5), Duration.ofSeconds(2));
    }

    /** With another threshold, 0 to 1. */
    public Decide above(float threshold) {
        return new Decide(label, new Tuning(threshold, tuning.averaged()), refractory);
    }

    /** With the mean of the last {@code scores}. */
    public Decide averaging(int scores) {
        return new Decide(label, new Tuning(tuning.threshold(), scores), refractory);
    }

    /** With another refractory time. */
    public Decide refractory(Duration time) {
        return new Decide(label, tuning, time);
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
                if (trigger.next(scores.values()[index], scores.timeNanos())) {
                    next.accept(new Detection(label, trigger.score(), scores.lastSample(), scores.timeNanos()));
                }
            }
        };
    }
}
