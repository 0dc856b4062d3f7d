package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.OrderSpectrum;
import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * What a vibration is like beside which the speed of its shaft is sampled: {@link VibrationFeatures} of each axis, and
 * how strongly it shakes once, twice … in a turn.
 *
 * <p>Input: frames of at least two channels, one of them the speed or a tachometer. Output: {@code [1, (channels − 1) ×
 * (vibration.perChannel() + orders)]}, the features of the first axis first, its orders last: natural logarithms of
 * amplitudes in the unit of the samples, at least 1e-12, where they also are while the shaft turns fewer than {@value
 * OrderSpectrum#LEAST_TURNS} times in a frame. NaN in, NaN out. Allocates nothing per frame.
 *
 * @param vibration of every axis
 * @param channel   of the speed, from 0
 * @param signal    what is sampled there
 * @param perTurn   of {@link ShaftAngle}
 * @param orders    1 to so many, at least 1
 */
public record OrderFeatures(VibrationFeatures vibration, int channel, ShaftAngle.Signal signal, double perTurn, int orders)
        implements Block<Frame, Tensor> {
    public OrderFeatures {
        if (channel < 0 || !(perTurn > 0) || orders < 1) {
            throw new IllegalArgumentException("channel must be at least 0, perTurn above 0, orders at least 1: channel="
                + channel + ", perTurn=" + perTurn + ", orders=" + orders);
        }
    }

    /** Of one axis. */
    public int perAxis() {
        return vibration.perChannel() + orders;
    }

    /** What a feature of an axis is called: {@code kurtosis}, {@code 2×}. */
    public String name(int feature, double rateHz) {
        int order = feature - vibration.perChannel() + 1;
        return order < 1 ? vibration.name(feature, rateHz) : order + "×";
    }

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("OrderFeatures", input);
        int channels = frames.signal().channels();
        if (channels < 2 || channel >= channels) {
            throw new IllegalArgumentException("OrderFeatures needs a channel of the speed, and one that shakes: channel="
                + channel + ", channels=" + channels);
        }
        vibration.output(input);
        return new TensorFormat(List.of(1, (channels - 1) * perAxis()), frames.signal(), frames.length(), frames.hop(),
            this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        return new Open(Formats.frames("OrderFeatures", input), new Tensor(output(input)), next);
    }

    private final class Open implements Sink<Frame> {
        private final Sink<? super Tensor> next;
        private final Tensor row;
        private final VibrationRow features;
        private final ShaftAngle angle;
        private final OrderSpectrum spectrum;
        private final double[] turns;
        private final float[] amplitudes;

        Open(FrameFormat frames, Tensor row, Sink<? super Tensor> next) {
            this.next = next;
            this.row = row;
            features = new VibrationRow(vibration, frames);
            angle = new ShaftAngle(signal, frames.length(), frames.signal().rateHz(), perTurn);
            spectrum = new OrderSpectrum(frames.length());
            turns = new double[frames.length()];
            amplitudes = new float[spectrum.bins()];
        }

        @Override
        public void accept(Frame frame) {
            double turned = angle.apply(frame.samples(), channel, frame.channels(), turns);
            int at = 0;
            for (int c = 0; c < frame.channels(); c++) {
                if (c != channel) {
                    features.apply(frame.samples(), c, row.values(), at);
                    orders(frame, c, turned, at + vibration.perChannel());
                    at += perAxis();
                }
            }
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        }

        private void orders(Frame frame, int axis, double turned, int at) {
            int whole = turned >= OrderSpectrum.LEAST_TURNS
                ? spectrum.apply(frame.samples(), axis, frame.channels(), turns, amplitudes) : 0;
            for (int order = 1; order <= orders; order++) {
                double amplitude = whole == 0 ? 0 : OrderSpectrum.amplitude(amplitudes, whole, order);
                row.values()[at + order - 1] = Double.isNaN(turned) ? Float.NaN : VibrationRow.log(amplitude);
            }
        }
    }
}
