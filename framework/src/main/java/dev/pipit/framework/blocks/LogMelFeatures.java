package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.LogMel;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Logarithms of the energies in mel bands.
 *
 * <p>Input: frames of one channel, of the rate and length of the settings. Output: {@code [1, bands]}.
 *
 * @param settings of {@link LogMel}; its named constants are published programs
 */
public record LogMelFeatures(LogMel.Settings settings) implements Block<Frame, Tensor> {
    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.mono("LogMelFeatures", input, settings.rateHz(), settings.spectrum().frameLength());
        return new TensorFormat(List.of(1, settings.mel().bands()), frames.signal(), frames.length(), frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var logMel = new LogMel(settings);
        var row = new Tensor(output(input));
        return frame -> {
            logMel.apply(frame.samples(), row.values());
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }

    @Override
    public String toString() {
        return "LogMelFeatures " + settings.mel().bands() + " bands";
    }
}
