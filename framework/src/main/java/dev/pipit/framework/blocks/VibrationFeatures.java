package dev.pipit.framework.blocks;

import java.util.List;
import java.util.Locale;

import dev.pipit.framework.dsp.VibrationVelocity;
import dev.pipit.framework.dsp.Welch;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * What a vibration is like, axis by axis: RMS, peak, crest factor, kurtosis, skewness, velocity, energies of bands.
 *
 * <p>Input: frames of any number of channels, of at least {@code piece} samples. Output: {@code [1, channels × (6 +
 * bands)]}, the features of the first channel first. All but the skewness are natural logarithms, so that twice as much
 * is as far everywhere; below 1e-12 of the unit they stay there. Of the samples' unit: RMS, peak; of {@link
 * dev.pipit.framework.dsp.VibrationVelocity}: the velocity, from 10 Hz, or from four bins on where a bin is wider, to
 * 1000 Hz; bands: their part of the mean square. Band k lies from (k / bands)² to ((k + 1) / bands)² of half the rate.
 *
 * @param piece of {@link Welch}, a power of two
 * @param bands at least 1, each must hold a bin
 */
public record VibrationFeatures(int piece, int bands) implements Block<Frame, Tensor> {
    static final int BEFORE_BANDS = 6;
    private static final List<String> NAMES = List.of("RMS", "peak", "crest factor", "kurtosis", "skewness", "velocity");

    public VibrationFeatures {
        if (piece < 64 || Integer.bitCount(piece) != 1 || bands < 1 || (long) bands * bands > piece / 2) {
            throw new IllegalArgumentException("piece must be a power of two from 64, bands from 1 to the root of half of "
                + "it: piece=" + piece + ", bands=" + bands);
        }
    }

    /** Pieces of 512 samples, 8 bands. */
    public static VibrationFeatures standard() {
        return new VibrationFeatures(512, 8);
    }

    /** Features of one channel. */
    public int perChannel() {
        return BEFORE_BANDS + bands;
    }

    /** What a feature of a channel is called: {@code kurtosis}, {@code 1500 to 2344 Hz}. */
    public String name(int feature, double rateHz) {
        if (feature < BEFORE_BANDS) {
            return NAMES.get(feature);
        }
        int band = feature - BEFORE_BANDS;
        return String.format(Locale.ROOT, "%.0f to %.0f Hz", edgeHz(band, rateHz), edgeHz(band + 1, rateHz));
    }

    double edgeHz(int band, double rateHz) {
        return rateHz / 2 * band * band / (bands * bands);
    }

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("VibrationFeatures", input);
        if (frames.length() < piece) {
            throw new IllegalArgumentException("VibrationFeatures needs frames of at least " + piece
                + " samples: input is " + frames.length());
        }
        return new TensorFormat(List.of(1, frames.signal().channels() * perChannel()), frames.signal(), frames.length(),
            frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var features = new VibrationRow(this, Formats.frames("VibrationFeatures", input));
        var row = new Tensor(output(input));
        return frame -> {
            for (int c = 0; c < frame.channels(); c++) {
                features.apply(frame.samples(), c, row.values(), c * perChannel());
            }
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }
}
