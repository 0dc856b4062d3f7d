package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RingTest {
    private static void publish(Ring<long[]> ring, long... numbers) throws InterruptedException {
        for (long number : numbers) {
            ring.claim()[0] = number;
            ring.publish();
        }
    }

    private static List<Long> takeAll(Ring<long[]> ring) throws InterruptedException {
        var taken = new ArrayList<Long>();
        for (long[] slot = ring.take(); slot != null; slot = ring.take()) {
            taken.add(slot[0]);
        }
        return taken;
    }

    private static Ring<long[]> ring(int capacity, Overrun overrun) {
        return new Ring<>(capacity, overrun, () -> new long[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void givesWhatWasPublishedInOrder(int capacity) throws InterruptedException {
        var ring = ring(capacity, Overrun.WAIT);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < capacity; i++) {
                publish(ring, 10 * round + i);
            }
            for (int i = 0; i < capacity; i++) {
                assertEquals(10 * round + i, ring.take()[0]);
            }
        }
    }

    @Test
    void keepsTheNewestWhenItDropsTheOldest() throws InterruptedException {
        var ring = ring(3, Overrun.DROP_OLDEST);
        publish(ring, 1, 2, 3, 4, 5);
        ring.end();
        assertEquals(List.of(3L, 4L, 5L), takeAll(ring));
    }

    @Test
    void saysWhichSlotItDropped() throws InterruptedException {
        var ring = ring(2, Overrun.DROP_OLDEST);
        publish(ring, 1, 2);
        ring.claim()[0] = 3;
        assertTrue(ring.publish());
        assertEquals(1, ring.claim()[0]);
        ring.take();
        ring.claim()[0] = 4;
        assertFalse(ring.publish());
    }

    /** Capacity, one slot that is being written, one that is being used. */
    @Test
    void makesNoSlotAfterTheStart() throws InterruptedException {
        var made = new AtomicInteger();
        var ring = new Ring<>(4, Overrun.DROP_OLDEST, () -> {
            made.incrementAndGet();
            return new long[1];
        });
        Set<long[]> met = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            met.add(ring.claim());
            ring.publish();
            if (i % 3 == 0) {
                met.add(ring.take());
            }
        }
        assertEquals(6, made.get());
        assertTrue(met.size() <= 6);
        assertEquals(4, ring.capacity());
    }

    @Test
    void neverWritesTheSlotThatIsInUse() throws InterruptedException {
        var ring = ring(2, Overrun.DROP_OLDEST);
        publish(ring, 7);
        long[] inUse = ring.take();
        publish(ring, 8, 9, 10, 11, 12, 13);
        assertEquals(7, inUse[0]);
    }

    @Test
    void givesWhatIsThereAfterTheEndThenNull() throws InterruptedException {
        var ring = ring(4, Overrun.WAIT);
        publish(ring, 1, 2);
        ring.end();
        assertEquals(List.of(1L, 2L), takeAll(ring));
        assertNull(ring.take());
    }

    @Test
    void givesNothingAfterStop() throws InterruptedException {
        var ring = ring(4, Overrun.WAIT);
        publish(ring, 1, 2);
        assertFalse(ring.stopped());
        ring.stop();
        assertTrue(ring.stopped());
        assertNull(ring.take());
        assertFalse(ring.publish());
    }

    @Test
    void letsATakerThatWaitsGoWhenItEnds() throws Exception {
        var ring = ring(2, Overrun.WAIT);
        FutureTask<long[]> taker = waiting(ring::take);
        ring.end();
        assertNull(taker.get());
    }

    @Test
    void letsBothSidesGoWhenItStops() throws Exception {
        var empty = ring(1, Overrun.WAIT);
        var full = ring(1, Overrun.WAIT);
        publish(full, 1);
        FutureTask<long[]> taker = waiting(empty::take);
        FutureTask<Boolean> writer = waiting(full::publish);
        empty.stop();
        full.stop();
        assertNull(taker.get());
        assertFalse(writer.get());
    }

    @Test
    void wakesATakerThatWaitsForTheFirstSlot() throws Exception {
        var ring = ring(2, Overrun.WAIT);
        FutureTask<long[]> taker = waiting(ring::take);
        publish(ring, 5);
        assertEquals(5, taker.get()[0]);
    }

    @Test
    void wakesAWriterThatWaitsForRoom() throws Exception {
        var ring = ring(1, Overrun.WAIT);
        publish(ring, 1);
        ring.claim()[0] = 2;
        FutureTask<Boolean> writer = waiting(ring::publish);
        assertEquals(1, ring.take()[0]);
        assertFalse(writer.get());
        assertEquals(2, ring.take()[0]);
    }

    /** Runs {@code call} in a thread, up to where it waits. */
    private static <T> FutureTask<T> waiting(Callable<T> call) {
        var task = new FutureTask<>(call);
        var thread = new Thread(task);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    /** Each slot is filled with its number 32 times over: a slot that is written while it is read would show. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16})
    void losesNothingThatItDoesNotCountUnderStress(int capacity) throws Exception {
        int published = 100_000;
        var ring = new Ring<>(capacity, Overrun.DROP_OLDEST, () -> new long[32]);
        var dropped = new FutureTask<>(() -> publishNumbers(ring, published));
        new Thread(dropped).start();
        long missed = 0;
        long expected = 0;
        for (long[] slot = ring.take(); slot != null; slot = ring.take()) {
            long number = slot[0];
            for (long each : slot) {
                assertEquals(number, each);
            }
            assertTrue(number >= expected);
            missed += number - expected;
            expected = number + 1;
        }
        assertEquals(published, expected, "the newest is always there");
        assertEquals(dropped.get(), missed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void losesNothingWhenItWaits(int capacity) throws Exception {
        int published = 20_000;
        var ring = new Ring<>(capacity, Overrun.WAIT, () -> new long[32]);
        var dropped = new FutureTask<>(() -> publishNumbers(ring, published));
        new Thread(dropped).start();
        long expected = 0;
        for (long[] slot = ring.take(); slot != null; slot = ring.take()) {
            assertEquals(expected++, slot[31]);
        }
        assertEquals(published, expected);
        assertEquals(0L, dropped.get());
    }

    private static long publishNumbers(Ring<long[]> ring, int count) throws InterruptedException {
        long dropped = 0;
        for (int i = 0; i < count; i++) {
            Arrays.fill(ring.claim(), i);
            dropped += ring.publish() ? 1 : 0;
        }
        ring.end();
        return dropped;
    }
}
