package dev.pipit.pipelines.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.People;
import dev.pipit.framework.adaptation.PeopleLearner;
import dev.pipit.framework.adaptation.Person;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.dsp.ImuRow;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;

/** People who stand, or swing at 1 to 2 Hz, or shake at 4 to 6 Hz, each with a strength of their own. */
class LearnedPersonTest {
    private static final double RATE_HZ = 50;
    private static final int LENGTH = 64;
    private static final List<String> LABELS = List.of("stand", "swing", "shake");
    private static final ActivityModel MODEL = model(8);

    @Test
    void saysWhatSomebodyDoesOnceWhileItLasts() throws Exception {
        float[] samples = joined(samples(99, 0, 6), samples(99, 2, 6), samples(99, 1, 6));
        List<Detection> seen = see(LearnedPerson.none(MODEL).person(), samples);
        assertEquals(List.of("stand", "shake", "swing"), labels(seen));
        assertTrue(seen.get(0).timeNanos() / 1e9 < 2.1, "two frames of 1.28 s, half of each new: " + seen.get(0));
    }

    @Test
    void learnsAPersonAndSeesTheSameAgain() throws Exception {
        LearnedPerson learned = LearnedPerson.none(MODEL);
        for (int label = 0; label < 3; label++) {
            Adaptation.Outcome<LearnedPerson> outcome = learned.learn(LABELS.get(label), rows(99, label, 3));
            assertTrue(outcome.kept(), outcome::toString);
            learned = outcome.model();
        }
        assertEquals(3, learned.examples("swing"));
        LearnedPerson again = LearnedPerson.of(learned.state(), ActivityModel.of(MODEL.state()));
        assertEquals(learned.state(), again.state());
        float[] samples = joined(samples(99, 1, 5), samples(99, 0, 5));
        assertEquals(List.of("swing", "stand"), labels(see(learned.person(), samples)));
        assertEquals(see(learned.person(), samples), see(again.person(), samples), "bit for bit");
    }

    /** Nobody is known to swing as somebody stands: so it is not believed, even of six frames. */
    @Test
    void takesBackWhatItDoesNotRecogniseThen() {
        LearnedPerson nothing = LearnedPerson.none(MODEL);
        Adaptation.Outcome<LearnedPerson> outcome = nothing.learn("swing", rows(99, 0, 6));
        assertFalse(outcome.kept(), outcome::toString);
        assertEquals(0, outcome.newAfter());
        assertEquals(nothing, outcome.model());
        assertEquals(0, outcome.model().examples("swing"));
    }

    @Test
    void takesAsManyFramesAsThereIsRoomFor() {
        LearnedPerson learned = LearnedPerson.none(MODEL).learn("stand", rows(99, 0, 50)).model();
        assertEquals(LearnedPerson.MOST_EXAMPLES, learned.examples("stand"));
        var full = assertThrows(IllegalArgumentException.class, () -> learned.learn("stand", rows(99, 0, 3)));
        assertEquals("an activity is learned from 3 to 20 frames: label=stand, frames=3, learned before=20",
            full.getMessage());
    }

    @Test
    void refusesWhatItCannotLearnOrRead() {
        LearnedPerson nothing = LearnedPerson.none(MODEL);
        var label = assertThrows(IllegalArgumentException.class, () -> nothing.learn("fly", rows(99, 0, 3)));
        assertEquals("must be an activity of the model, stand, swing, shake: label=fly", label.getMessage());
        assertThrows(IllegalArgumentException.class, () -> nothing.learn("stand", rows(99, 0, 2)));
        List<float[]> broken = rows(99, 0, 3);
        broken.get(1)[7] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> nothing.learn("stand", broken));
        var other = assertThrows(IllegalArgumentException.class, () -> LearnedPerson.of(nothing.state(), model(5)));
        assertTrue(other.getMessage().startsWith("was learned with another model"), other::getMessage);
        assertThrows(IllegalArgumentException.class, () -> LearnedPerson.of(State.of("person", 2).build(), MODEL));
        assertThrows(IllegalArgumentException.class, () -> ActivityModel.of(State.of("activities", 2).build()));
        assertThrows(IllegalArgumentException.class, () -> ActivityModel.of(nothing.state()));
        assertThrows(IllegalArgumentException.class, () -> new ActivityModel(MODEL.people(), RATE_HZ, LENGTH, 3, List.of()));
        assertThrows(IllegalArgumentException.class,
            () -> new ActivityModel(MODEL.people(), RATE_HZ, LENGTH, 6, List.of(new Person.Example(3, new float[30]))));
    }

    @Test
    void refusesASourceThatDoesNotFit() {
        Activity activity = new Activity(MODEL, LearnedPerson.none(MODEL).person(), 0.6f);
        for (SignalFormat format : List.of(new SignalFormat(RATE_HZ, 3, Unit.NONE), new SignalFormat(60, 6, Unit.NONE))) {
            var e = assertThrows(IllegalArgumentException.class,
                () -> activity.see("a", new Samples(format, new float[0]), Overrun.WAIT, row -> { }));
            assertTrue(e.getMessage().startsWith("the model needs 6 channels (acceleration x, y, z in m/s², turning"),
                e::getMessage);
        }
        activity.see("a", new Samples(new SignalFormat(52, 6, Unit.NONE), new float[0]), Overrun.WAIT, row -> { });
        assertThrows(IllegalArgumentException.class, () -> new Activity(MODEL, activity.person(), 2));
    }

    private static ActivityModel model(int people) {
        var features = new ImuRow(RATE_HZ, LENGTH, 6);
        var learner = new PeopleLearner(LABELS, features.names().size());
        List<List<float[]>> all = new ArrayList<>();
        for (int label = 0; label < 3; label++) {
            all.add(new ArrayList<>());
            for (int person = 0; person < people; person++) {
                for (float[] row : rows(person, label, 10)) {
                    learner.add("p" + person, label, row);
                    all.get(label).add(row);
                }
            }
        }
        People learned = learner.learn();
        List<Person.Example> kept = new ArrayList<>();
        for (int label = 0; label < 3; label++) {
            for (float[] row : all.get(label).subList(0, 20)) {
                kept.add(new Person.Example(label, learned.place(row)));
            }
        }
        return new ActivityModel(learned, RATE_HZ, LENGTH, 6, kept);
    }

    private static List<float[]> rows(int person, int label, int count) {
        var features = new ImuRow(RATE_HZ, LENGTH, 6);
        float[] samples = samples(person, label, count * LENGTH / RATE_HZ);
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> {
            float[] row = new float[features.names().size()];
            float[] frame = new float[6 * LENGTH];
            System.arraycopy(samples, i * frame.length, frame, 0, frame.length);
            features.apply(frame, row);
            return row;
        }).toList());
    }

    private static float[] samples(int person, int label, double seconds) {
        var who = new Random(person);
        double hertz = label == 0 ? 0 : (label == 1 ? 1 : 4) * (1 + who.nextDouble() / 2);
        double strength = 1 + who.nextDouble();
        double tilt = 0.3 * who.nextGaussian();
        var random = new Random(31L * person + label);
        float[] samples = new float[6 * (int) Math.ceil(seconds * RATE_HZ)];
        for (int n = 0; n < samples.length / 6; n++) {
            double swing = hertz == 0 ? 0 : strength * Math.sin(2 * Math.PI * hertz * n / RATE_HZ);
            double[] sample = {9.81 * Math.sin(tilt), swing, 9.81 * Math.cos(tilt) + swing / 2, swing / 3, 0, 0};
            for (int c = 0; c < 6; c++) {
                samples[6 * n + c] = (float) (sample[c] + 0.05 * random.nextGaussian());
            }
        }
        return samples;
    }

    private static float[] joined(float[]... parts) {
        int length = 0;
        for (float[] part : parts) {
            length += part.length;
        }
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static List<Detection> see(Person person, float[] samples) throws InterruptedException {
        List<Detection> seen = new ArrayList<>();
        try (Running running = new Activity(MODEL, person, 0.6f).see("test", new Samples(new SignalFormat(RATE_HZ, 6,
                Unit.NONE), samples), Overrun.WAIT, row -> { }).to(seen::add).start()) {
            running.join();
        }
        return seen;
    }

    private static List<String> labels(List<Detection> detections) {
        return detections.stream().map(Detection::label).toList();
    }

    /** Samples that are all there. */
    private static final class Samples implements Source {
        private final SignalFormat format;
        private final float[] samples;
        private int position;
        private long time;

        Samples(SignalFormat format, float[] samples) {
            this.format = format;
            this.samples = samples;
        }

        @Override
        public SignalFormat format() {
            return format;
        }

        @Override
        public int read(float[] dst, int offset, int count) {
            int channels = format.channels();
            int n = Math.min(count, samples.length / channels - position);
            if (n == 0) {
                return -1;
            }
            System.arraycopy(samples, position * channels, dst, offset, n * channels);
            time = format.nanosOf(position);
            position += n;
            return n;
        }

        @Override
        public long timeNanos() {
            return time;
        }
    }
}
