package dev.pipit.framework.stream;

/**
 * Takes what a pipeline sends. Called by one thread.
 *
 * <p>A frame, a tensor or scores are valid during the call, and reused after it. Events may be kept.
 */
@FunctionalInterface
public interface Sink<T> extends AutoCloseable {
    /** Takes one item. Does not allocate, log, throw or wait in the steady state. */
    void accept(T item);

    /** For a sink that a block opened: called once when the pipeline has stopped, by the thread that called {@code accept}. */
    @Override
    default void close() {
    }
}
