package dev.pipit.framework.stream;

import dev.pipit.framework.signal.Format;

/**
 * One step of a pipeline: settings, plus the code that runs them. Turns the sink behind it into the sink in front of
 * it.
 *
 * <p>A block is a record of its settings, so that it prints and compares. All state belongs into the sink that {@code
 * open} returns: a block may be opened many times.
 *
 * @param <I> what it receives
 * @param <O> what it sends
 */
public interface Block<I, O> {
    /**
     * The format this block sends when it receives {@code input}. Touches nothing else.
     *
     * @throws IllegalArgumentException if it cannot take {@code input}: what must hold, then the values
     */
    default Format output(Format input) {
        return input;
    }

    /**
     * Allocates all it will ever need and returns what receives the items. Called once per running pipeline. May fail,
     * log and check; what it returns may not.
     */
    Sink<I> open(Format input, Sink<? super O> next);

    /** This block and {@code next} as one, for use in a branch. */
    default <P> Block<I, P> then(Block<? super O, P> next) {
        return new Chain<>(this, next);
    }

    /** This block, showing what it sends to {@code sink} too. */
    default Block<I, O> tee(Sink<? super O> sink) {
        return new Chain<>(this, new Tee<>(sink));
    }
}
