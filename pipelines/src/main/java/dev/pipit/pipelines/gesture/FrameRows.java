package dev.pipit.pipelines.gesture;

import java.util.List;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/** The samples of a frame as they are, {@code [length, channels]}: for a network that makes its own features. */
record FrameRows() implements Block<Frame, Tensor> {
    @Override
    public TensorFormat output(Format input) {
        if (!(input instanceof FrameFormat frames)) {
            throw new IllegalArgumentException("FrameRows needs frames: input is " + input);
        }
        return new TensorFormat(List.of(frames.length(), frames.signal().channels()), frames.signal(), frames.length(),
            frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var rows = new Tensor(output(input));
        return frame -> {
            System.arraycopy(frame.samples(), 0, rows.values(), 0, rows.values().length);
            rows.at(frame.firstSample(), frame.timeNanos());
            next.accept(rows);
        };
    }
}
