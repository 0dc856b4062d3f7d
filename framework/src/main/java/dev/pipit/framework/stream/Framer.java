package dev.pipit.framework.stream;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;

/** Cuts the samples that come out of the ring into frames. Starts again where samples are missing. */
final class Framer {
    private final FrameFormat format;
    private final Sink<? super Frame> next;
    private final Frame frame;
    private final int channels;
    private final double periodNanos;
    private int filled;                // samples per channel of the coming frame that are there
    private int skip;                  // samples to leave out, where the hop is longer than a frame
    private long expected;             // number of the sample that should come next
    private volatile long gaps;

    Framer(FrameFormat format, Sink<? super Frame> next) {
        this.format = format;
        this.next = next;
        frame = new Frame(format);
        channels = format.signal().channels();
        periodNanos = format.signal().periodNanos();
    }

    /** How often it had to start again. */
    long gaps() {
        return gaps;
    }

    void accept(Samples in) {
        if (in.firstSample != expected) {
            gaps++;
            filled = 0;
            skip = 0;
        }
        expected = in.firstSample + in.count;
        int at = Math.min(skip, in.count);
        skip -= at;
        while (at < in.count) {
            at += fill(in, at);
            if (filled == format.length()) {
                send(in, at);
                advance();
                int left = Math.min(skip, in.count - at);
                skip -= left;
                at += left;
            }
        }
    }

    private int fill(Samples in, int at) {
        int n = Math.min(format.length() - filled, in.count - at);
        System.arraycopy(in.values, at * channels, frame.samples(), filled * channels, n * channels);
        filled += n;
        return n;
    }

    /** The frame ends with sample {@code at − 1} of {@code in}, whose time gives that of the frame. */
    private void send(Samples in, int at) {
        int first = at - format.length();                // may lie in an earlier slot: below 0
        frame.at(in.firstSample + first, in.timeNanos + Math.round(first * periodNanos));
        next.accept(frame);
    }

    private void advance() {
        int keep = Math.max(0, format.length() - format.hop());
        System.arraycopy(frame.samples(), (format.length() - keep) * channels, frame.samples(), 0, keep * channels);
        filled = keep;
        skip = Math.max(0, format.hop() - format.length());
    }
}
