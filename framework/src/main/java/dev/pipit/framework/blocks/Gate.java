package dev.pipit.framework.blocks;

import java.time.Duration;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Lets frames pass only while they are loud: from the first frame at or above the threshold until {@code hold} after
 * the last one. When it opens it first sends the frames of the {@code preRoll} before, so that no word loses its first
 * syllable. Put it in front of costly blocks: what is behind it does not run in silence.
 *
 * <p>Input and output: the same frames, with their own times. While the gate is closed frames are missing, which shows
 * as a gap.
 *
 * @param thresholdDbfs mean square level that opens the gate, in dB relative to full scale, at most 0; a full-scale
 *                      sine has −3 dB
 * @param hold          how long the gate stays open after the last loud frame
 * @param preRoll       how much of what came before a loud frame is sent with it
 */
public record Gate(double thresholdDbfs, Duration hold, Duration preRoll) implements Block<Frame, Frame> {
    public Gate {
        if (!(thresholdDbfs <= 0)) {
            throw new IllegalArgumentException("thresholdDbfs must be at most 0: thresholdDbfs=" + thresholdDbfs);
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("hold must not be negative: hold=" + hold);
        }
        if (preRoll.isNegative()) {
            throw new IllegalArgumentException("preRoll must not be negative: preRoll=" + preRoll);
        }
    }

    @Override
    public Format output(Format input) {
        return Formats.frames("Gate", input);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Frame> next) {
        return new Open(Formats.frames("Gate", input), next);
    }

    private final class Open implements Sink<Frame> {
        private final double threshold = Math.pow(10, thresholdDbfs / 10);    // as mean square: no logarithm per frame
        private final long holdNanos = hold.toNanos();
        private final Sink<? super Frame> next;
        private final Frame[] before;          // a circle: the last frames that were not sent
        private final int hop;
        private int first;
        private int kept;
        private boolean open;
        private long openUntil;
        private long expected;

        Open(FrameFormat format, Sink<? super Frame> next) {
            this.next = next;
            hop = format.hop();
            long samples = format.signal().samplesIn(preRoll.toNanos());
            before = new Frame[Math.toIntExact((samples + hop - 1) / hop)];
            for (int i = 0; i < before.length; i++) {
                before[i] = new Frame(format);
            }
        }

        @Override
        public void accept(Frame frame) {
            if (frame.firstSample() != expected) {
                kept = 0;                      // what was kept does not lead up to this frame
            }
            expected = frame.firstSample() + hop;
            if (meanSquare(frame.samples()) >= threshold) {
                open = true;
                openUntil = frame.timeNanos() + holdNanos;
            } else if (open && frame.timeNanos() > openUntil) {
                open = false;
            }
            if (open) {
                sendKept();
                next.accept(frame);
            } else if (before.length > 0) {
                keep(frame);
            }
        }

        private void sendKept() {
            for (; kept > 0; kept--) {
                next.accept(before[first]);
                first = (first + 1) % before.length;
            }
        }

        private void keep(Frame frame) {
            if (kept == before.length) {
                first = (first + 1) % before.length;
                kept--;
            }
            Frame copy = before[(first + kept) % before.length];
            System.arraycopy(frame.samples(), 0, copy.samples(), 0, frame.samples().length);
            copy.at(frame.firstSample(), frame.timeNanos());
            kept++;
        }
    }

    private static double meanSquare(float[] samples) {
        double sum = 0;
        for (float x : samples) {
            sum += (double) x * x;
        }
        return sum / samples.length;
    }
}
