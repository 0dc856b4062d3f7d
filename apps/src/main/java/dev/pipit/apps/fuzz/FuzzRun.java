package dev.pipit.apps.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

import dev.pipit.framework.tflite.FileDamage;

/** Tries many damaged files on several threads, and watches that none takes too long. Used once. */
final class FuzzRun {
    /** Findings after which it ends: the rest would mostly be the same. */
    static final int MOST_FINDINGS = 20;

    private static final long LOOK_MILLIS = 100;

    private final FileDamage damage;
    private final long first;
    private final long count;
    private final Duration longest;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLongArray outcomes = new AtomicLongArray(Trial.Outcome.values().length);
    private final List<Finding> findings = new ArrayList<>();
    private volatile boolean over;

    /** A file that was not treated as it must be. */
    record Finding(long number, byte[] file, Throwable what) { }

    /** @param longest that one case may take */
    FuzzRun(FileDamage damage, long first, long count, Duration longest) {
        this.damage = damage;
        this.first = first;
        this.count = count;
        this.longest = longest;
        next = new AtomicLong(first);
    }

    /** @param meanwhile is told every tenth of a second how many cases are over */
    void run(int threads, Consumer<Long> meanwhile) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            workers.add(new Worker("fuzz-" + k));
        }
        workers.forEach(Thread::start);
        for (Worker worker : workers) {
            while (worker.isAlive() && !worker.hangs) {
                worker.join(LOOK_MILLIS);
                meanwhile.accept(done.get());
                workers.forEach(Worker::watch);
            }
        }
    }

    private synchronized void found(long number, byte[] file, Throwable what) {
        findings.add(new Finding(number, file, what));
        over |= findings.size() >= MOST_FINDINGS;
    }

    /** In the order of their numbers. */
    synchronized List<Finding> findings() {
        return findings.stream().sorted(Comparator.comparingLong(Finding::number)).toList();
    }

    /** How many cases are over. */
    long done() {
        return done.get();
    }

    /** How far how many files came. */
    Map<Trial.Outcome, Long> outcomes() {
        Map<Trial.Outcome, Long> counts = new EnumMap<>(Trial.Outcome.class);
        for (Trial.Outcome outcome : Trial.Outcome.values()) {
            counts.put(outcome, outcomes.get(outcome.ordinal()));
        }
        return counts;
    }

    /** A case that does not end cannot be stopped: its thread is left behind, and dies with the program. */
    private final class Worker extends Thread {
        private final Trial trial = new Trial();
        private volatile long number;
        private volatile long startNanos;
        private volatile boolean busy;
        private volatile boolean hangs;

        private Worker(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!over && !hangs) {
                long mine = next.getAndIncrement();
                if (mine >= first + count) {
                    return;
                }
                byte[] file = damage.damaged(mine);
                number = mine;
                startNanos = System.nanoTime();
                busy = true;
                attempt(file);
                busy = false;
                done.incrementAndGet();
            }
        }

        /** Whatever is thrown is what this program looks for. */
        private void attempt(byte[] file) {
            try {
                outcomes.incrementAndGet(trial.of(file).ordinal());
            } catch (RuntimeException | Error e) {
                found(number, file, e);
            }
        }

        private void watch() {
            if (busy && !hangs && System.nanoTime() - startNanos > longest.toNanos()) {
                hangs = true;
                over = true;
                var hang = new AssertionError("is not over after " + longest.toSeconds() + " s");
                hang.setStackTrace(getStackTrace());
                found(number, damage.damaged(number), hang);
            }
        }
    }
}
