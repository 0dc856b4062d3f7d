package dev.pipit.framework.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

/**
 * Several sources as one, aligned by time: the channels of all, side by side, at the pace of the first.
 *
 * <p>Each sample of the first source is joined by the sample of every other that is nearest in time. Where one has none
 * within the tolerance, the sample is left out, counted as an overrun, and shows as a gap. The time is that of the
 * first source. Ends with the source that ends first.
 *
 * <p>The unit is that of the sources, or {@link Unit#NONE} where they differ.
 */
public final class Join implements Source {
    private final List<Lookahead> sources;
    private final SignalFormat format;
    private final long toleranceNanos;
    private long leftOut;                      // samples of the first source that found no partner
    private long overruns;
    private long timeNanos = UNKNOWN_TIME;

    private Join(List<Lookahead> sources, long toleranceNanos) {
        this.sources = sources;
        this.toleranceNanos = toleranceNanos;
        var units = sources.stream().map(each -> each.source().format().unit()).distinct().toList();
        int channels = sources.stream().mapToInt(each -> each.source().format().channels()).sum();
        format = new SignalFormat(sources.get(0).source().format().rateHz(), channels,
            units.size() == 1 ? units.get(0) : Unit.NONE);
    }

    /**
     * Joins {@code others} to {@code first}.
     *
     * @param tolerance how far apart in time samples may be to stand side by side; at least half a period of the
     *                  slowest source, or there will be gaps
     */
    public static Join of(Duration tolerance, Source first, Source... others) {
        return of(Clock.SYSTEM, tolerance, first, others);
    }

    /** As {@link #of(Duration, Source, Source...)}, with a clock of one's own for sources that do not know the time. */
    public static Join of(Clock clock, Duration tolerance, Source first, Source... others) {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("tolerance must not be negative: tolerance=" + tolerance.toMillis() + " ms");
        }
        if (others.length == 0) {
            throw new IllegalArgumentException("a join needs at least two sources");
        }
        var sources = new ArrayList<Lookahead>();
        sources.add(new Lookahead(first, clock));
        Arrays.stream(others).forEach(other -> sources.add(new Lookahead(other, clock)));
        return new Join(List.copyOf(sources), tolerance.toNanos());
    }

    Stream<Source> sources() {
        return sources.stream().map(Lookahead::source);
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int n = 0;
        while (n < count) {
            Next next = next();
            if (next != Next.READY) {
                return n > 0 ? n : next == Next.END ? -1 : 0;
            }
            long missing = sources.get(0).lost() + leftOut;
            if (n > 0 && missing != overruns) {
                return n;                      // a gap is before the first sample of a read, never inside
            }
            overruns = missing;
            timeNanos = n == 0 ? sources.get(0).time() : timeNanos;
            take(dst, offset + n * format.channels());
            n++;
        }
        return n;
    }

    private enum Next { READY, NOT_YET, END }

    /** Brings every source to the next samples that belong together. */
    private Next next() throws IOException {
        Lookahead first = sources.get(0);
        while (first.more()) {
            boolean together = true;
            for (int i = 1; i < sources.size(); i++) {
                Lookahead other = sources.get(i);
                if (!other.seek(first.time())) {
                    return other.ended() ? Next.END : Next.NOT_YET;
                }
                if (other.over(first.time(), toleranceNanos)) {
                    return Next.END;
                }
                together &= Math.abs(other.time() - first.time()) <= toleranceNanos;
            }
            if (together) {
                return Next.READY;
            }
            leftOut++;
            first.skip();
        }
        return first.ended() ? Next.END : Next.NOT_YET;
    }

    private void take(float[] dst, int offset) {
        int at = offset;
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).copy(dst, at);
            at += sources.get(i).channels();
        }
        sources.get(0).skip();
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
    public long late() {
        long late = 0;
        for (int i = 0; i < sources.size(); i++) {               // no iterator: this is run for every read
            late += sources.get(i).late();
        }
        return late;
    }

    @Override
    public String name() {
        return sources.stream().map(each -> each.source().name()).collect(Collectors.joining(" + ", "Join ", ""));
    }

    /** Closes all sources, even when that fails for one. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Lookahead each : sources) {
            try {
                each.source().close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
