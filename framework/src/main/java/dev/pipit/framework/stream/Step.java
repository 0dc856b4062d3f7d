package dev.pipit.framework.stream;

import dev.pipit.framework.signal.Format;

/** One line of a plan: a block with what it receives and what it sends. */
record Step(Block<?, ?> block, Format input, Format output) {
    String name() {
        return block.toString();
    }

    @SuppressWarnings("unchecked")             // Flow.then has checked that the types fit
    Sink<Object> open(Sink<?> next) {
        return ((Block<Object, Object>) block).open(input, (Sink<Object>) next);
    }
}
