package dev.pipit.apps.maintenance;

import java.io.IOException;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;

/** A source whose samples are multiplied: from the fraction of full scale into a unit. One channel may be left as it is. */
final class Scaled implements Source {
    private final Source source;
    private final float factor;
    private final int left;
    private final SignalFormat format;

    Scaled(Source source, double factor, Unit unit) {
        this(source, factor, unit, -1);
    }

    /** @param left channel that stays as it is, or -1 */
    Scaled(Source source, double factor, Unit unit, int left) {
        this.left = left;
        this.source = source;
        this.factor = (float) factor;
        format = new SignalFormat(source.format().rateHz(), source.format().channels(), unit);
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int n = source.read(dst, offset, count);
        for (int i = offset; i < offset + n * format.channels(); i++) {
            dst[i] *= (i - offset) % format.channels() == left ? 1 : factor;
        }
        return n;
    }

    @Override
    public long timeNanos() {
        return source.timeNanos();
    }

    @Override
    public long overruns() {
        return source.overruns();
    }

    @Override
    public long late() {
        return source.late();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
