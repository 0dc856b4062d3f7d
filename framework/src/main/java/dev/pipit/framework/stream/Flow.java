package dev.pipit.framework.stream;

import java.util.Objects;

import dev.pipit.framework.signal.Format;

/**
 * A pipeline that is being written down, up to what its last step sends.
 *
 * @param <T> what that is
 */
public sealed class Flow<T> permits Framed {
    private final Draft draft;

    Flow(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    /** The format of what is sent here. */
    public Format format() {
        return draft.output();
    }

    /**
     * Adds a block.
     *
     * @throws IllegalArgumentException if it cannot take what is sent here
     */
    public <O> Flow<O> then(Block<? super T, O> block) {
        return new Flow<>(draft.with(block));
    }

    /** Shows each item to {@code sink} too, which must be as quick as a block. */
    public Flow<T> tee(Sink<? super T> sink) {
        return new Flow<>(draft.with(new Tee<>(Objects.requireNonNull(sink, "sink"))));
    }

    /**
     * Puts events into a ring, and lets all that follows run in a thread of its own: for an action that may take its
     * time.
     *
     * @param capacity how many events may wait, at least 1
     * @param overrun  what happens when there are more
     * @throws IllegalArgumentException if what is sent here are not events
     */
    public Flow<T> handover(int capacity, Overrun overrun) {
        return new Flow<>(draft.with(new Handover<T>(capacity, overrun)));
    }

    /** Ends the plan with what takes the results. It is not closed by the pipeline. */
    public Pipeline to(Sink<? super T> sink) {
        return new Pipeline(draft, sink);
    }
}
