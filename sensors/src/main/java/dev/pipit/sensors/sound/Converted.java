package dev.pipit.sensors.sound;

import java.io.IOException;
import java.util.Objects;

import dev.pipit.framework.dsp.Resampler;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/**
 * A source made into one channel of another rate: one of its channels, the mean of all or the louder, without what is
 * slow if that is wanted, resampled, made louder.
 *
 * <p>Each result has the time at which it was sampled: the delay of the filter is taken out. Where the source lost
 * samples or its time jumps, the filter starts again, and what it still waited for, about a millisecond, is left out.
 * A source that does not know its time remains so.
 *
 * <p>Error: that of {@link Resampler}. To 16 kHz, from 48 or from 44.1: up to 7.2 kHz within ±0.002 dB, and of what is
 * above 8 kHz, and would be heard as something else below, nothing within 80 dB.
 *
 * <p>Closes the source when it is closed. Allocates nothing per read.
 */
public final class Converted implements Source {
    private static final int BLOCK = 512;

    private final Source source;
    private final Conversion conversion;
    private final int inputHz;
    private final int outputHz;
    private final float gain;
    private final Mono one;
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
    private volatile long beyond;
    private long timeNanos = UNKNOWN_TIME;

    private Converted(Source source, Conversion conversion) {
        this.source = Objects.requireNonNull(source, "source");
        this.conversion = conversion;
        double sourceHz = source.format().rateHz();
        if (sourceHz != Math.rint(sourceHz) || sourceHz > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a rate can be converted if it is a whole number: rateHz=" + sourceHz);
        }
        inputHz = (int) sourceHz;
        outputHz = conversion.rateHz();
        int channels = source.format().channels();
        gain = (float) Math.pow(10, conversion.gainDb() / 20);
        one = new Mono(conversion, channels, sourceHz);
        format = new SignalFormat(outputHz, 1, source.format().unit());
        resampler = new Resampler(inputHz, outputHz);
        block = new float[BLOCK * channels];
        ready = new float[Math.max(resampler.maxResults(BLOCK), resampler.maxResults(resampler.lookahead())) + 1];
    }

    /** {@code source} as {@code conversion} says. */
    public static Converted of(Source source, Conversion conversion) {
        return new Converted(source, conversion);
    }

    /** One channel of {@code source}, counted from 0. */
    public static Converted channel(Source source, int channel, int rateHz) {
        if (channel < 0) {
            throw new IllegalArgumentException("channel must be one of the source's: channel=" + channel
                + ", channels=" + source.format().channels());
        }
        return of(source, Conversion.to(rateHz).channel(new Channel(channel)));
    }

    /** The mean of all channels of {@code source}. */
    public static Converted mean(Source source, int rateHz) {
        return of(source, Conversion.to(rateHz));
    }

    /** Which channel is heard, from 0; of a mean the first. */
    public int chosen() {
        return one.chosen();
    }

    /** Samples that came at the end of the scale, and those that the gain took beyond it. */
    public long clipped() {
        return one.clipped() + beyond;
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
        return louder(resampler.flush(ready, 0));
    }

    private int louder(int n) {
        if (gain != 1) {
            for (int i = 0; i < n; i++) {
                ready[i] *= gain;
                if (Math.abs(ready[i]) > 1) {
                    beyond++;
                }
            }
        }
        return n;
    }

    private int convert(int n) {
        long time = source.timeNanos();
        if (samplesIn == 0 || source.overruns() != lost || jumps(time)) {
            resampler.reset();
            one.reset();
            startNanos = time;
            samplesIn = 0;
            samplesOut = 0;
            lost = source.overruns();
        }
        samplesIn += n;
        one.apply(block, n, mono);
        return louder(resampler.apply(mono, 0, n, ready, 0));
    }

    /** Whether {@code time} is not where the samples lead to; a source may jitter by two periods. */
    private boolean jumps(long time) {
        return time != UNKNOWN_TIME && startNanos != UNKNOWN_TIME
            && Math.abs(time - startNanos - SampleTime.nanos(samplesIn, inputHz)) > SampleTime.nanos(2, inputHz);
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
        return source.name() + ", " + conversion.channel();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
