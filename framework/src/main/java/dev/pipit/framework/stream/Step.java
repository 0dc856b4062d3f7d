package dev.pipit.framework.stream;

import java.util.Objects;

import dev.pipit.framework.signal.Format;

/** One line of a plan: a block with what it receives and what it sends. */
record Step(Block<?, ?> block, Format input, Format output) {
    Step {
        Objects.requireNonNull(output, "output of a block");
    }

    String name() {
        return block.toString();
    }

    @SuppressWarnings("unchecked")             // Flow.then has checked that the types fit
    Sink<Object> open(Sink<?> next) {
        return ((Block<Object, Object>) block).open(input, (Sink<Object>) next);
    }
}
