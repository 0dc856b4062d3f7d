package dev.pipit.sensors.chip;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.tinylog.Logger;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.bus.InputLine;

/**
 * A chip as a source that a pipeline can rely on: it stamps the samples, and it outlives what happens to wires.
 *
 * <p>Time: with a line, a batch was complete when the line rose; without one, half a period before the chip was asked
 * (an eighth where it keeps only the newest, and is asked four times a period or more). The true period is found while it runs ({@link BatchTime}).
 *
 * <p>Faults: when the chip does not answer, is not as it was set up any more, or gives the same sample again and again,
 * it is opened again, at first after 0.1 s, then ever more slowly up to every 2 s, for as long as it takes. No sample
 * of a batch that came with such a fault is given. What was missed counts as {@link #overruns} and shows as a gap. The
 * first fault of a kind is logged as a warning, then they are counted: {@link #faults}.
 *
 * <p>Threads: one reads; {@link #faults}, {@link #periodNanos} and {@link #jitterNanos} may be asked by others.
 */
public final class LiveSensor implements Source {
    private static final long FIRST_WAIT_NANOS = 100_000_000;
    private static final long MOST_WAIT_NANOS = 2_000_000_000;

    /** Periods without a sample, besides two FIFOs full or four watermarks, after which something is wrong. */
    private static final int SILENT = 16;

    /** No chip takes longer to its first sample than this and the periods above. */
    private static final long START_NANOS = 200_000_000;

    /** No longer than this in one call of {@link #read}. */
    private static final long LINE_NANOS = 50_000_000;

    private final Opener opener;
    private final Clock clock;
    private final InputLine line;              // null: there is none
    private final String name;
    private final SignalFormat format;
    private final List<Channel> channels;
    private final StuckSamples stuck;
    private final BatchTime time;
    private final float[] batch;
    private final Faults faults = new Faults();

    private Sensor sensor;                     // null while it is lost
    private long next;                         // samples of the batch that were given
    private int filled;
    private long firstNanos;
    private double slope;
    private long timeNanos = UNKNOWN_TIME;
    private long sensorOverruns;
    private long heardOverruns;                // when it was last silent
    private long lastNanos;                    // when it last gave samples, or was opened
    private long pollNanos = Long.MIN_VALUE;   // not asked before
    private long waitNanos = FIRST_WAIT_NANOS;
    private boolean began;
    private boolean wasStuck;
    private volatile long overruns;

    /** Opens a chip, the first time and again. */
    @FunctionalInterface
    public interface Opener {
        Sensor open() throws IOException;
    }

    /**
     * Opens the chip.
     *
     * @param stuckAfter equal samples in a row after which the chip is taken to be stuck; 0 for never
     * @throws IOException if that fails
     */
    public static LiveSensor open(Opener opener, int stuckAfter, Clock clock) throws IOException {
        return new LiveSensor(opener, stuckAfter, clock, null);
    }

    /** As {@link #open}, with the line that the chip raises when its samples are there. The caller closes the line. */
    public static LiveSensor open(Opener opener, int stuckAfter, Clock clock, InputLine line) throws IOException {
        return new LiveSensor(opener, stuckAfter, clock, Objects.requireNonNull(line, "line"));
    }

    private LiveSensor(Opener opener, int stuckAfter, Clock clock, InputLine line) throws IOException {
        this.opener = Objects.requireNonNull(opener, "opener");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.line = line;
        sensor = opener.open();
        name = sensor.name();
        format = sensor.format();
        channels = sensor.channels();
        stuck = new StuckSamples(channels.size(), stuckAfter);
        time = new BatchTime(format.periodNanos());
        batch = new float[(sensor.depth() + 1) * channels.size()];
        sensorOverruns = sensor.overruns();
        heardOverruns = sensorOverruns;
        lastNanos = clock.nanoTime();
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    /** What the numbers of a sample are, in their order. */
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (next == filled) {
            filled = 0;
            next = 0;
            fill();
        }
        int n = (int) Math.min(count, filled - next);
        if (n > 0) {
            int width = channels.size();
            System.arraycopy(batch, (int) next * width, dst, offset, n * width);
            timeNanos = firstNanos + Math.round(next * slope);
            next += n;
        }
        return n;
    }

    /** Takes one batch, if there is one. */
    private void fill() throws IOException {
        long now = clock.nanoTime();
        if (now < pollNanos) {
            return;
        }
        try {
            if (sensor == null) {
                sensor = opener.open();
                sensorOverruns = sensor.overruns();
                heardOverruns = sensorOverruns;
                lastNanos = clock.nanoTime();
                stuck.restart();
                time.gap();
                faults.mended();
            }
            batch();
        } catch (IOException e) {
            lost(e);
        }
    }

    private void batch() throws IOException {
        long risen = awaitLine();
        long asked = clock.nanoTime();
        int n = sensor.read(batch, 0, batch.length / channels.size());
        if (n == 0) {
            silence(asked);
            pollAgain(asked);
            return;
        }
        lastNanos = asked;
        sensor.check();
        if (stuck.sees(batch, n)) {
            wasStuck = true;
            throw new IOException("gives the same sample again and again");
        }
        if (wasStuck && !stuck.varied()) {                       // not yet believed again
            pollAgain(asked);
            return;
        }
        wasStuck = false;
        waitNanos = FIRST_WAIT_NANOS;
        stamp(n, risen, asked);
        filled = n;
        pollAgain(asked);
    }

    /** A chip that has lost its settings is mostly silent. One that has lost samples has taken some. */
    private void silence(long asked) throws IOException {
        if (sensor.overruns() != heardOverruns) {
            heardOverruns = sensor.overruns();
            lastNanos = asked;
        }
        double periods = (asked - lastNanos) / time.periodNanos();
        int most = Math.min(2 * sensor.depth(), 4 * sensor.watermark()) + SILENT;
        if (periods > most && asked - lastNanos > START_NANOS) {
            sensor.check();
            throw new IOException("gives no samples any more");
        }
    }

    private long awaitLine() throws IOException {
        if (line == null) {
            return InputLine.NONE;
        }
        try {
            return line.awaitRise(LINE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();                  // the reader's sleep ends by it
            return InputLine.NONE;
        }
    }

    /** Says when the {@code n} samples of the batch were taken, and how many are missing before them. */
    private void stamp(int n, long risen, long asked) {
        long newest = asked - Math.round(time.periodNanos() * between() / 2);
        if (risen != InputLine.NONE && n >= sensor.watermark()) {
            newest = risen + Math.round((n - sensor.watermark()) * time.periodNanos());
            newest = Math.min(newest, asked);                    // what came after the line rose
        }
        long overrunsNow = sensor.overruns();
        boolean lost = overrunsNow != sensorOverruns || !faults.running() || missed(n, newest);
        sensorOverruns = overrunsNow;
        if (began && lost) {
            overruns += Math.max(1, time.due(newest) - n);
            time.gap();
        }
        faults.runs();
        began = true;
        firstNanos = time.first(n, newest);
        slope = time.periodNanos();
    }

    /** A chip that keeps only the newest sample does not say that it lost one: the clock does. */
    private boolean missed(int n, long newest) {
        return sensor.depth() == 1 && began && time.due(newest) > n + 1L;
    }

    /** A chip that keeps only the newest sample is asked once in this part of a period. */
    private double between() {
        return sensor.depth() == 1 ? 1.0 / sensor.asks() : 1;
    }

    private void pollAgain(long asked) {
        double samples = line != null ? 0
            : sensor.depth() == 1 ? between() : Math.max(1, Math.min(sensor.watermark(), sensor.depth() / 2));
        pollNanos = asked + Math.round(samples * time.periodNanos());
    }

    private void lost(IOException cause) {
        if (faults.happened(cause)) {
            Logger.warn("{}: {}; trying again, more faults will only be counted", name, cause.getMessage());
        }
        if (sensor != null) {
            try {
                sensor.close();
            } catch (IOException e) {
                cause.addSuppressed(e);                          // it does not answer: that is known
            }
            sensor = null;
        }
        pollNanos = clock.nanoTime() + waitNanos;
        waitNanos = Math.min(MOST_WAIT_NANOS, 2 * waitNanos);
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    /** What happened to the chip so far. */
    public Faults faults() {
        return faults;
    }

    /** The period of the chip's own clock, as it was found so far. */
    public double periodNanos() {
        return time.periodNanos();
    }

    /** How far batches came from where they were expected, root mean square. */
    public double jitterNanos() {
        return time.jitterNanos();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        if (sensor != null) {
            sensor.close();
        }
    }
}
