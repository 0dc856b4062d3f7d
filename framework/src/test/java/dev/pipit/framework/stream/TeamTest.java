package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.pipit.testing.AllocatedBytes;

@Timeout(30)
class TeamTest {
    @Test
    void runsEachPartOnceInEachRound() {
        for (int size = 1; size <= 5; size++) {
            try (var team = new Team(size)) {
                var counts = new AtomicIntegerArray(size);
                for (int round = 1; round <= 2_000; round++) {
                    team.run(counts::incrementAndGet);
                    for (int part = 0; part < size; part++) {
                        assertEquals(round, counts.get(part));       // all were done when run came back
                    }
                }
            }
        }
    }

    /** Each part waits for the other: only two threads can finish that. */
    @Test
    void runsPartsAtTheSameTimeAlsoAfterItHasSlept() throws InterruptedException {
        try (var team = new Team(2)) {
            for (int round = 0; round < 20; round++) {
                var both = new CountDownLatch(2);
                Set<String> threads = ConcurrentHashMap.newKeySet();
                team.run(part -> {
                    threads.add(Thread.currentThread().getName());
                    both.countDown();
                    try {
                        both.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                assertEquals(Set.of(Thread.currentThread().getName(), "team 1"), threads);
                Thread.sleep(round % 3 * 5L);
            }
        }
    }

    @Test
    void letsOneThreadAskAfterTheOther() throws InterruptedException {
        try (var team = new Team(3)) {
            var sums = new AtomicIntegerArray(2);
            Thread[] askers = IntStream.range(0, 2).mapToObj(asker -> new Thread(() -> {
                for (int round = 0; round < 1_000; round++) {
                    team.run(part -> sums.addAndGet(asker, part + 1));
                }
            })).toArray(Thread[]::new);
            for (Thread asker : askers) {
                asker.start();
            }
            for (Thread asker : askers) {
                asker.join();
            }
            assertEquals(6_000, sums.get(0));                        // 1 + 2 + 3 in each round
            assertEquals(6_000, sums.get(1));
        }
    }

    @Test
    void saysThatAPartFailedAndGoesOn() {
        try (var team = new Team(2)) {
            var e = assertThrows(IllegalStateException.class, () -> team.run(part -> {
                if (part == 1) {
                    throw new IllegalArgumentException("no such row");
                }
            }));
            assertEquals("a part failed: no such row", e.getMessage());
            var counts = new AtomicIntegerArray(2);
            team.run(counts::incrementAndGet);
            assertEquals("[1, 1]", counts.toString());
        }
    }

    @Test
    void endsItsThreads() throws InterruptedException {
        var seen = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var team = new Team(2);
        team.run(part -> {
            threads.add(Thread.currentThread());
            seen.countDown();
            try {
                seen.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.remove(Thread.currentThread());
        team.close();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertFalse(thread.isAlive());
            assertTrue(thread.isDaemon());
        }
        assertEquals(1, threads.size());
    }

    @Test
    void allocatesNothing() {
        try (var team = new Team(3)) {
            var counts = new AtomicIntegerArray(3);
            IntConsumer part = counts::incrementAndGet;
            assertEquals(0, AllocatedBytes.of(() -> {
                for (int round = 0; round < 1_000; round++) {
                    team.run(part);
                }
            }));
        }
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        for (int size : new int[] {0, -1, 65}) {
            var e = assertThrows(IllegalArgumentException.class, () -> new Team(size));
            assertEquals("threads must be 1 to 64: threads=" + size, e.getMessage());
        }
    }
}
