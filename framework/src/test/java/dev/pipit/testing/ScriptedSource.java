package dev.pipit.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/**
 * A source that does what a test wrote down, step by step, and then ends; read again, it starts from the beginning.
 *
 * <p>Its samples say who they are: {@code number + channel / 10}, where lost samples have numbers too. So does its
 * time: number × period, unless a step says otherwise.
 */
public final class ScriptedSource implements Source {
    /** A step: some samples, or nothing (count 0), or something to run. */
    private record Step(long number, int count, long timeNanos, long lost, Action action) {
    }

    /** What a step runs, in the thread that reads. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException, InterruptedException;
    }

    private final SignalFormat format;
    private final List<Step> script = new ArrayList<>();
    private int[] sizes = {Integer.MAX_VALUE};
    private boolean withoutTime;
    private long number;
    private long timeShift;
    private long lostBefore;

    private int at;
    private int done;                          // samples of the step stood at
    private int reads;
    private long overruns;
    private long timeNanos;

    public ScriptedSource(SignalFormat format) {
        this.format = format;
    }

    /** What this source gives as a sample. */
    public static float value(long number, int channel) {
        return number + channel / 10f;
    }

    /** Consecutive samples. */
    public ScriptedSource samples(int count) {
        return samplesAt(timeShift + format.nanosOf(number), count);
    }

    /** Consecutive samples, of which the first says that it is from {@code timeNanos}; what follows leads on from it. */
    public ScriptedSource samplesAt(long timeNanos, int count) {
        script.add(new Step(number, count, timeNanos, lostBefore, null));
        timeShift = timeNanos - format.nanosOf(number);
        lostBefore = 0;
        number += count;
        return this;
    }

    /** Samples that belong to no numbers, from {@code timeNanos}: a repetition, or too late. */
    public ScriptedSource strays(long timeNanos, int count) {
        script.add(new Step(-1_000, count, timeNanos, 0, null));
        return this;
    }

    /** Samples are lost, and the source knows how many. */
    public ScriptedSource lost(int count) {
        lostBefore += count;
        number += count;
        return this;
    }

    /** A read that finds nothing. */
    public ScriptedSource nothing() {
        script.add(new Step(number, 0, 0, 0, null));
        return this;
    }

    /** Runs {@code action} before going on. */
    public ScriptedSource meanwhile(Action action) {
        script.add(new Step(number, 0, 0, 0, action));
        return this;
    }

    public ScriptedSource fails(String message) {
        return meanwhile(() -> {
            throw new IOException(message);
        });
    }

    /** How many samples a read gives at most, in turn. */
    public ScriptedSource inReadsOf(int... sizes) {
        this.sizes = sizes;
        return this;
    }

    /** Lets the source not know the time. */
    public ScriptedSource withoutTime() {
        withoutTime = true;
        return this;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        while (at < script.size() && script.get(at).action != null) {
            run(script.get(at++).action);
        }
        if (at == script.size()) {
            at = 0;
            return -1;
        }
        Step step = script.get(at);
        if (done == 0) {
            overruns += step.lost;
        }
        int n = Math.min(Math.min(count, step.count - done), sizes[reads++ % sizes.length]);
        timeNanos = step.timeNanos + format.nanosOf(step.number + done) - format.nanosOf(step.number);
        copy(step.number + done, n, dst, offset);
        done += n;
        if (done == step.count) {
            at++;
            done = 0;
        }
        return n;
    }

    private static void run(Action action) throws IOException {
        try {
            action.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(long first, int n, float[] dst, int offset) {
        int channels = format.channels();
        for (int i = 0; i < n; i++) {
            for (int channel = 0; channel < channels; channel++) {
                dst[offset + i * channels + channel] = value(first + i, channel);
            }
        }
    }

    @Override
    public long timeNanos() {
        return withoutTime ? UNKNOWN_TIME : timeNanos;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "script";
    }
}
