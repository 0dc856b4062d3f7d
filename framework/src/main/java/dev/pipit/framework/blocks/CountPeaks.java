package dev.pipit.framework.blocks;

import dev.pipit.framework.decision.PeakCounter;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Counts steps or repetitions: peaks in the length of the acceleration, which is the same however the sensor is turned.
 *
 * <p>Input: frames that do not overlap, of 3 channels or more, the first three in m/s². Output: a detection of score 1 at
 * the end of each peak. Starts afresh after a gap.
 *
 * @param label    of the detections: {@code step}
 * @param settings of {@link PeakCounter}; its rate must be that of the signal
 */
public record CountPeaks(String label, PeakCounter.Settings settings) implements Block<Frame, Detection> {
    @Override
    public Format output(Format input) {
        FrameFormat frames = Formats.frames("CountPeaks", input);
        if (frames.signal().channels() < 3 || frames.hop() != frames.length()
                || frames.signal().rateHz() != settings.rateHz()) {
            throw new IllegalArgumentException("CountPeaks needs frames that do not overlap, of 3 channels or more at "
                + settings.rateHz() + " Hz: input is " + frames + ", every " + frames.hop() + " samples, "
                + frames.signal());
        }
        return new EventFormat(Detection.class);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Detection> next) {
        FrameFormat format = Formats.frames("CountPeaks", input);
        var counter = new PeakCounter(settings);
        return new Sink<>() {
            private long expected = -1;

            @Override
            public void accept(Frame frame) {
                if (frame.firstSample() != expected) {
                    counter.restart();
                }
                expected = frame.firstSample() + frame.length();
                float[] samples = frame.samples();
                for (int n = 0; n < frame.length(); n++) {
                    int at = n * frame.channels();
                    double square = samples[at] * samples[at] + samples[at + 1] * samples[at + 1]
                        + samples[at + 2] * samples[at + 2];
                    if (counter.next(Math.sqrt(square))) {
                        next.accept(new Detection(label, 1, frame.firstSample() + n,
                            frame.timeNanos() + format.signal().nanosOf(n)));
                    }
                }
            }
        };
    }
}
