package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ScriptedSource;

class PipelineTest {
    private static final SignalFormat SOUND = new SignalFormat(16_000, 1, Unit.FULL_SCALE);

    /** Takes one channel only. */
    private record Mono(AtomicInteger opened) implements Block<Frame, Frame> {
        @Override
        public Format output(Format input) {
            int channels = ((FrameFormat) input).signal().channels();
            if (channels != 1) {
                throw new IllegalArgumentException("Mono needs a signal of one channel: channels=" + channels);
            }
            return input;
        }

        @Override
        public Sink<Frame> open(Format input, Sink<? super Frame> next) {
            opened.incrementAndGet();
            return next::accept;
        }

        @Override
        public String toString() {
            return "Mono";
        }
    }

    private static void refuses(String message, Executable wiring) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, wiring).getMessage());
    }

    private static Pipeline.Sampled from(SignalFormat format) {
        return Pipeline.named("hey").from(new ScriptedSource(format));
    }

    @Test
    void printsThePlanWithTheFormats() {
        Pipeline pipeline = from(SOUND).ring(ofMillis(500), Overrun.DROP_OLDEST)
            .frames(ofMillis(30)).every(ofMillis(20))
            .then(new Mono(new AtomicInteger()))
            .then(new Announce())
            .tee(event -> { })
            .handover(4, Overrun.WAIT)
            .to(event -> { });
        assertEquals("""
            hey
              script                    16000 Hz, 1 channel, full scale
              ring 500 ms, drop oldest  8000 samples
              frames 30 ms every 20 ms  480 samples, 50/s
              Mono                      480 samples, 50/s
              Announce[]                Long events
              tee                       Long events
              handover 4 events, wait   Long events""", pipeline.toString());
    }

    /** At 100/3 Hz 20 s are 667 samples (666.7), which take 20.01 s; 1 s is 33 samples, 0.99 s. */
    @Test
    void printsWhatTheFramesReallyAre() {
        Pipeline pipeline = from(new SignalFormat(100.0 / 3, 3, Unit.METRES_PER_SECOND_SQUARED))
            .ring(ofSeconds(60), Overrun.WAIT)
            .frames(ofSeconds(20)).every(ofSeconds(1))
            .to(frame -> { });
        assertEquals("""
            hey
              script                        33.333 Hz, 3 channels, m/s²
              ring 60000 ms, wait           2000 samples
              frames 20010 ms every 990 ms  667 samples × 3 channels, 1.0101/s""", pipeline.toString());
    }

    @Test
    void keepsLongNamesFromWideningThePlan() {
        String name = "x".repeat(61);
        Pipeline pipeline = from(SOUND).ring(ofMillis(20), Overrun.WAIT).frames(ofMillis(10))
            .then(new Block<Frame, Frame>() {
                @Override
                public Sink<Frame> open(Format input, Sink<? super Frame> next) {
                    return next::accept;
                }

                @Override
                public String toString() {
                    return name;
                }
            })
            .to(frame -> { });
        assertEquals("""
            hey
              script                    16000 Hz, 1 channel, full scale
              ring 20 ms, wait          320 samples
              frames 10 ms every 10 ms  160 samples, 100/s
              NAME  160 samples, 100/s""".replace("NAME", name), pipeline.toString());
    }

    @Test
    void checksABlockOnTheLineThatIsWrongAndOpensNothing() {
        var opened = new AtomicInteger();
        var frames = from(new SignalFormat(100, 3, Unit.NONE)).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30));
        refuses("Mono needs a signal of one channel: channels=3", () -> frames.then(new Mono(opened)));
        from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30)).then(new Mono(opened)).to(frame -> { });
        assertEquals(0, opened.get());
    }

    @Test
    void letsOnlyEventsCrossAHandover() {
        var frames = from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30));
        refuses("handover takes events; frames, tensors and scores are reused and cannot be kept: "
            + "input is 480 samples, 33.333/s", () -> frames.handover(4, Overrun.WAIT));
        refuses("capacity must be at least 1 event: capacity=0",
            () -> frames.then(new Announce()).handover(0, Overrun.WAIT));
    }

    @Test
    void knowsTheFormatOfEachStep() {
        var frames = from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30)).every(ofMillis(10));
        assertEquals(new FrameFormat(SOUND, 480, 160), frames.format());
    }

    @Test
    void refusesARingThatIsTooShort() {
        for (Duration length : List.of(ofMillis(0), ofMillis(11), ofMillis(-500))) {
            refuses("ring must hold at least 20 ms and 2 samples: ring=" + length.toMillis() + " ms, rateHz=16000.0",
                () -> from(SOUND).ring(length, Overrun.WAIT));
        }
        refuses("ring must hold at least 20 ms and 2 samples: ring=1000 ms, rateHz=1.0",
            () -> from(new SignalFormat(1, 1, Unit.KELVIN)).ring(ofSeconds(1), Overrun.WAIT));
        for (double rateHz : new double[] {100, 250, 22_050, 44_100}) {
            from(new SignalFormat(rateHz, 1, Unit.NONE)).ring(ofMillis(20), Overrun.WAIT);
        }
    }

    @Test
    void refusesFramesWithoutSamples() {
        var ringed = from(SOUND).ring(ofSeconds(1), Overrun.WAIT);
        refuses("length must be at least 1 sample: length=0", () -> ringed.frames(ofMillis(0)));
        refuses("hop must be at least 1 sample: hop=0", () -> ringed.frames(ofMillis(1)).every(ofMillis(0)));
    }

    @Test
    void refusesNull() {
        assertThrows(NullPointerException.class, () -> Pipeline.named(null));
        assertThrows(NullPointerException.class, () -> Pipeline.named("hey").from(null));
        assertThrows(NullPointerException.class, () -> from(SOUND).ring(ofSeconds(1), null));
        var frames = from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30));
        assertThrows(NullPointerException.class, () -> frames.tee(null));
        assertThrows(NullPointerException.class, () -> frames.to(null));
        assertThrows(NullPointerException.class, () -> frames.then((Block<Frame, Detection>) null));
        assertThrows(NullPointerException.class, () -> frames.then(new Block<Frame, Detection>() {
            @Override
            public Format output(Format input) {
                return null;
            }

            @Override
            public Sink<Frame> open(Format input, Sink<? super Detection> next) {
                return frame -> { };
            }
        }));
        assertThrows(NullPointerException.class, () -> frames.then(new Announce()).handover(1, null));
    }

    @Test
    void refusesToStartNothingTogether() {
        refuses("there must be at least one pipeline to start", () -> Pipeline.startTogether(List.of(), Clock.SYSTEM));
    }

    @Test
    void refusesToStartPipelinesOfTwoSourcesTogether() {
        var one = from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30)).to(frame -> { });
        var other = from(SOUND).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(30)).to(frame -> { });
        refuses("pipelines that start together must listen to the same source",
            () -> Pipeline.startTogether(List.of(one, other), Clock.SYSTEM));
    }
}
