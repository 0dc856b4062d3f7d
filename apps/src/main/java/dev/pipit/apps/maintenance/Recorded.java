package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/** Samples in memory as a source, which counts its time from sample 0. */
final class Recorded implements Source {
    private final String name;
    private final SignalFormat format;
    private final float[] samples;                               // [length, channels]
    private final int first;
    private final int end;
    private int position;
    private long timeNanos;

    private Recorded(String name, SignalFormat format, float[] samples, int first, int end) {
        this.name = name;
        this.format = format;
        this.samples = samples;
        this.first = Math.max(0, first);
        this.end = Math.min(end, samples.length / format.channels());
        position = this.first;
    }

    Recorded(String name, SignalFormat format, float[] samples) {
        this(name, format, samples, 0, Integer.MAX_VALUE);
    }

    /** All that is left in a source, which is closed. */
    static Recorded of(Source source) throws IOException {
        try (source) {
            int channels = source.format().channels();
            List<float[]> parts = new ArrayList<>();
            float[] part = new float[4_096 * channels];
            int total = 0;
            for (int n = source.read(part, 0, 4_096); n >= 0; n = source.read(part, 0, 4_096)) {
                parts.add(Arrays.copyOf(part, n * channels));
                total += n * channels;
            }
            float[] all = new float[total];
            int at = 0;
            for (float[] each : parts) {
                System.arraycopy(each, 0, all, at, each.length);
                at += each.length;
            }
            return new Recorded(source.name(), source.format(), all);
        }
    }

    /** From one sample to before another, to be read from its start. */
    Recorded part(int from, int to) {
        return new Recorded(name, format, samples, from, to);
    }

    int length() {
        return end - first;
    }

    float sample(int n, int channel) {
        return samples[(first + n) * format.channels() + channel];
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) {
        if (position == end) {
            return -1;
        }
        int n = Math.min(count, end - position);
        int channels = format.channels();
        System.arraycopy(samples, position * channels, dst, offset, n * channels);
        timeNanos = format.nanosOf(position);
        position += n;
        return n;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public String name() {
        return name;
    }
}
