package dev.pipit.pipelines.gesture;

import java.time.Duration;
import java.util.Objects;

import dev.pipit.framework.adaptation.Person;
import dev.pipit.framework.blocks.ImuFeatures;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Flow;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;

/**
 * The pipeline that says what somebody does: source → ring → frames, half of each new → {@link ImuFeatures} → what people
 * have in common, and this person → decision.
 *
 * @param model     from the desk
 * @param person    with examples, if there are any
 * @param threshold score that counts as yes, 0 to 1
 */
public record Activity(ActivityModel model, Person person, float threshold) {
    /** Answers in a row that an activity needs. */
    static final int IN_A_ROW = 2;

    private static final double RATES_APART = 0.05;
    private static final Duration RING = Duration.ofMillis(500);

    public Activity {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(person, "person");
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0 to 1: threshold=" + threshold);
        }
    }

    /**
     * The pipeline up to its detections, in the order of time.
     *
     * @param source  acceleration x, y, z in m/s², and turning x, y, z in rad/s where the model takes 6 channels
     * @param overrun drop the oldest for a sensor, wait for a recording
     * @param watch   is shown the features of each frame, before it is recognised; as quick as a block
     * @throws IllegalArgumentException if the source does not fit; the message says what does
     */
    public Flow<Detection> see(String name, Source source, Overrun overrun, Sink<? super Tensor> watch) {
        SignalFormat signal = source.format();
        if (signal.channels() != model.channels() || Math.abs(signal.rateHz() / model.rateHz() - 1) > RATES_APART) {
            throw new IllegalArgumentException("the model needs " + model.channels() + " channels (acceleration x, y, z in "
                + "m/s²" + (model.channels() == 6 ? ", turning x, y, z in rad/s" : "") + ") at " + model.rateHz()
                + " Hz, 5 % more or less: channels=" + signal.channels() + ", rate=" + signal.rate());
        }
        return Pipeline.named(name).from(source).ring(RING, overrun)
            .frames(Duration.ofNanos(signal.nanosOf(model.length())))
            .every(Duration.ofNanos(signal.nanosOf(model.length() / 2)))
            .then(new ImuFeatures(signal.rateHz(), model.length(), model.channels())).tee(watch)
            .then(new Recognise(new Knowledge.OfPerson(person, threshold), IN_A_ROW, false));
    }
}
