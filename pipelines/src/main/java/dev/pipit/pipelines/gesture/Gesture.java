package dev.pipit.pipelines.gesture;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.pipit.framework.adaptation.NearestExamples;
import dev.pipit.framework.blocks.Strokes;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Flow;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;

/**
 * The pipeline that recognises gestures.
 *
 * <p>Strokes of a wand: source → ring → frames of 20 ms → {@link Strokes} → network and learned examples → detection.
 * Activities: source → ring → frames, half of each new → network and learned examples → decision.
 *
 * @param model     what it knows from the desk
 * @param strokes   how strokes are cut; empty for a network that takes frames as they are
 * @param learned   what was learned on the device
 * @param threshold score that counts as yes, 0 to 1
 */
public record Gesture(GestureModel model, Optional<Strokes> strokes, NearestExamples learned, float threshold) {
    /** Unless it is said otherwise. */
    public static final float THRESHOLD = 0.6f;

    private static final double LEAST_HZ = 20;
    private static final Duration RING = Duration.ofMillis(500);
    private static final Duration PIECE = Duration.ofMillis(20);

    public Gesture {
        Objects.requireNonNull(model, "model");
        new Recogniser(model, learned, threshold);          // refuses here what could not run later
        if (strokes.isPresent() && (strokes.get().points() != model.rows() || model.columns() != 2)) {
            throw new IllegalArgumentException("a model of strokes must take the points of a shape: points="
                + strokes.get().points() + ", rows=" + model.rows() + ", columns=" + model.columns());
        }
    }

    /**
     * Strokes of a wand.
     *
     * @param axis of the sensor that points, 0 to 2
     */
    public static Gesture strokes(GestureModel model, int axis, NearestExamples learned) {
        return new Gesture(model, Optional.of(Strokes.of(axis, model.rows())), learned, THRESHOLD);
    }

    /** Frames as they are: activities, exercises. */
    public static Gesture frames(GestureModel model, NearestExamples learned) {
        return new Gesture(model, Optional.empty(), learned, THRESHOLD);
    }

    /** Nothing learned on the device yet. */
    public static NearestExamples nothing(GestureModel model) {
        return NearestExamples.of(model.rows(), model.columns());
    }

    /**
     * The pipeline up to its detections, in the order of time.
     *
     * @param source  for strokes 6 channels: acceleration x, y, z in m/s² and turning x, y, z in rad/s; otherwise as the
     *                model was trained
     * @param overrun drop the oldest for a sensor, wait for a recording
     * @param watch   is shown each stroke or frame, before it is recognised; as quick as a block
     * @throws IllegalArgumentException if the source does not fit; the message says what does
     */
    public Flow<Detection> see(String name, Source source, Overrun overrun, Sink<? super Tensor> watch) {
        SignalFormat signal = source.format();
        int channels = strokes.isPresent() ? 6 : model.columns();
        if (signal.channels() != channels || signal.rateHz() < LEAST_HZ) {
            throw new IllegalArgumentException((strokes.isPresent() ? "strokes need 6 channels (acceleration x, y, z in "
                + "m/s², turning x, y, z in rad/s)" : "the model needs " + channels + " channels") + " at " + (int) LEAST_HZ
                + " Hz or more: channels=" + signal.channels() + ", rate=" + signal.rate());
        }
        Knowledge knowledge = new Knowledge.OfNetwork(model, learned, threshold);
        Pipeline.Ringed ring = Pipeline.named(name).from(source).ring(RING, overrun);
        if (strokes.isPresent()) {
            return ring.frames(atLeastASample(signal)).then(strokes.get()).tee(watch)
                .then(new Recognise(knowledge, 1, true));
        }
        return ring.frames(Duration.ofNanos(signal.nanosOf(model.rows())))
            .every(Duration.ofNanos(signal.nanosOf(Math.max(1, model.rows() / 2)))).then(new FrameRows()).tee(watch)
            .then(new Recognise(knowledge, Activity.IN_A_ROW, false));
    }

    private static Duration atLeastASample(SignalFormat signal) {
        return Duration.ofNanos(Math.max(PIECE.toNanos(), signal.nanosOf(1)));
    }
}
