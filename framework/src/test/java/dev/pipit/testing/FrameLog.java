package dev.pipit.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Sink;

/** Keeps a copy of each frame. */
public final class FrameLog implements Sink<Frame> {
    /** A frame that may be kept. */
    public record Copy(long firstSample, long timeNanos, List<Float> samples) {
        /** Copies {@code frame}. */
        public static Copy of(Frame frame) {
            var samples = new ArrayList<Float>(frame.samples().length);
            for (float sample : frame.samples()) {
                samples.add(sample);
            }
            return new Copy(frame.firstSample(), frame.timeNanos(), samples);
        }
    }

    private final List<Copy> frames = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(Frame frame) {
        frames.add(Copy.of(frame));
    }

    public List<Copy> frames() {
        return List.copyOf(frames);
    }

    public List<Long> firstSamples() {
        return frames().stream().map(Copy::firstSample).toList();
    }
}
