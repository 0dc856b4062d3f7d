package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.LogMel;
import dev.pipit.framework.dsp.Mfcc;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Mel-frequency cepstral coefficients.
 *
 * <p>Input: frames of one channel, of the rate and length of the settings. Output: {@code [1, coefficients]}.
 *
 * @param settings of {@link Mfcc}; its named constants are published programs
 */
public record MfccFeatures(Mfcc.Settings settings) implements Block<Frame, Tensor> {
    @Override
    public TensorFormat output(Format input) {
        LogMel.Settings bands = settings.logMel();
        FrameFormat frames = Formats.mono("MfccFeatures", input, bands.rateHz(), bands.spectrum().frameLength());
        return new TensorFormat(List.of(1, settings.coefficients()), frames.signal(), frames.length(), frames.hop(),
            this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var mfcc = new Mfcc(settings);
        var row = new Tensor(output(input));
        return frame -> {
            mfcc.apply(frame.samples(), row.values());
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }

    @Override
    public String toString() {
        return "MfccFeatures " + settings.coefficients() + " coefficients";
    }
}
