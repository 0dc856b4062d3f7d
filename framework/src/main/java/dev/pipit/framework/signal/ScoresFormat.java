package dev.pipit.framework.signal;

import java.util.List;
import java.util.Objects;

/**
 * One probability per label, at a steady pace.
 *
 * @param labels in the order of the scores, at least one
 * @param signal the signal that was listened to
 * @param hop    samples of that signal from one set of scores to the next, at least 1
 */
public record ScoresFormat(List<String> labels, SignalFormat signal, int hop) implements Format {
    public ScoresFormat {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one label");
        }
        Objects.requireNonNull(signal, "signal");
        if (hop < 1) {
            throw new IllegalArgumentException("hop must be at least 1 sample: hop=" + hop);
        }
    }

    @Override
    public String toString() {
        return String.join(", ", labels);
    }
}
