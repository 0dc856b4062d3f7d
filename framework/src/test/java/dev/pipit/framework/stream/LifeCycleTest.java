package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ScriptedSource;

@Timeout(10)
class LifeCycleTest {
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 1, Unit.NONE);

    static boolean someThreadOf(String pipeline) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
            .anyMatch(name -> name.matches(pipeline + " (reader|worker|handover \\d+)"));
    }

    private static Flow<Long> events(String name, Source source) {
        return Pipeline.named(name).from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10))
            .then(new Announce());
    }

    @Test
    void stopsAndStartsFiftyTimesWithoutLeavingAThread() throws InterruptedException {
        var source = new Endless();
        for (int i = 0; i < 50; i++) {
            var running = new CountDownLatch(3);
            Pipeline pipeline = events("fifty", source).handover(2, Overrun.DROP_OLDEST)
                .to(event -> running.countDown());
            Running at = pipeline.start();
            assertTrue(at.isAlive());
            Latches.await(running);
            assertTrue(someThreadOf("fifty"));
            at.close();
            assertFalse(at.isAlive());
            assertFalse(someThreadOf("fifty"));
            at.join();
        }
    }

    @Test
    void stopsRightAfterTheStart() throws InterruptedException {
        var source = new Endless();
        for (int i = 0; i < 50; i++) {
            Running at = events("hasty", source).handover(2, Overrun.WAIT).to(event -> { }).start();
            at.close();
            assertFalse(someThreadOf("hasty"));
            at.join();
        }
    }

    @Test
    void leavesNoThreadAfterJoin() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            events("joined", new ScriptedSource(FORMAT).samples(30)).handover(2, Overrun.WAIT).to(event -> { })
                .start().join();
            assertFalse(someThreadOf("joined"));
        }
    }

    /** Hands the pipeline to its own sink, which closes it at the first item. */
    private static Running closedBy(CompletableFuture<Running> self) {
        Running running = self.join();
        running.close();
        running.close();
        return running;
    }

    @Test
    void canBeClosedFromInsideASink() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        var items = new AtomicInteger();
        Running running = events("inside", new Endless()).to(event -> {
            items.incrementAndGet();
            closedBy(self);
        }).start();
        self.complete(running);
        running.join();
        assertFalse(someThreadOf("inside"));
        assertEquals(1, items.get());
    }

    @Test
    void canBeClosedFromInsideAnActionAndFromASinkAtTheSameTime() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        Running running = events("both", new Endless()).handover(2, Overrun.WAIT).tee(event -> closedBy(self))
            .handover(1, Overrun.WAIT).to(event -> closedBy(self)).start();
        self.complete(running);
        running.join();
        assertFalse(someThreadOf("both"));
    }

    @Test
    void canBeClosedFromInsideItsSource() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        Running running = events("source", new ScriptedSource(FORMAT).samples(10).meanwhile(() -> closedBy(self))
            .samples(10)).to(event -> { }).start();
        self.complete(running);
        running.join();
        assertFalse(someThreadOf("source"));
    }

    @Test
    void canBeClosedByAnotherThreadWhileItClosesItself() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        var first = new CountDownLatch(1);
        Running running = events("two", new Endless()).to(event -> {
            first.countDown();
            closedBy(self);
        }).start();
        self.complete(running);
        Latches.await(first);
        running.close();
        assertFalse(someThreadOf("two"));
    }

    @Test
    void refusesToWaitForItselfFromInside() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        Running running = events("self", new Endless()).to(event -> {
            try {
                self.join().join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }).start();
        self.complete(running);
        var e = assertThrows(PipelineException.class, running::join);
        assertEquals("a pipeline cannot wait for itself: pipeline=self", e.getCause().getMessage());
    }

    @Test
    void mayBeClosedTwiceAndJoinedAfterwards() throws InterruptedException {
        Running running = events("twice", new Endless()).to(event -> { }).start();
        running.close();
        running.close();
        running.join();
        running.join();
        assertFalse(running.isAlive());
    }

    @Test
    void mayBeClosedAfterItsEnd() throws InterruptedException {
        Running running = events("ended", new ScriptedSource(FORMAT).samples(30)).to(event -> { }).start();
        running.join();
        running.close();
        assertEquals(3, running.counters().frames());
    }

    /** A source that may be waited for comes back within 100 ms: it is not disturbed when its pipeline is closed. */
    @Test
    void waitsForASourceThatBlocks() throws InterruptedException {
        var reading = new CountDownLatch(1);
        var disturbed = new AtomicBoolean();
        Source slow = new Source() {
            @Override
            public SignalFormat format() {
                return FORMAT;
            }

            @Override
            public int read(float[] dst, int offset, int count) {
                reading.countDown();
                try {
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (InterruptedException e) {
                    disturbed.set(true);
                }
                return 0;
            }
        };
        Running running = events("blocked", slow).to(event -> { }).start();
        Latches.await(reading);
        running.close();
        assertFalse(someThreadOf("blocked"));
        assertFalse(disturbed.get());
        running.join();
    }

    @Test
    void takesAReaderThatSleepsInItsSourceAlong() throws InterruptedException {
        var asleep = new CountDownLatch(1);
        var endless = new Endless();
        Clock clock = new Clock() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                asleep.countDown();
                TimeUnit.SECONDS.sleep(60);
            }
        };
        Running running = events("asleep", new RealTime(endless, clock)).to(event -> { }).start();
        Latches.await(asleep);
        running.close();
        assertFalse(someThreadOf("asleep"));
        running.join();
        events("awake", endless).to(event -> { }).start().close();
    }

    @Test
    void forgetsAnErrorOfASourceThatNobodyListensToAnyMore() throws InterruptedException {
        var reading = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var source = new ScriptedSource(FORMAT).meanwhile(reading::countDown)
            .meanwhile(() -> Latches.await(closing)).fails("closed under way");
        Running running = events("late", source).to(event -> { }).start();
        Latches.await(reading);
        var closer = new Thread(running::close);
        closer.start();
        while (running.isAlive()) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        running.join();
    }

    @Test
    void waitsForItsThreadsEvenWhenTheThreadThatClosesIsInterrupted() {
        var leave = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        Running running = events("patient", new Endless()).to(event -> {
            inside.countDown();
            Latches.await(leave);
        }).start();
        Latches.await(inside);
        var helper = new Thread(leave::countDown);
        Thread.currentThread().interrupt();
        helper.start();
        running.close();
        assertTrue(Thread.interrupted(), "the flag is kept");
        assertFalse(someThreadOf("patient"));
    }

    @Test
    void goesOnWhenTheThreadThatJoinsIsInterrupted() {
        Running running = events("joining", new Endless()).to(event -> { }).start();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, running::join);
        assertTrue(running.isAlive());
        running.close();
    }

    /** As an action may: it is interrupted, restores the flag and leaves; the worker ends. */
    @Test
    void stopsAWorkerThatWasInterrupted() throws InterruptedException {
        Running running = events("flag", new Endless()).to(event -> Thread.currentThread().interrupt()).start();
        running.join();
        assertFalse(running.isAlive());
        assertFalse(someThreadOf("flag"));
    }

    @Test
    void closesWhatItsBlocksOpenedInOrderAndByTheThreadThatRanThem() throws InterruptedException {
        var closed = new ArrayList<String>();
        events("order", new ScriptedSource(FORMAT).samples(30)).then(new Noting("front", closed))
            .then(new Noting("behind", closed)).handover(1, Overrun.WAIT).then(new Noting("action", closed))
            .to(event -> { }).run();
        assertEquals(List.of("front by order worker", "behind by order worker", "action by order handover 1"), closed);
    }

    private record Noting(String name, List<String> closed) implements Block<Long, Long> {
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
                        closed.add(name + " by " + Thread.currentThread().getName());
                    }
                }
            };
        }
    }

    @Test
    void doesNotCloseTheSourceOrTheSink() throws InterruptedException {
        var closed = new AtomicBoolean();
        var source = new Source() {
            @Override
            public SignalFormat format() {
                return FORMAT;
            }

            @Override
            public int read(float[] dst, int offset, int count) throws IOException {
                return -1;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        Pipeline.named("open").from(source).ring(ofSeconds(1), Overrun.WAIT).frames(ofMillis(10)).to(new Sink<Frame>() {
            @Override
            public void accept(Frame frame) {
            }

            @Override
            public void close() {
                closed.set(true);
            }
        }).run();
        assertFalse(closed.get());
    }
}
