package dev.pipit.pipelines.maintenance;

import java.util.Optional;

import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;
import dev.pipit.framework.dsp.BearingDiagnosis;
import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.dsp.VibrationVelocity;
import dev.pipit.framework.dsp.Welch;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

/** The last seconds of a signal, for what needs more of it than a frame. Starts again after a gap. */
final class History {
    /** Samples: 5 s at 12 kHz, as lines must be told apart that lie 1 % from each other. */
    static final int MOST = 65_536;

    private static final int LEAST = 8_192;
    private static final double SECONDS = 4;
    private static final int VELOCITY_PIECES = 4;

    private final Machine machine;
    private final Features features;
    private final SignalFormat signal;
    private final int hop;
    private final float[] samples;                               // [length, channels], the oldest first
    private final int length;
    private int filled;
    private long expected = -1;

    History(Machine machine, Features features, FrameFormat frames) {
        this.machine = machine;
        this.features = features;
        signal = frames.signal();
        hop = frames.hop();
        length = Math.max(LEAST, Math.min(MOST, 2 * Integer.highestOneBit((int) Math.min(MOST, SECONDS * signal.rateHz()))));
        samples = new float[length * signal.channels()];
    }

    /** Takes what is new in a frame; no allocation. */
    void accept(Frame frame) {
        int n = Math.min(length, frame.firstSample() == expected ? Math.min(hop, frame.length()) : frame.length());
        if (frame.firstSample() != expected) {
            filled = 0;
        }
        expected = frame.firstSample() + hop;
        int channels = signal.channels();
        int drop = Math.max(0, filled + n - length);
        System.arraycopy(samples, drop * channels, samples, 0, (filled - drop) * channels);
        filled -= drop;
        System.arraycopy(frame.samples(), (frame.length() - n) * channels, samples, filled * channels, n * channels);
        filled += n;
    }

    boolean isFull() {
        return filled == length;
    }

    /** Of the newest power of two of samples; {@link Diagnosis#NONE} while there are few. */
    Diagnosis diagnose() {
        if (filled < LEAST) {
            return Diagnosis.NONE;
        }
        int newest = Integer.highestOneBit(filled);
        int from = (filled - newest) * signal.channels();
        Diagnosis bearing = machine.bearing().map(each -> bearing(each, newest, from)).orElse(Diagnosis.NONE);
        if (machine.group().isEmpty() || signal.unit() != Unit.METRES_PER_SECOND_SQUARED) {
            return bearing;
        }
        double velocity = velocity(newest, from);
        return new Diagnosis(bearing.part(), bearing.strength(),
            Optional.of(VelocityZone.of(velocity, machine.group().get())), velocity);
    }

    /** Of the channel whose lines stand out most. */
    private Diagnosis bearing(Bearing bearing, int newest, int from) {
        var lines = new BearingDiagnosis(bearing, newest, signal.rateHz());
        Diagnosis strongest = Diagnosis.NONE;
        double shaftHz = shaftHz(newest, from);
        for (int c = 0; c < signal.channels(); c++) {
            if (!features.shakes(c)) {
                continue;
            }
            lines.apply(samples, from + c, signal.channels(), shaftHz);
            Optional<Bearing.Part> part = lines.named();
            double strength = part.map(lines::strength).orElse(0.0);
            if (strength > strongest.strength()) {
                strongest = new Diagnosis(part, strength, Optional.empty(), 0);
            }
        }
        return strongest;
    }

    /** The mean of the speed where it is sampled, else what was said. */
    private double shaftHz(int newest, int from) {
        if (features instanceof Features.Orders speed) {
            double turns = new ShaftAngle(speed.signal(), newest, signal.rateHz(), speed.perTurn())
                .apply(samples, from + speed.channel(), signal.channels(), new double[newest]);
            return turns > 0 ? turns * signal.rateHz() / newest : machine.shaftHz();
        }
        return machine.shaftHz();
    }

    /** Of the channel that shakes most. */
    private double velocity(int newest, int from) {
        var welch = new Welch(newest, signal.channels(), newest / VELOCITY_PIECES, signal.rateHz());
        float[] density = new float[welch.bins()];
        var integral = new VibrationVelocity(density.length, signal.rateHz() * VELOCITY_PIECES / newest, 10, 1000);
        double most = 0;
        for (int c = 0; c < signal.channels(); c++) {
            if (features.shakes(c)) {
                welch.apply(samples, from + c, density);
                most = Math.max(most, integral.rms(density));
            }
        }
        return most;
    }
}
