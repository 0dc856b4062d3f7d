package dev.pipit.apps.sensors;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Source;

/** Reads a sensor until enough has come, its end, or until it is interrupted. */
public final class Reading {
    private static final int AT_ONCE = 256;
    private static final long MOST_WAIT_NANOS = 10_000_000;
    private static final long LEAST_WAIT_NANOS = 200_000;

    private final OpenSensor sensor;
    private final SensorReport report;
    private final Clock clock;
    private final Tally tally;
    private long firstNanos;
    private long overruns;
    private long faults;

    /** Nothing is read yet. */
    public Reading(OpenSensor sensor, SensorReport report, Clock clock) {
        this.sensor = sensor;
        this.report = report;
        this.clock = clock;
        tally = new Tally(sensor.channels().size());
    }

    /**
     * Reads.
     *
     * @param count at most so many samples
     * @param nanos at most for so long
     * @return what came
     * @throws InterruptedException if somebody ends it; it has been reported then
     */
    public Tally run(long count, long nanos) throws IOException, InterruptedException {
        Source source = sensor.source();
        int width = sensor.channels().size();
        float[] values = new float[AT_ONCE * width];
        long wait = (long) Math.max(LEAST_WAIT_NANOS, Math.min(MOST_WAIT_NANOS, source.format().periodNanos() / 4));
        long began = clock.nanoTime();
        report.begins(sensor, tally);
        overruns = source.overruns();
        try {
            while (tally.samples() < count && clock.nanoTime() - began < nanos) {
                int n = source.read(values, 0, (int) Math.min(AT_ONCE, count - tally.samples()));
                if (n < 0) {
                    break;
                }
                faults();
                if (n > 0) {
                    take(source, values, n, width);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                } else if (n == 0) {
                    clock.sleep(wait);
                }
            }
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } finally {
            report.ends(sensor, tally);
        }
        return tally;
    }

    private void take(Source source, float[] values, int n, int width) {
        double period = 1e9 / sensor.health().get().rateHz();
        long time = source.timeNanos() == Source.UNKNOWN_TIME
            ? clock.nanoTime() - Math.round((n - 1) * period) : source.timeNanos();
        if (tally.samples() == 0) {
            firstNanos = time;
        }
        if (source.overruns() > overruns) {
            long lost = source.overruns() - overruns;
            tally.gap(lost);
            report.gap((time - firstNanos) / 1e9, lost);
            overruns = source.overruns();
        }
        for (int i = 0; i < n; i++) {
            long at = time + Math.round(i * period);
            tally.sample(at, values, i * width);
            report.sample((at - firstNanos) / 1e9, values, i * width);
        }
    }

    private void faults() {
        OpenSensor.Health health = sensor.health().get();
        if (health.faults() > faults) {
            faults = health.faults();
            report.fault(health.lastFault());
        }
    }
}
