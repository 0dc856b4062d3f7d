package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.ManualClock;

/**
 * Warms up, then counts the bytes that a thread allocates in rounds of 10 000 frames. When a method becomes hot, the
 * thread that called it loads the classes of its signature, some hundred bytes, once: so the best round counts. What is
 * allocated for a frame, a slot or a gap is in every round.
 */
@Timeout(20)
class StreamAllocationTest {
    private static final int WARM_FRAMES = 5_000;
    private static final int FRAMES = 10_000;
    private static final int ALL_FRAMES = WARM_FRAMES + 3 * FRAMES + 100;
    private static final int HOP = 20;

    /** The bytes that the thread which calls it allocates from frame to frame, in the best of three rounds. */
    private static final class Meter {
        private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        private long next = WARM_FRAMES;
        private long before = -1;

        void at(long frame) {
            if (frame >= next) {
                long now = AllocatedBytes.ofThisThread();
                if (before >= 0) {
                    least.accumulateAndGet(now - before, Math::min);
                }
                before = now;
                next += FRAMES;
            }
        }

        long bytes() {
            return least.get();
        }
    }

    /**
     * A sensor of the awkward kind: makes its format anew each time, often has nothing yet, loses samples, does not
     * know the time, gives odd numbers of samples.
     */
    private static final class Sensor implements Source {
        private final Meter meter;
        private volatile SignalFormat format;
        private long reads;
        private long samples;
        private long lost;

        Sensor(Meter meter) {
            this.meter = meter;
        }

        @Override
        public SignalFormat format() {
            format = new SignalFormat(2_000, 2, Unit.NONE);      // kept, so that the compiler cannot leave it out
            return format;
        }

        @Override
        public int read(float[] dst, int offset, int count) {
            meter.at(samples / HOP);
            if (samples / HOP >= ALL_FRAMES) {
                return -1;
            }
            if (reads++ % 5 == 0) {
                return 0;
            }
            if (reads % 1_000 == 0) {
                lost += 3;
            }
            int n = Math.min(count, (int) (1 + reads % 13));
            samples += n;
            return n;
        }

        @Override
        public long overruns() {
            return lost;
        }
    }

    private record Halve() implements Block<Frame, Frame> {
        @Override
        public Sink<Frame> open(Format input, Sink<? super Frame> next) {
            return frame -> {
                for (int i = 0; i < frame.samples().length; i++) {
                    frame.samples()[i] *= 0.5f;
                }
                next.accept(frame);
            };
        }
    }

    private static Pipeline pipeline(String name, Source source, Overrun overrun, Meter worker) {
        var count = new AtomicLong();
        return Pipeline.named(name).from(source).ring(ofMillis(100), overrun)
            .frames(ofMillis(25)).every(ofMillis(10))
            .then(new Halve()).tee(frame -> worker.at(count.incrementAndGet())).then(new Halve())
            .to(frame -> { });
    }

    @Test
    void allocatesNothingPerFrame() throws InterruptedException {
        var reader = new Meter();
        var one = new Meter();
        var other = new Meter();
        var source = new Sensor(reader);
        List<Running> running = Pipeline.startTogether(List.of(pipeline("one", source, Overrun.WAIT, one),
            pipeline("other", source, Overrun.WAIT, other)), new ManualClock());
        for (Running each : running) {
            each.join();
        }
        assertEquals(0, reader.bytes(), "reader");
        assertEquals(0, one.bytes(), "worker");
        assertEquals(0, other.bytes(), "worker of the second pipeline");
    }

    /** The ring drops all the time: the worker sees as many frames as it can. */
    @Test
    void allocatesNothingWhenTheRingDrops() throws InterruptedException {
        var reader = new Meter();
        pipeline("dropping", new Sensor(reader), Overrun.DROP_OLDEST, new Meter())
            .start(new ManualClock()).join();
        assertEquals(0, reader.bytes(), "reader");
    }

    @Test
    void allocatesNothingWhenItJoinsSources() throws InterruptedException {
        var reader = new Meter();
        var worker = new Meter();
        var clock = new ManualClock();
        var join = Join.of(clock, ofMillis(1_000_000), new Sensor(reader),
            new Sensor(new Meter()));
        pipeline("joined", new RealTime(join, clock), Overrun.WAIT, worker).start(clock).join();
        assertEquals(0, reader.bytes(), "reader");
        assertEquals(0, worker.bytes(), "worker");
    }

    /** An event costs what it is itself: here nothing, for it was there before. */
    @Test
    void allocatesNothingInAHandover() throws InterruptedException {
        var action = new Meter();
        var worker = new Meter();
        var count = new AtomicLong();
        var sent = new AtomicLong();
        Integer event = 7;
        Block<Frame, Integer> constant = new Block<>() {
            @Override
            public Format output(Format input) {
                return new EventFormat(Integer.class);
            }

            @Override
            public Sink<Frame> open(Format input, Sink<? super Integer> next) {
                return frame -> {
                    worker.at(sent.incrementAndGet());
                    next.accept(event);
                };
            }
        };
        Pipeline.named("acting").from(new Sensor(new Meter()))
            .ring(ofMillis(100), Overrun.WAIT).frames(ofMillis(25)).every(ofMillis(10)).then(constant)
            .handover(100, Overrun.WAIT).to(each -> action.at(count.incrementAndGet()))
            .start(new ManualClock()).join();
        assertEquals(0, worker.bytes(), "worker");
        assertEquals(0, action.bytes(), "handover");
    }
}
