package dev.pipit.framework.stream;

import dev.pipit.framework.signal.Format;

/** Shows each item to a sink, and passes it on. */
record Tee<T>(Sink<? super T> sink) implements Block<T, T> {
    @Override
    public Sink<T> open(Format input, Sink<? super T> next) {
        return item -> {
            sink.accept(item);
            next.accept(item);
        };
    }

    @Override
    public String toString() {
        return "tee";
    }
}
