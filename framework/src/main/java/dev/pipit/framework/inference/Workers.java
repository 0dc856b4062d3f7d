package dev.pipit.framework.inference;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Threads that compute parts of an operator at the same time. They belong to whoever makes them: {@code stream.Team} is
 * one. The numbers do not depend on them.
 */
public interface Workers {
    /** The thread that invokes, alone. */
    Workers NONE = of(1, part -> part.accept(0));

    /** How many parts there are at a time, at least 1. */
    int count();

    /** Runs {@code part} for 0 to {@code count() - 1}, in any order, and returns when all are done. Allocates nothing. */
    void run(IntConsumer part);

    /** Workers that run by {@code run}. */
    static Workers of(int count, Consumer<IntConsumer> run) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: count=" + count);
        }
        return new Workers() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public void run(IntConsumer part) {
                run.accept(part);
            }

            @Override
            public String toString() {
                return count + " at a time";
            }
        };
    }
}
