package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Computes the features that micro_speech and microWakeWord models were trained on.
 *
 * <p>Input: frames of one channel, of the rate and length of the settings. Output: {@code [1, bands]}, whole numbers
 * from 0 to 65535, which a {@code float} holds exactly.
 *
 * <p>The estimate of the noise is kept across a gap: it is a fact about the room, and takes half a second to learn.
 *
 * @param settings of the front end
 */
public record MicroFeatures(MicroFrontendSettings settings) implements Block<Frame, Tensor> {
    /** As all public models were trained: 40 bands of 16 kHz sound. */
    public static MicroFeatures standard() {
        return new MicroFeatures(MicroFrontendSettings.standard());
    }

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.mono("MicroFeatures", input, settings.rateHz(), settings.frameLength());
        return new TensorFormat(List.of(1, settings.bands().count()), frames.signal(), frames.length(), frames.hop(),
            this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var frontend = new MicroFrontend(settings);
        var row = new Tensor(output(input));
        int[] values = new int[settings.bands().count()];
        return frame -> {
            frontend.process(frame.samples(), 0, values, 0);
            for (int i = 0; i < values.length; i++) {
                row.values()[i] = values[i];
            }
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }

    @Override
    public String toString() {
        return "MicroFeatures " + settings.bands().count() + " bands";
    }
}
