package dev.pipit.framework.stream;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.signal.Format;

/** Two blocks as one. */
record Chain<I, M, O>(Block<I, M> first, Block<? super M, O> second) implements Block<I, O> {
    @Override
    public Format output(Format input) {
        return second.output(first.output(input));
    }

    @Override
    @SuppressWarnings("unchecked")             // what takes any M takes this M
    public Sink<I> open(Format input, Sink<? super O> next) {
        Sink<M> back = (Sink<M>) second.open(first.output(input), next);
        Sink<I> front = first.open(input, back);
        return new Sink<>() {
            @Override
            public void accept(I item) {
                front.accept(item);
            }

            @Override
            public Optional<Runnable> warmUp() {
                return WarmUp.of(List.of(front, back));
            }

            @Override
            public void close() {
                front.close();
                back.close();
            }
        };
    }

    @Override
    public String toString() {
        return first + " → " + second;
    }
}
