package dev.pipit.sensors.sound;

import java.io.IOException;
import java.util.Objects;

import dev.pipit.framework.dsp.Resampler;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/**
 * A source made into one channel of another rate: one of its channels or the mean of all, resampled.
 *
 * <p>Each result has the time at which it was sampled: the delay of the filter is taken out. Where the source lost
 * samples or its time jumps, the filter starts again, and what it still waited for, about a millisecond, is left out.
 * A source that does not know its time remains so.
 *
 * <p>Closes the source when it is closed. Allocates nothing per read.
 */
public final class Converted implements Source {
    private static final int BLOCK = 512;
    private static final int MEAN = -1;

    private final Source source;
    private final int channels;
    private final int channel;
    private final int inputHz;
    private final int outputHz;
    private final SignalFormat format;
    private final Resampler resampler;
    private final float[] block;
    private final float[] mono = new float[BLOCK];

    /** Results that wait to be read. */
    private final float[] ready;
    private int next;
    private int filled;
    private boolean ended;

    /** Since the beginning or the last gap. */
    private long startNanos;
    private long samplesIn;
    private long samplesOut;
    private long lost;
    private long timeNanos = UNKNOWN_TIME;

    private Converted(Source source, int channel, int rateHz) {
        this.source = Objects.requireNonNull(source, "source");
        this.channel = channel;
        double sourceHz = source.format().rateHz();
        if (sourceHz != Math.rint(sourceHz) || sourceHz > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a rate can be converted if it is a whole number: rateHz=" + sourceHz);
        }
        inputHz = (int) sourceHz;
        outputHz = rateHz;
        channels = source.format().channels();
        format = new SignalFormat(rateHz, 1, source.format().unit());
        resampler = new Resampler(inputHz, rateHz);
        block = new float[BLOCK * channels];
        ready = new float[Math.max(resampler.maxResults(BLOCK), resampler.maxResults(resampler.lookahead())) + 1];
    }

    /** One channel of {@code source}, counted from 0. */
    public static Converted channel(Source source, int channel, int rateHz) {
        if (channel < 0 || channel >= source.format().channels()) {
            throw new IllegalArgumentException("channel must be one of the source's: channel=" + channel
                + ", channels=" + source.format().channels());
        }
        return new Converted(source, channel, rateHz);
    }

    /** The mean of all channels of {@code source}. */
    public static Converted mean(Source source, int rateHz) {
        return new Converted(source, MEAN, rateHz);
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        while (next == filled) {
            if (ended) {
                return -1;
            }
            int n = source.read(block, 0, BLOCK);
            if (n == 0) {
                return 0;
            }
            next = 0;
            filled = n < 0 ? end() : convert(n);
        }
        int n = Math.min(count, filled - next);
        System.arraycopy(ready, next, dst, offset, n);
        timeNanos = startNanos == UNKNOWN_TIME ? UNKNOWN_TIME : startNanos + SampleTime.nanos(samplesOut, outputHz);
        next += n;
        samplesOut += n;
        return n;
    }

    private int end() {
        ended = true;
        return resampler.flush(ready, 0);
    }

    private int convert(int n) {
        long time = source.timeNanos();
        if (samplesIn == 0 || source.overruns() != lost || jumps(time)) {
            resampler.reset();
            startNanos = time;
            samplesIn = 0;
            samplesOut = 0;
            lost = source.overruns();
        }
        samplesIn += n;
        for (int i = 0; i < n; i++) {
            mono[i] = channel == MEAN ? mean(i * channels) : block[i * channels + channel];
        }
        return resampler.apply(mono, 0, n, ready, 0);
    }

    /** Whether {@code time} is not where the samples lead to; a source may jitter by two periods. */
    private boolean jumps(long time) {
        return time != UNKNOWN_TIME && startNanos != UNKNOWN_TIME
            && Math.abs(time - startNanos - SampleTime.nanos(samplesIn, inputHz)) > SampleTime.nanos(2, inputHz);
    }

    private float mean(int at) {
        float sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += block[at + c];
        }
        return sum / channels;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    /** In samples of the new rate, rounded up so that no loss is lost. */
    @Override
    public long overruns() {
        return (source.overruns() * outputHz + inputHz - 1) / inputHz;
    }

    @Override
    public String name() {
        return source.name() + ", " + (channel == MEAN ? "mean of channels" : "channel " + channel);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
