package dev.pipit.framework.signal;

import java.util.Objects;

/**
 * Something was recognised. Immutable, may be kept.
 *
 * @param label      what
 * @param score      how sure: the averaged score that reached the threshold, 0 to 1
 * @param lastSample number of the newest sample that was needed to decide
 * @param timeNanos  time of that sample, in monotonic nanoseconds; in a recording, since its start
 */
public record Detection(String label, float score, long lastSample, long timeNanos) {
    public Detection {
        Objects.requireNonNull(label, "label");
    }
}
