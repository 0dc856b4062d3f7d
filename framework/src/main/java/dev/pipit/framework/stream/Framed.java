package dev.pipit.framework.stream;

import java.time.Duration;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;

/** A pipeline that is being written down, up to its frames. */
public final class Framed extends Flow<Frame> {
    Framed(Draft draft) {
        super(draft);
    }

    /** Lets a frame begin every {@code hop}, instead of where the last one ended. */
    public Flow<Frame> every(Duration hop) {
        FrameFormat frames = draft().frames();
        int samples = Math.toIntExact(frames.signal().samplesIn(hop.toNanos()));
        return new Flow<>(draft().with(new FrameFormat(frames.signal(), frames.length(), samples)));
    }
}
