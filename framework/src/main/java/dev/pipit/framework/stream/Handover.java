package dev.pipit.framework.stream;

import java.util.Objects;

import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;

/** A ring of events: what is behind it runs in a thread of its own, and may be slow. */
record Handover<T>(int capacity, Overrun overrun) implements Block<T, T> {
    Handover {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1 event: capacity=" + capacity);
        }
        Objects.requireNonNull(overrun, "overrun");
    }

    @Override
    public Format output(Format input) {
        if (!(input instanceof EventFormat)) {
            throw new IllegalArgumentException(
                "handover takes events; frames, tensors and scores are reused and cannot be kept: input is " + input);
        }
        return input;
    }

    @Override
    public Sink<T> open(Format input, Sink<? super T> next) {
        throw new IllegalStateException("a handover is opened by its pipeline");
    }

    @Override
    public String toString() {
        return "handover " + capacity + " events, " + overrun;
    }
}
