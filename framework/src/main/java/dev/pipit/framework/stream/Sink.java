package dev.pipit.framework.stream;

import java.util.Optional;

/**
 * Takes what a pipeline sends. Called by one thread.
 *
 * <p>A frame, a tensor or scores are valid during the call, and reused after it. Events may be kept.
 */
@FunctionalInterface
public interface Sink<T> extends AutoCloseable {
    /** Takes one item. Does not allocate, log, throw or wait in the steady state. */
    void accept(T item);

    /**
     * Work that makes this sink faster and changes no result, if there is some: run once, beside {@code accept}, by a
     * thread of its own, when the pipeline has run for a second.
     */
    default Optional<Runnable> warmUp() {
        return Optional.empty();
    }

    /** For a sink that a block opened: called once when the pipeline has stopped, by the thread that called {@code accept}. */
    @Override
    default void close() {
    }
}
