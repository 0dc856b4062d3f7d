package dev.pipit.framework.blocks;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.TensorFormat;

/** What a block says when it is put behind something that it cannot take. */
final class Formats {
    private Formats() {
    }

    static FrameFormat frames(String block, Format input) {
        if (input instanceof FrameFormat frames) {
            return frames;
        }
        throw new IllegalArgumentException(block + " needs frames: input is " + input);
    }

    /** Frames of one channel, of this rate and length. */
    static FrameFormat mono(String block, Format input, double rateHz, int length) {
        FrameFormat frames = frames(block, input);
        if (frames.signal().channels() != 1) {
            throw new IllegalArgumentException(
                block + " needs a signal of one channel: channels=" + frames.signal().channels());
        }
        if (frames.signal().rateHz() != rateHz || frames.length() != length) {
            throw new IllegalArgumentException(block + " needs frames of " + length + " samples at "
                + new SignalFormat(rateHz, 1, frames.signal().unit()).rate() + ": input is " + frames.length()
                + " samples at " + frames.signal().rate());
        }
        return frames;
    }

    static TensorFormat tensors(String block, Format input) {
        if (input instanceof TensorFormat tensors) {
            return tensors;
        }
        throw new IllegalArgumentException(block + " needs features: input is " + input);
    }

    static ScoresFormat scores(String block, Format input) {
        if (input instanceof ScoresFormat scores) {
            return scores;
        }
        throw new IllegalArgumentException(block + " needs scores: input is " + input);
    }
}
