package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ScriptedSource;

/** Frames of 10 samples, one after the other, each sample a millisecond; what fails, fails at the frame from 30. */
@Timeout(10)
class FailureTest {
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 1, Unit.NONE);

    private static Framed frames(Source source) {
        return Pipeline.named("fragile").from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10));
    }

    private static ScriptedSource hundred() {
        return new ScriptedSource(FORMAT).samples(100);
    }

    /** A block with a name, that does something with a frame before or after it is sent on. */
    private record Doing(String name, Sink<Frame> before, Sink<Frame> after) implements Block<Frame, Frame> {
        @Override
        public Sink<Frame> open(Format input, Sink<? super Frame> next) {
            return frame -> {
                before.accept(frame);
                next.accept(frame);
                after.accept(frame);
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Doing passing(String name) {
        return new Doing(name, frame -> { }, frame -> { });
    }

    private static Sink<Frame> failing(Throwable problem) {
        return frame -> {
            if (frame.firstSample() == 30) {
                throwAny(problem);
            }
        };
    }

    private static void throwAny(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) problem;
    }

    private static PipelineException failureOf(Pipeline pipeline) {
        Running running = pipeline.start();
        var failure = assertThrows(PipelineException.class, running::join);
        assertFalse(running.isAlive());
        assertFalse(LifeCycleTest.someThreadOf("fragile"));
        running.close();
        assertSame(failure, assertThrows(PipelineException.class, running::join), "reported once");
        return failure;
    }

    private static void assertFailure(String step, long firstSample, Throwable cause, PipelineException failure) {
        assertEquals("fragile", failure.pipeline());
        assertEquals(step, failure.step());
        assertEquals(firstSample, failure.firstSample());
        assertEquals(firstSample * 1_000_000, failure.timeNanos());
        assertSame(cause, failure.getCause());
    }

    @Test
    void namesTheStepTheTimeAndTheCause() {
        for (Throwable problem : List.of(new IllegalStateException("too hot"), new StackOverflowError("too deep"))) {
            var failure = failureOf(frames(hundred()).then(passing("front"))
                .then(new Doing("middle", failing(problem), frame -> { })).then(passing("behind")).to(frame -> { }));
            assertFailure("middle", 30, problem, failure);
        }
    }

    @Test
    void saysItInOneSentence() {
        var failure = failureOf(frames(hundred()).to(failing(new IllegalStateException("too hot"))));
        assertEquals("fragile stopped: sink failed at sample 30 (0.030 s): too hot", failure.getMessage());
        failure = failureOf(frames(hundred()).to(failing(new ArithmeticException())));
        assertEquals("fragile stopped: sink failed at sample 30 (0.030 s): java.lang.ArithmeticException",
            failure.getMessage());
    }

    @Test
    void namesTheInnermostStep() {
        var problem = new IllegalStateException("too hot");
        assertFailure("behind", 30, problem, failureOf(frames(hundred()).then(passing("front"))
            .then(new Doing("behind", failing(problem), frame -> { })).to(frame -> { })));
        assertFailure("sink", 30, problem, failureOf(frames(hundred()).then(passing("front")).to(failing(problem))));
    }

    @Test
    void namesAStepThatFailsAfterThoseBehindItHaveReturned() {
        var problem = new IllegalStateException("too hot");
        assertFailure("front", 30, problem, failureOf(frames(hundred())
            .then(new Doing("front", frame -> { }, failing(problem))).then(passing("behind")).to(frame -> { })));
    }

    @Test
    void sendsNothingMoreAfterAFailure() {
        var seen = new ArrayList<Long>();
        failureOf(frames(hundred()).tee(frame -> seen.add(frame.firstSample()))
            .to(failing(new IllegalStateException("too hot"))));
        assertEquals(List.of(0L, 10L, 20L, 30L), seen);
    }

    /** The worker is at the frame from 90 when the action fails at the event of the frame from 30. */
    @Test
    void namesTheEventThatAnActionFailedAt() {
        var problem = new IllegalStateException("no hand");
        var workerAtTheEnd = new CountDownLatch(1);
        var failed = new CountDownLatch(1);
        var failure = failureOf(frames(hundred())
            .then(new Doing("front", frame -> { }, frame -> {
                if (frame.firstSample() == 90) {
                    workerAtTheEnd.countDown();
                    Latches.await(failed);
                }
            }))
            .then(new Announce())
            .handover(10, Overrun.WAIT)
            .handover(10, Overrun.WAIT)
            .to(event -> {
                if (event == 30) {
                    Latches.await(workerAtTheEnd);
                    failed.countDown();
                    throw problem;
                }
            }));
        assertFailure("sink", 30, problem, failure);
    }

    @Test
    void reportsASourceThatIsLost() {
        var failure = failureOf(frames(new ScriptedSource(FORMAT).inReadsOf(5).samples(35).lost(10).samples(10)
            .fails("unplugged")).to(frame -> { }));
        assertEquals("fragile stopped: script failed at sample 55 (0.050 s): unplugged", failure.getMessage());
        assertEquals(IOException.class, failure.getCause().getClass());
        assertEquals("script", failure.step());
    }

    @Test
    void reportsASourceThatNeverGaveASample() {
        var failure = failureOf(frames(new ScriptedSource(FORMAT).fails("no device")).to(frame -> { }));
        assertEquals("fragile stopped: script failed at sample 0 (0.000 s): no device", failure.getMessage());
    }

    @Test
    void reportsASourceThatThrowsAnything() {
        var problem = new StackOverflowError();
        assertSame(problem, failureOf(frames(new ScriptedSource(FORMAT).samples(10)
            .meanwhile(() -> throwAny(problem))).to(frame -> { })).getCause());
    }

    /** Closes what it opened, and fails at it. */
    private record Sticky(String name, List<String> closed, boolean fails) implements Block<Long, Long> {
        @Override
        public Sink<Long> open(Format input, Sink<? super Long> next) {
            return new Sink<>() {
                @Override
                public void accept(Long event) {
                    next.accept(event);
                }

                @Override
                public void close() {
                    synchronized (closed) {
                        closed.add(name);
                    }
                    if (fails) {
                        throw new IllegalStateException(name + " sticks");
                    }
                }
            };
        }
    }

    @Test
    void closesEverythingEvenWhenClosingFails() {
        var closed = new ArrayList<String>();
        var failure = failureOf(frames(hundred()).then(new Announce()).then(new Sticky("first", closed, true))
            .then(new Sticky("second", closed, true)).handover(20, Overrun.WAIT).then(new Sticky("third", closed, false))
            .to(event -> { }));
        assertEquals(Set.of("first", "second", "third"), Set.copyOf(closed));      // the third by a thread of its own
        assertEquals("first sticks", failure.getCause().getMessage());
        assertEquals("second sticks", failure.getSuppressed()[0].getMessage());
        assertEquals("Sticky[name=first, closed=[], fails=true]", failure.step());
    }

    @Test
    void keepsTheFirstOfTwoFailures() {
        var problem = new IllegalStateException("too hot");
        var failure = failureOf(frames(hundred()).tee(failing(problem)).then(new Announce())
            .then(new Sticky("first", new ArrayList<>(), true)).to(event -> { }));
        assertSame(problem, failure.getCause());
    }

    @Test
    void closesWhatWasOpenedEvenWhenThatFailsToo() {
        var closed = new ArrayList<String>();
        Pipeline pipeline = frames(hundred()).then(new Announce())
            .then((Block<Long, Long>) (input, next) -> {
                throw new IllegalStateException("no model");
            })
            .then(new Sticky("first", closed, true)).then(new Sticky("second", closed, false)).to(event -> { });
        var failure = assertThrows(IllegalStateException.class, pipeline::start);
        assertEquals("no model", failure.getMessage());
        assertEquals("first sticks", failure.getSuppressed()[0].getMessage());
        assertEquals(List.of("first", "second"), closed);
    }
}
