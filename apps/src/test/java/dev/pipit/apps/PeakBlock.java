package dev.pipit.apps;

import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/** The block of docs/pipelines.md. */
final class PeakBlock {
    private PeakBlock() {
    }

    // region block
    /** How loud, and when. */
    record Peak(double dbfs, long timeNanos) {
    }

    /** Sends the loudest sample of each frame in which one is above {@code limitDbfs}. */
    record Peaks(double limitDbfs) implements Block<Frame, Peak> {
        Peaks {
            if (!(limitDbfs <= 0)) {
                throw new IllegalArgumentException("limitDbfs must be at most 0: limitDbfs=" + limitDbfs);
            }
        }

        @Override
        public Format output(Format input) {
            if (input instanceof FrameFormat) {
                return new EventFormat(Peak.class);
            }
            throw new IllegalArgumentException("Peaks needs frames: input is " + input);
        }

        @Override
        public Sink<Frame> open(Format input, Sink<? super Peak> next) {
            double limit = Math.pow(10, limitDbfs / 20);         // once, so that the loop needs no logarithm
            return frame -> {
                float peak = 0;
                for (float x : frame.samples()) {
                    peak = Math.max(peak, Math.abs(x));
                }
                if (peak > limit) {
                    next.accept(new Peak(20 * Math.log10(peak), frame.timeNanos()));
                }
            };
        }
    }
    // end region
}
