package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.FrameLog;
import dev.pipit.testing.ScriptedSource;

@Timeout(10)
class FanOutTest {
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 1, Unit.NONE);

    private static Pipeline pipeline(String name, Source source, int frameMillis, Sink<Frame> sink) {
        return Pipeline.named(name).from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(frameMillis)).to(sink);
    }

    @Test
    void showsBothPipelinesTheSameSamplesFromTheFirstOnWithOneReader() throws InterruptedException {
        Set<Thread> readers = ConcurrentHashMap.newKeySet();
        var source = new ScriptedSource(FORMAT).inReadsOf(3, 8).meanwhile(() -> readers.add(Thread.currentThread()))
            .samples(500).lost(9).samples(500).meanwhile(() -> readers.add(Thread.currentThread()));
        var one = new FrameLog();
        var other = new FrameLog();
        List<Running> running = Pipeline.startTogether(
            List.of(pipeline("one", source, 10, one), pipeline("other", source, 10, other)), Clock.SYSTEM);
        for (Running each : running) {
            each.join();
            assertEquals(1_000, each.counters().samples());
            assertEquals(9, each.counters().overruns());
        }
        assertEquals(0, one.frames().get(0).firstSample());
        assertEquals(100, one.frames().size());
        assertEquals(one.frames(), other.frames());
        assertEquals(1, readers.size());
    }

    @Test
    void goesOnWhenOneFails() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samples(1_000);
        var log = new FrameLog();
        Sink<Frame> failing = frame -> {
            throw new IllegalStateException("no more");
        };
        List<Running> running = Pipeline.startTogether(
            List.of(pipeline("bad", source, 10, failing), pipeline("good", source, 10, log)), Clock.SYSTEM);
        running.get(1).join();
        assertEquals(100, log.frames().size());
        assertThrows(PipelineException.class, running.get(0)::join);
    }

    @Test
    void goesOnWhenOneCloses() throws InterruptedException {
        var closed = new CountDownLatch(1);
        var source = new ScriptedSource(FORMAT).samples(500).meanwhile(() -> Latches.await(closed)).samples(500);
        var log = new FrameLog();
        List<Running> running = Pipeline.startTogether(
            List.of(pipeline("short", source, 10, frame -> { }), pipeline("long", source, 10, log)), Clock.SYSTEM);
        running.get(0).close();
        assertFalse(running.get(0).isAlive());
        assertTrue(running.get(1).isAlive());
        closed.countDown();
        running.get(1).join();
        assertEquals(100, log.frames().size());
        running.get(0).join();
    }

    @Test
    void endsTheReaderWhenTheLastCloses() {
        List<Running> running = Pipeline.startTogether(List.of(pipeline("a", new Endless(), 10, frame -> { })),
            Clock.SYSTEM);
        running.get(0).close();
        assertFalse(LifeCycleTest.someThreadOf("a"));
    }

    private static void refusesASecondReader(Source busy, Source second, String name) {
        Running running = pipeline("first", busy, 10, frame -> { }).start();
        Pipeline other = pipeline("second", second, 10, frame -> { });
        var e = assertThrows(IllegalStateException.class, other::start);
        assertEquals(name + " is being read by another pipeline: start pipelines of one source together, they share one"
            + " reader", e.getMessage());
        assertTrue(running.isAlive());
        running.close();
        other.start().close();
    }

    @Test
    void refusesASecondReaderOnABusySource() {
        var source = new Endless();
        refusesASecondReader(source, source, "Endless");
    }

    @Test
    void refusesASecondReaderOnASourceInsideABusyJoin() {
        var source = new Endless();
        var join = Join.of(Duration.ofMillis(1), source, new Endless());
        refusesASecondReader(join, source, "Endless");
        refusesASecondReader(source, join, "Endless");
    }

    @Test
    void refusesASecondReaderOnARecordingThatRunsAtRealSpeed() {
        var source = new Endless();
        refusesASecondReader(source, new RealTime(source), "Endless");
    }

    @Test
    void startsTheSourceAgainAfterItsEnd() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samples(100);
        for (int i = 0; i < 200; i++) {
            var log = new FrameLog();
            pipeline("again", source, 10, log).start().join();
            assertEquals(10, log.frames().size());
        }
    }

    @Test
    void leavesTheSourceFreeWhenABlockDoesNotOpen() throws InterruptedException {
        var source = new ScriptedSource(FORMAT).samples(100);
        var closed = new AtomicReference<String>("");
        Pipeline good = Pipeline.named("good").from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10))
            .then(new Closing("good", closed)).to(frame -> { });
        for (Throwable problem : List.of(new IllegalStateException("no model"), new LinkageError("no library"))) {
            Pipeline bad = Pipeline.named("bad").from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10))
                .then((Block<Frame, Frame>) (input, next) -> FanOutTest.<Sink<Frame>>fail(problem))
                .then(new Closing("behind", closed)).to(frame -> { });
            closed.set("");
            assertEquals(problem, assertThrows(problem.getClass(),
                () -> Pipeline.startTogether(List.of(good, bad), Clock.SYSTEM)));
            assertEquals(" behind good", closed.get());
        }
        good.run();
    }

    private static <T> T fail(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) problem;
    }

    /** Writes down that it was closed. */
    private record Closing(String name, AtomicReference<String> closed) implements Block<Frame, Frame> {
        @Override
        public Sink<Frame> open(Format input, Sink<? super Frame> next) {
            return new Sink<>() {
                @Override
                public void accept(Frame frame) {
                    next.accept(frame);
                }

                @Override
                public void close() {
                    closed.updateAndGet(before -> before + " " + name);
                }
            };
        }
    }
}
