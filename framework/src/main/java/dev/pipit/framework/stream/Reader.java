package dev.pipit.framework.stream;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.tinylog.Logger;

import dev.pipit.framework.signal.SignalFormat;

/**
 * The one thread that reads a source, and hands what it read to the ring of each pipeline that listens.
 *
 * <p>Cost: no allocation; one copy of the samples for each pipeline.
 */
final class Reader implements Runnable {
    /** Samples travel in slots of this much time. */
    private static final long SLOT_NANOS = 10_000_000;

    /** No longer than this between two looks at a source that has nothing yet, so that a pipeline can stop. */
    private static final long MOST_POLL_NANOS = 100_000_000;

    private final Source source;
    private final List<Running> listeners;
    private final Clock clock;
    private final SignalFormat format;
    private final Stamp stamp;
    private final Samples slot;        // what was read and not handed over yet
    private final int slotLength;
    private final long pollNanos;
    private final long overrunsBefore;
    private final long lateBefore;

    private long nextSample;           // number of the next sample of the source, lost ones included
    private long lastTime = Long.MIN_VALUE;
    private volatile boolean ended;
    private volatile long samples;
    private volatile long overruns;
    private volatile long late;        // dropped here
    private volatile long lateThere;   // dropped by the source itself

    Reader(Source source, List<Running> listeners, Clock clock) {
        this.source = source;
        this.listeners = listeners;
        this.clock = clock;
        format = source.format();
        stamp = new Stamp(source, clock);
        slotLength = slotLength(format);
        slot = new Samples(slotLength, format.channels());
        pollNanos = Math.min(MOST_POLL_NANOS, Math.max(1_000_000, format.nanosOf(slotLength) / 2));
        overrunsBefore = source.overruns();
        lateBefore = source.late();
        Busy.take(source);
    }

    /** Samples per channel in a slot. */
    static int slotLength(SignalFormat format) {
        return (int) Math.max(1, format.samplesIn(SLOT_NANOS));
    }

    long samples() {
        return samples;
    }

    long overruns() {
        return overruns;
    }

    long late() {
        return late + lateThere;
    }

    /** Gives the source free, when the thread was never started or has ended. */
    void release() {
        Busy.free(source);
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more && someoneListens()) {
                more = readOnce();
            }
            tell(Running::sourceEnded);
        } catch (InterruptedException e) {
            tell(Running::sourceEnded);                          // only our own close interrupts
        } catch (Throwable e) {
            tell(listener -> lost(listener, e));
        } finally {
            release();
        }
    }

    private void tell(Consumer<Running> last) {
        ended = true;
        listeners.forEach(last);
    }

    private void lost(Running listener, Throwable cause) {
        if (listener.stopped()) {
            listener.sourceEnded();                              // an error while it closes is no failure any more
        } else {
            listener.fail(source.name(), nextSample, samples == 0 ? 0 : lastTime, cause);
        }
    }

    /** Whether it has something to read and somebody to read it for. */
    boolean needed() {
        return !ended && someoneListens();
    }

    private boolean someoneListens() {
        for (int i = 0; i < listeners.size(); i++) {             // no iterator: this is run for every slot
            if (!listeners.get(i).stopped()) {
                return true;
            }
        }
        return false;
    }

    /** One call of the source; false at its end. */
    private boolean readOnce() throws IOException, InterruptedException {
        int n = source.read(slot.values, slot.count * format.channels(), slotLength - slot.count);
        lateThere = source.late() - lateBefore;
        if (n > 0) {
            arrived(n);
        } else if (n == 0) {
            clock.sleep(pollNanos);
        } else {
            handOver();
        }
        return n >= 0;
    }

    private void arrived(int n) throws InterruptedException {
        long lost = source.overruns() - overrunsBefore - overruns;
        long time = stamp.of(n, lost);
        if (time <= lastTime) {
            if (late == 0) {
                Logger.warn("{} gave {} samples that are not after those before: dropped; more will only be counted",
                    source.name(), n);
            }
            late += n;
            return;
        }
        lastTime = time;
        if (slot.count > 0 && (lost > 0 || jumps(time))) {
            handOverBefore(n);
        }
        if (lost > 0 && overruns == 0) {
            Logger.warn("{} lost {} samples; more will only be counted", source.name(), lost);
        }
        overruns += lost;
        nextSample += lost;
        if (slot.count == 0) {
            slot.firstSample = nextSample;
            slot.timeNanos = time;
        }
        slot.count += n;
        samples += n;
        nextSample += n;
        if (slot.count == slotLength) {
            handOver();
        }
    }

    /** Whether {@code time} is not where the samples of this slot lead to; a source may jitter by two periods. */
    private boolean jumps(long time) {
        double expected = slot.timeNanos + slot.count * format.periodNanos();
        return Math.abs(time - expected) > 2 * format.periodNanos();
    }

    /** Hands over what was there before the last {@code n} samples, which begin a new slot. */
    private void handOverBefore(int n) throws InterruptedException {
        int before = slot.count;
        handOver();
        int channels = format.channels();
        System.arraycopy(slot.values, before * channels, slot.values, 0, n * channels);
    }

    private void handOver() throws InterruptedException {
        if (slot.count > 0) {
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).samplesRead(slot);
            }
            slot.count = 0;
        }
    }
}
