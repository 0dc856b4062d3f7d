package dev.pipit.pipelines.gesture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;

class GestureTest {
    private static final double RATE_HZ = 100;
    /** A one, and a zero as a polygon, as a hand draws them: right, up, … */
    private static final double[] ONE = {0.5, 1, 0.5, 0};
    private static final double[] ZERO = circle();

    @Test
    void recognisesDigitsFromWhatAnImuMeasures() throws Exception {
        var pen = new AirPen(RATE_HZ, 1).draw(0.7, ONE).draw(1.2, ZERO).draw(0.7, ONE);
        assertEquals(List.of("1", "0", "1"), labels(see(shipped(), pen.samples())));
    }

    @Test
    void seesTheSameAgainInTheSameRecordingIncludingWhatIsLearned() throws Exception {
        float[] samples = new AirPen(RATE_HZ, 2).draw(0.7, ONE).draw(1.2, ZERO).samples();
        assertEquals(see(shipped(), samples), see(shipped(), samples));
        assertEquals(learned().gestures().state(), learned().gestures().state());
    }

    @Test
    void saysWhenAStrokeEnded() throws Exception {
        float[] samples = new AirPen(RATE_HZ, 3).draw(0.7, ONE).samples();
        double seconds = see(shipped(), samples).get(0).timeNanos() / 1e9;
        assertTrue(seconds > 1.2 && seconds < 1.9, "0.6 s of rest, about 0.7 s of stroke, 0.3 s of rest: " + seconds);
    }

    @Test
    void saysNothingWhileTheWandRests() throws Exception {
        float[] samples = new float[6 * 1000];
        for (int n = 0; n < 1000; n++) {
            samples[6 * n + 2] = 9.8f;
            samples[6 * n + 3] = 0.05f;                     // an offset of 3 °/s
        }
        assertEquals(List.of(), see(shipped(), samples));
    }

    @Test
    void passesOverSamplesThatAreNone() throws Exception {
        float[] samples = new AirPen(RATE_HZ, 1).draw(0.7, ONE).samples();
        samples[6 * 100 + 4] = Float.NaN;
        assertEquals(List.of("1"), labels(see(shipped(), samples)));
    }

    @Test
    void learnsAStarFromFiveAndKeepsTheDigits() throws Exception {
        GestureModel model = GestureModel.shipped();
        LearnedGestures.Outcome outcome = learned();
        assertTrue(outcome.kept());
        assertTrue(outcome.oldAfter() >= outcome.oldBefore() - 0.01);
        var again = LearnedGestures.of(outcome.gestures().state(), model, LearnedGestures.digits());
        float[] samples = new AirPen(RATE_HZ, 77).draw(1.2, star()).draw(0.7, ONE).samples();
        assertEquals(List.of("star", "1"), labels(see(Gesture.strokes(model, 0, again.nearest()), samples)));
        assertEquals(List.of("star"), again.labels());
    }

    @Test
    void doesNotKeepWhatIsTooLikeADigit() throws Exception {
        var nothing = LearnedGestures.none(GestureModel.shipped(), LearnedGestures.digits());
        List<float[]> ones = LearnedGestures.digits().stream().filter(each -> each.label().equals("1"))
            .map(Example::values).toList();
        LearnedGestures.Outcome outcome = nothing.learn("line", ones);
        assertTrue(!outcome.kept() && outcome.gestures() == nothing);
    }

    @Test
    void refusesWhatItCannotLearn() throws Exception {
        GestureModel model = GestureModel.shipped();
        var nothing = LearnedGestures.none(model, LearnedGestures.digits());
        float[] shape = LearnedGestures.digits().get(0).values();
        assertThrows(IllegalArgumentException.class, () -> nothing.learn("1", List.of(shape, shape, shape)));
        assertThrows(IllegalArgumentException.class, () -> nothing.learn("new", List.of(shape, shape)));
        float[] broken = shape.clone();
        broken[7] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> nothing.learn("new", List.of(shape, shape, broken)));
        var other = new GestureModel(model.model(), List.of("a", "b", "c", "d", "e", "f", "g"), model.rows(),
            model.centres(), model.steps());
        var e = assertThrows(IllegalArgumentException.class,
            () -> LearnedGestures.of(nothing.state(), other, List.of()));
        assertEquals("was learned beside a model of other gestures: learned beside 0 1 2 3 4 5 6, model=a b c d e f g",
            e.getMessage());
    }

    @Test
    void refusesASourceThatDoesNotFit() throws Exception {
        Gesture gesture = shipped();
        var e = assertThrows(IllegalArgumentException.class,
            () -> gesture.see("g", source(100, 3, new float[0]), Overrun.WAIT, tensor -> { }));
        assertTrue(e.getMessage().contains("strokes need 6 channels") && e.getMessage().contains("channels=3"),
            e.getMessage());
        assertThrows(IllegalArgumentException.class,
            () -> gesture.see("g", source(10, 6, new float[0]), Overrun.WAIT, tensor -> { }));
    }

    /** Frames of a network without strokes: the shapes themselves, as if they were what a sensor of 2 channels measures. */
    @Test
    void sendsAnActivityOnceWhileItLasts() throws Exception {
        GestureModel model = GestureModel.shipped();
        float[] zero = LearnedGestures.digits().get(0).values();
        float[] samples = new float[64 * 10];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = zero[i % 64];
        }
        List<Detection> seen = new ArrayList<>();
        try (Running running = new Gesture(model, Optional.empty(), Gesture.nothing(model), 0)
                .see("frames", source(32, 2, samples), Overrun.WAIT, tensor -> { }).to(seen::add).start()) {
            running.join();
        }
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(!seen.get(i).label().equals(seen.get(i - 1).label()));
        }
    }

    private static Gesture shipped() throws Exception {
        GestureModel model = GestureModel.shipped();
        return Gesture.strokes(model, 0, Gesture.nothing(model));
    }

    private static LearnedGestures.Outcome learned() throws Exception {
        var pen = new AirPen(RATE_HZ, 9);
        for (int i = 0; i < 5; i++) {
            pen.draw(1.2, star());
        }
        List<float[]> strokes = new ArrayList<>();
        try (Running running = shipped().see("learn", source(RATE_HZ, 6, pen.samples()), Overrun.WAIT,
                tensor -> strokes.add(tensor.values().clone())).to(detection -> { }).start()) {
            running.join();
        }
        assertEquals(5, strokes.size());
        return LearnedGestures.none(GestureModel.shipped(), LearnedGestures.digits()).learn("star", strokes);
    }

    private static List<Detection> see(Gesture gesture, float[] samples) throws InterruptedException {
        List<Detection> seen = new ArrayList<>();
        try (Running running = gesture.see("test", source(RATE_HZ, 6, samples), Overrun.WAIT, tensor -> { })
                .to(seen::add).start()) {
            running.join();
        }
        return seen;
    }

    private static List<String> labels(List<Detection> detections) {
        return detections.stream().map(Detection::label).toList();
    }

    private static double[] star() {
        return new double[] {0.2, 0, 0.5, 1, 0.8, 0, 0, 0.62, 1, 0.62, 0.2, 0};
    }

    private static double[] circle() {
        double[] corners = new double[50];
        for (int i = 0; i < 25; i++) {
            double angle = Math.toRadians(80 + 15 * i);
            corners[2 * i] = 0.5 + 0.33 * Math.cos(angle);
            corners[2 * i + 1] = 0.5 + 0.5 * Math.sin(angle);
        }
        return corners;
    }

    private static Source source(double rateHz, int channels, float[] samples) {
        return new Source() {
            private int position;
            private long time;

            @Override
            public SignalFormat format() {
                return new SignalFormat(rateHz, channels, Unit.NONE);
            }

            @Override
            public int read(float[] dst, int offset, int count) {
                int n = Math.min(count, samples.length / channels - position);
                if (n == 0) {
                    return -1;
                }
                System.arraycopy(samples, position * channels, dst, offset, n * channels);
                time = format().nanosOf(position);
                position += n;
                return n;
            }

            @Override
            public long timeNanos() {
                return time;
            }
        };
    }
}
