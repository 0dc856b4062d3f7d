package dev.pipit.sensors.microphone;

import java.io.IOException;
import org.tinylog.Logger;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.sound.SampleCoding;
import dev.pipit.sensors.sound.SampleTime;

/**
 * What a device has recorded so far, as it recorded it, with the time by its own count of samples. Never waits for long:
 * 0 where nothing is there yet.
 *
 * <p>Where the device lost samples, because its buffer was full or because it was gone, the clock says how many: to about
 * one of its periods, some 20 ms. A device that is gone, or gives nothing for two seconds, is opened again, after half a
 * second, one, two and so on up to ten.
 */
final class PcmSource implements Source {
    private static final int BUFFER_MILLIS = 100;
    private static final long SILENCE_NANOS = 2_000_000_000L;
    private static final long FIRST_RETRY_NANOS = 500_000_000L;
    private static final long LAST_RETRY_NANOS = 10_000_000_000L;

    private final Opening opening;
    private final String name;
    private final Clock clock;
    private final int rateHz;
    private final int frameBytes;
    private final SampleCoding coding;
    private final SignalFormat signal;
    private final byte[] buffer;
    private final long settle;
    private final DeviceTime time;

    private Pcm pcm;
    private boolean gone;
    private boolean missed;            // something, and how much is not known yet
    private long unsettled;            // samples that are not heard yet
    private long position;             // of the next sample, lost ones included
    private long timeNanos = UNKNOWN_TIME;
    private long heardNanos;
    private long retryAtNanos;
    private long retryNanos;
    private volatile long overruns;
    private volatile long losses;
    private volatile boolean closed;

    /** Opens the device again, in the same format. */
    interface Opening {
        Pcm open() throws IOException;
    }

    /**
     * @param settleMillis  how long it is not heard after it was opened
     * @param mostBackNanos see {@link DeviceTime}
     */
    PcmSource(String name, Pcm pcm, Pcm.Format format, Opening opening, Clock clock, int settleMillis,
            double mostBackNanos) {
        this.name = name;
        this.pcm = pcm;
        this.opening = opening;
        this.clock = clock;
        rateHz = format.rateHz();
        frameBytes = format.frameBytes();
        coding = SampleCoding.signed(format.bits());
        signal = new SignalFormat(rateHz, format.channels(), Unit.FULL_SCALE);
        buffer = new byte[Math.max(1, rateHz * BUFFER_MILLIS / 1_000) * frameBytes];
        settle = (long) rateHz * settleMillis / 1_000;
        unsettled = settle;
        time = new DeviceTime(mostBackNanos);
        heardNanos = clock.nanoTime();
    }

    @Override
    public SignalFormat format() {
        return signal;
    }

    /** When the clock showed what: {@link #timeNanos} counts samples. */
    DeviceTime time() {
        return time;
    }

    /** How often the device was gone. */
    long losses() {
        return losses;
    }

    @Override
    public int read(float[] dst, int offset, int count) {
        if (closed) {
            return -1;
        }
        long now = clock.nanoTime();
        if (gone && !back(now)) {
            return 0;
        }
        int bytes = pcm.available();
        if (bytes >= frameBytes) {
            heardNanos = now;
        } else {
            if (!pcm.isOpen() || now - heardNanos > SILENCE_NANOS) {
                lose(now);
            }
            return 0;
        }
        missed |= bytes >= pcm.capacity() && position > 0;
        if (!missed) {
            time.observe(SampleTime.nanos(position + bytes / frameBytes, rateHz), now);
        }
        return take(Math.min(count, Math.min(bytes, buffer.length) / frameBytes), dst, offset);
    }

    private int take(int wanted, float[] dst, int offset) {
        int n = Math.max(0, pcm.read(buffer, 0, wanted * frameBytes)) / frameBytes;
        if (missed) {
            countMissing(n);
        }
        if (unsettled > 0) {
            unsettled -= n;
            overruns += losses > 0 ? n : 0;                    // at the beginning nobody misses them
            position += n;
            return 0;
        }
        coding.decode(buffer, 0, n * signal.channels(), dst, offset);
        timeNanos = SampleTime.nanos(position, rateHz);
        position += n;
        return n;
    }

    /**
     * Compares what came with the clock, as soon as the buffer is not full: before, nobody knows what will be lost. A file
     * in the place of a device fills every buffer and loses nothing.
     */
    private void countMissing(int n) {
        int bytes = pcm.available();
        if (bytes >= pcm.capacity()) {
            return;
        }
        missed = false;
        long heard = SampleTime.nanos(position + n + bytes / frameBytes, rateHz);
        long lost = Math.round(time.missing(heard, clock.nanoTime()) * (double) rateHz / 1e9);
        position += lost;
        overruns += lost;
    }

    private void lose(long now) {
        if (losses == 0) {
            Logger.warn("{} is gone; it is looked for until it is back. More losses will only be counted", name);
        }
        losses++;
        gone = true;
        pcm.close();
        retryNanos = FIRST_RETRY_NANOS;
        retryAtNanos = now + retryNanos;
    }

    private boolean back(long now) {
        if (now < retryAtNanos) {
            return false;
        }
        try {
            pcm = opening.open();
        } catch (IOException e) {
            Logger.debug("{} is not back: {}", name, e.getMessage());
            retryNanos = Math.min(2 * retryNanos, LAST_RETRY_NANOS);
            retryAtNanos = now + retryNanos;
            return false;
        }
        Logger.debug("{} is back", name);
        gone = false;
        missed = position > 0;
        unsettled = settle;
        heardNanos = now;
        return true;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pcm.close();
        }
    }
}
