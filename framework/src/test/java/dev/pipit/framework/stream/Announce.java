package dev.pipit.framework.stream;

import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;

/** Makes an event of each frame: the number of its first sample. */
record Announce() implements Block<Frame, Long> {
    @Override
    public Format output(Format input) {
        return new EventFormat(Long.class);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Long> next) {
        return frame -> next.accept(frame.firstSample());
    }
}
