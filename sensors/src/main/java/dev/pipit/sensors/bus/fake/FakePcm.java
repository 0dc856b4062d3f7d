package dev.pipit.sensors.bus.fake;

import java.util.function.LongFunction;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pcm;

/**
 * A device that records a signal in real time, by a clock that a test may move, as ALSA's does: with a buffer of half a
 * second, full it stops and throws away what it holds, pulled out it stays open and gives nothing.
 */
public final class FakePcm implements Pcm {
    private final Clock clock;
    private final Format format;
    private final LongFunction<float[]> signal;
    private final int capacity;
    private double rateHz;
    private long startNanos;
    private long startSample;          // which sample of the signal was recorded at startNanos
    private long read;                 // since startNanos
    private boolean stopped;
    private boolean pulledOut;
    private boolean open = true;
    private int closed;

    /**
     * @param clock  by which it records
     * @param format its samples
     * @param signal the samples of all channels, −1 to 1, at one of its times, counted from 0 when the device was opened
     */
    public FakePcm(Clock clock, Format format, LongFunction<float[]> signal) {
        this.clock = clock;
        this.format = format;
        this.signal = signal;
        rateHz = format.rateHz();
        capacity = format.rateHz() / 2;
        startNanos = clock.nanoTime();
    }

    /** With a quartz that is off by so many millionths. */
    public FakePcm faster(double millionths) {
        rateHz = format.rateHz() * (1 + millionths * 1e-6);
        return this;
    }

    /** As ALSA's devices do: it stays open and gives nothing. */
    public void pullOut() {
        pulledOut = true;
    }

    /** As devices of other systems do when they are pulled out. */
    public void breakDown() {
        pulledOut = true;
        open = false;
    }

    /** How often it was closed. */
    public int closed() {
        return closed;
    }

    private long recorded() {
        return (long) ((clock.nanoTime() - startNanos) * rateHz / 1e9) - read;
    }

    @Override
    public int available() {
        if (pulledOut) {
            return 0;
        }
        stopped |= recorded() >= capacity;
        return (int) (stopped ? capacity : recorded()) * format.frameBytes();
    }

    @Override
    public int capacity() {
        return capacity * format.frameBytes();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (pulledOut) {
            return -1;
        }
        int count = length / format.frameBytes();
        if (stopped) {
            stopped = false;
            startSample += read + recorded();
            startNanos = clock.nanoTime();
            read = 0;
            wait(count);
        }
        int bytes = format.bits() / 8;
        int at = offset;
        for (int i = 0; i < count; i++) {
            float[] samples = signal.apply(startSample + read++);
            for (int c = 0; c < format.channels(); c++) {
                long value = Math.min((1L << 31) - 1, Math.round(samples[c] * 0x1p31)) >> 32 - format.bits();
                for (int b = 0; b < bytes; b++) {
                    into[at++] = (byte) (value >> 8 * b);
                }
            }
        }
        return at - offset;
    }

    private void wait(int count) {
        try {
            clock.sleep((long) Math.ceil(count * 1e9 / rateHz));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        closed++;
    }
}
