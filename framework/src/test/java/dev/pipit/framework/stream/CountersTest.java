package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Counters.StepCounter;
import dev.pipit.testing.ManualClock;
import dev.pipit.testing.ScriptedSource;

@Timeout(10)
class CountersTest {
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 1, Unit.NONE);

    /** Lets every second frame pass, and each take as many microseconds as the number of the frame says. */
    private record Half(ManualClock clock) implements Block<Frame, Frame> {
        @Override
        public Sink<Frame> open(Format input, Sink<? super Frame> next) {
            return new Sink<>() {
                private int number;

                @Override
                public void accept(Frame frame) {
                    clock.advance(++number * 1_000L);
                    if (number % 2 == 0) {
                        next.accept(frame);
                    }
                }
            };
        }

        @Override
        public String toString() {
            return "Half";
        }
    }

    /**
     * 505 samples are 50 frames of 10; 20 are lost; 500 more are 50 frames; 7 came too late. Every second frame of 100
     * passes. The times are 1 to 100 µs: half are at most 50 µs, 99 % at most 99 µs, within 1/16.
     */
    @Test
    void saysWhatAPipelineHasDone() throws InterruptedException {
        var clock = new ManualClock();
        var source = new ScriptedSource(FORMAT).samples(505).strays(3, 7).lost(20).samples(500);
        Running running = Pipeline.named("counted").from(source).ring(ofMillis(50), Overrun.WAIT)
            .frames(ofMillis(10)).then(new Half(clock)).then(new Announce()).handover(100, Overrun.WAIT)
            .to(event -> { }).start(clock);
        running.join();
        Counters counters = running.counters();
        assertEquals(1_005, counters.samples());
        assertEquals(0, counters.dropped());
        assertEquals(20, counters.overruns());
        assertEquals(7, counters.late());
        assertEquals(1, counters.gaps());
        assertEquals(100, counters.frames());
        assertEquals(0, counters.lostEvents());
        assertEquals(List.of(new StepCounter("Half", 100, 50), new StepCounter("Announce[]", 50, 50),
            new StepCounter("handover 100 events, wait", 50, 50), new StepCounter("sink", 50, 0)), counters.steps());
        assertEquals(50_000 * 33 / 32.0, counters.frameTimes().quantile(0.5), 50_000 / 32.0);
        assertEquals(99_000 * 33 / 32.0, counters.frameTimes().quantile(0.99), 99_000 / 32.0);
        assertEquals(100_000, counters.frameTimes().max());
    }

    @Test
    void startsFromZeroEachTime() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samples(100).lost(5).samples(5);
        Pipeline pipeline = Pipeline.named("again").from(source).ring(ofMillis(50), Overrun.WAIT)
            .frames(ofMillis(10)).to(frame -> { });
        for (int i = 0; i < 3; i++) {
            Counters counters = pipeline.run();
            assertEquals(105, counters.samples());
            assertEquals(5, counters.overruns());
            assertEquals(List.of(new StepCounter("sink", 10, 0)), counters.steps());
        }
    }
}
