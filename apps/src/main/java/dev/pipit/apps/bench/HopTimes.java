package dev.pipit.apps.bench;

import java.util.Random;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.SlidingInterpreter;

/**
 * How long a hop of a model that slides takes, and a full run of the same model: the shortest of many, taken in turns.
 *
 * @param hopNanos  of {@link SlidingInterpreter#invoke}
 * @param fullNanos of {@link Interpreter#invoke}
 * @param hops      how many were measured
 */
record HopTimes(long hopNanos, long fullNanos, int hops) {
    double ratio() {
        return (double) hopNanos / fullNanos;
    }

    /** Over random bytes, for so long. */
    static HopTimes measure(Interpreter full, SlidingInterpreter sliding, long nanos) {
        var random = new Random(1);
        byte[] all = new byte[full.input(0).bytes()];
        byte[] rows = new byte[sliding.input().bytes()];
        long hop = Long.MAX_VALUE;
        long run = Long.MAX_VALUE;
        int hops = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; hops++) {
            random.nextBytes(rows);
            sliding.input().write(rows, 0);
            long before = System.nanoTime();
            sliding.invoke();
            hop = Math.min(hop, System.nanoTime() - before);
            random.nextBytes(all);
            full.input(0).write(all, 0);
            before = System.nanoTime();
            full.invoke();
            run = Math.min(run, System.nanoTime() - before);
        }
        return new HopTimes(hop, run, hops);
    }
}
