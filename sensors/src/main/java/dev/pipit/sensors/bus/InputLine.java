package dev.pipit.sensors.bus;

import java.io.IOException;

import dev.pipit.framework.stream.Source;

/** A line that others drive: a chip's data-ready pin, a button. */
public interface InputLine extends Line {
    /** The answer of {@link #awaitRise} if there was none. */
    long NONE = Source.UNKNOWN_TIME;

    /**
     * Waits until the line rises, and is content with a rise since the last call.
     *
     * @param timeoutNanos at most this long, at least 0
     * @return when it rose, in monotonic nanoseconds, the first time if it did so more than once; {@link #NONE} if it
     *     did not
     */
    long awaitRise(long timeoutNanos) throws IOException, InterruptedException;
}
