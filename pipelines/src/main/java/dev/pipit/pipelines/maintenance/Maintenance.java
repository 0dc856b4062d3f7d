package dev.pipit.pipelines.maintenance;

import java.time.Duration;
import java.util.Objects;

import dev.pipit.framework.adaptation.MachineBaseline;
import dev.pipit.framework.adaptation.Normal;
import dev.pipit.framework.blocks.ValueFeatures;
import dev.pipit.framework.blocks.VibrationFeatures;
import dev.pipit.framework.decision.AlarmLevel;
import dev.pipit.framework.decision.AlarmLevels;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Flow;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;

/**
 * The pipeline that watches a machine.
 *
 * <p>source → ring → frames → features → distance from normal → health → alarm level, with reasons
 *
 * <p>Signals of at least {@value #VIBRATION_HZ} Hz are vibrations, and get {@link VibrationFeatures}; slower ones are
 * values that say something by themselves, and get {@link ValueFeatures}; other {@link Features} are those that are asked
 * for. All that follows is the same for all of them.
 *
 * @param features what is computed of a frame
 * @param frame    samples
 * @param hop      samples
 * @param factor   of the limits of {@link MachineBaseline}
 * @param averaged distances that the health is of
 * @param levels   their hold is in hops and not in time, as machines are slow and quick
 * @param holdHops how long a level must last
 */
public record Maintenance(Features features, int frame, int hop, double factor, int averaged,
        AlarmLevels.Settings levels, int holdHops) {
    /** From here on a signal is a vibration. */
    public static final double VIBRATION_HZ = 100;

    /** Looks at every frame. Called by the worker: as quick as a block. */
    @FunctionalInterface
    public interface Watcher {
        /** Looks away. */
        Watcher NOBODY = (row, health, distance, level) -> { };

        /** Sees the features of a frame, with its time, and what became of them. */
        void assessed(Tensor row, float health, double distance, AlarmLevel level);

        /** Sees what is normal by now, when all has ended and slow change was followed. */
        default void followed(Normal baseline) {
        }

        /** Sees the samples before. */
        default void frame(Frame frame) {
        }
    }

    public Maintenance {
        if (frame < 1 || hop < 1 || !(factor >= 1) || averaged < 1 || holdHops < 0) {
            throw new IllegalArgumentException("frame, hop and averaged must be at least 1, factor too, holdHops not "
                + "negative: frame=" + frame + ", hop=" + hop + ", factor=" + factor + ", averaged=" + averaged
                + ", holdHops=" + holdHops);
        }
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(levels, "levels");
    }

    /** For the features that suit the signal. */
    public static Maintenance standard(SignalFormat signal) {
        return standard(signal, Features.standard(signal));
    }

    /** Three times the edge of normal, and a mean that suits the features. */
    public static Maintenance standard(SignalFormat signal, Features features) {
        return new Maintenance(features, features.frame(signal), features.hop(signal), 3, features.averaged(),
            AlarmLevels.Settings.standard(), features.averaged());
    }

    /** Whether it gets the features of a vibration. */
    public static boolean isVibration(SignalFormat signal) {
        return signal.rateHz() >= VIBRATION_HZ;
    }

    private Flow<Frame> frames(String name, Source source, Overrun overrun) {
        SignalFormat signal = source.format();
        Duration ring = Duration.ofNanos(Math.max(500_000_000L, signal.nanosOf(Math.max(8, hop))));
        return Pipeline.named(name).from(source).ring(ring, overrun)
            .frames(Duration.ofNanos(signal.nanosOf(frame))).every(Duration.ofNanos(signal.nanosOf(hop)));
    }

    /** The pipeline up to its features: to learn from, or to look at. */
    public Flow<Tensor> features(String name, Source source, Overrun overrun, Sink<? super Frame> frames) {
        return features.of(frames(name, source, overrun).tee(frames), source.format());
    }

    /**
     * The pipeline up to its events.
     *
     * @param overrun drop the oldest for a sensor, wait for a recording
     * @throws IllegalArgumentException if the source is not of the kind that was learned
     */
    public Flow<MachineEvent> watch(String name, Source source, Overrun overrun, MachineState state, Watcher watcher) {
        state.check(source.format());
        History history = new History(state.machine(), features, new FrameFormat(source.format(), frame,
            hop));
        Flow<Frame> frames = frames(name, source, overrun).tee(watcher::frame);
        if (isVibration(source.format())) {
            frames = frames.tee(history::accept);
        }
        return features.of(frames, source.format()).then(new Assess(this, state, history, watcher));
    }
}
