package dev.pipit.framework.stream;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ScriptedSource;

/** Frames of 10 samples: the events are 0, 10, 20 … */
@Timeout(10)
class HandoverTest {
    private static final SignalFormat FORMAT = new SignalFormat(1_000, 1, Unit.NONE);

    private final List<Long> delivered = Collections.synchronizedList(new ArrayList<>());

    private static Framed frames(Source source) {
        return Pipeline.named("hands").from(source).ring(ofMillis(50), Overrun.WAIT).frames(ofMillis(10));
    }

    private static Flow<Long> events(int count) {
        return frames(new ScriptedSource(FORMAT).samples(10 * count)).then(new Announce());
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).map(i -> 10 * i).boxed().toList();
    }

    /**
     * The action is at the first event until the worker is through with the tenth: it was not held up. Of the nine
     * others the newest two are there.
     */
    @Test
    void letsTheWorkerGoOnWhileTheActionIsSlow() throws InterruptedException {
        var actionHasOne = new CountDownLatch(1);
        var workerThrough = new CountDownLatch(1);
        Block<Frame, Frame> watch = (input, next) -> frame -> {
            next.accept(frame);
            if (frame.firstSample() == 0) {
                Latches.await(actionHasOne);
            } else if (frame.firstSample() == 90) {
                workerThrough.countDown();
            }
        };
        Counters counters = frames(new ScriptedSource(FORMAT).samples(100)).then(watch).then(new Announce())
            .handover(2, Overrun.DROP_OLDEST)
            .to(event -> {
                actionHasOne.countDown();
                Latches.await(workerThrough);
                delivered.add(event);
            }).run();
        assertEquals(List.of(0L, 80L, 90L), delivered);
        assertEquals(7, counters.lostEvents());
        assertEquals(10, counters.frames());
        assertEquals(0, counters.dropped());
    }

    @Test
    void losesNothingWhenItWaits() throws InterruptedException {
        Counters counters = events(2_000).handover(1, Overrun.WAIT).to(delivered::add).run();
        assertEquals(numbers(2_000), delivered);
        assertEquals(0, counters.lostEvents());
    }

    @Test
    void deliversAllWaitingEventsOnANormalEnd() throws InterruptedException {
        var workerThrough = new CountDownLatch(1);
        Block<Long, Long> watch = (input, next) -> new Sink<>() {
            @Override
            public void accept(Long event) {
                next.accept(event);
            }

            @Override
            public void close() {
                workerThrough.countDown();
            }
        };
        events(20).then(watch).handover(20, Overrun.DROP_OLDEST).tee(event -> Latches.await(workerThrough))
            .handover(20, Overrun.WAIT).to(delivered::add).run();
        assertEquals(numbers(20), delivered);
    }

    @Test
    void stopsOnCloseWithoutTheWaitingEvents() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        var more = new CountDownLatch(4);
        Running running = events(20).tee(event -> more.countDown()).handover(20, Overrun.WAIT).to(event -> {
            Latches.await(more);
            delivered.add(event);
            self.join().close();
        }).start();
        self.complete(running);
        running.join();
        assertEquals(List.of(0L), delivered);
        assertFalse(LifeCycleTest.someThreadOf("hands"));
    }

    @Test
    void letsTheWorkerGoThatWaitsForRoomWhenItCloses() throws InterruptedException {
        var self = new CompletableFuture<Running>();
        var full = new CountDownLatch(3);
        Running running = frames(new Endless()).then(new Announce()).tee(event -> full.countDown())
            .handover(1, Overrun.WAIT).to(event -> {
                Latches.await(full);
                delivered.add(event);
                self.join().close();
            }).start();
        self.complete(running);
        running.join();
        assertEquals(List.of(0L), delivered);
    }

    @Test
    void runsEachPartInAThreadOfItsOwn() throws InterruptedException {
        var names = Collections.synchronizedSet(new TreeSet<String>());
        events(5).tee(event -> names.add("0 " + Thread.currentThread().getName()))
            .handover(2, Overrun.WAIT).tee(event -> names.add("1 " + Thread.currentThread().getName()))
            .handover(2, Overrun.WAIT).to(event -> names.add("2 " + Thread.currentThread().getName())).run();
        assertEquals(List.of("0 hands worker", "1 hands handover 1", "2 hands handover 2"), List.copyOf(names));
    }

    @Test
    void isOpenedByItsPipelineOnly() {
        var handover = new Handover<Long>(1, Overrun.WAIT);
        var format = new Announce().output(FORMAT);
        assertThrows(IllegalStateException.class, () -> handover.open(format, event -> { }));
    }
}
