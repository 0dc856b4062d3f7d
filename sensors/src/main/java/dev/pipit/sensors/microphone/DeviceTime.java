package dev.pipit.sensors.microphone;

/**
 * What the clock showed when a device was at some time of its own, which it counts by a quartz of its own.
 *
 * <p>A device is seen at work from time to time, always a little late, by a different little. So its time is followed
 * slowly, and with it how much faster or slower it goes than the clock; after a real break, at once.
 *
 * <p>Unit: nanoseconds. Error: of a device that is seen up to 20 ms late, with a quartz 500 millionths off, the times lie
 * within those 20 ms, and after a minute the drift within 40 millionths; pinned by {@code DeviceTimeTest}. The time of the
 * same sample goes back by no more than {@code mostBackNanos} at an observation.
 * Source: F. Adriaensen, Using a DLL to filter time, Linux Audio Conference 2005 (the loop of second order).
 */
final class DeviceTime {
    private static final double SLOWNESS_NANOS = 4e9;
    private static final double BREAK_NANOS = 100e6;
    private static final double MOST_DRIFT = 2e-3;

    private final double mostBackNanos;
    private boolean begun;
    private long device;               // where both are known
    private long clock;
    private double rest;               // of the clock, a part of a nanosecond
    private volatile double drift;

    /** @param mostBackNanos what the time of the same sample may be corrected by, backwards, at an observation */
    DeviceTime(double mostBackNanos) {
        this.mostBackNanos = mostBackNanos;
    }

    /** How much faster the clock goes than the device: 1e-6 is a millionth. */
    double drift() {
        return drift;
    }

    /** Sees the device at {@code deviceNanos} when the clock shows {@code clockNanos}. */
    void observe(long deviceNanos, long clockNanos) {
        double passed = deviceNanos - device;
        double predicted = rest + passed * (1 + drift);                // after clock
        double error = clockNanos - clock - predicted;
        if (!begun || error >= BREAK_NANOS) {
            begun = true;
            device = deviceNanos;
            clock = clockNanos;
            rest = 0;
        } else if (passed > 0) {
            double weight = Math.min(1, passed / SLOWNESS_NANOS);
            if (error > -BREAK_NANOS) {                                // else it does not run in real time: a file
                double faster = drift + error * weight / (4 * SLOWNESS_NANOS);
                drift = Math.max(-MOST_DRIFT, Math.min(MOST_DRIFT, faster));
            }
            double after = predicted + Math.max(error * weight, -mostBackNanos);
            long whole = (long) Math.floor(after);
            device = deviceNanos;
            clock += whole;
            rest = after - whole;
        }
    }

    /** What the clock shows at {@code deviceNanos}. */
    long clockAt(long deviceNanos) {
        return clock + Math.round(rest + (deviceNanos - device) * (1 + drift));
    }

    /** How much the device must have gone on beyond {@code deviceNanos} when the clock shows {@code clockNanos}. */
    long missing(long deviceNanos, long clockNanos) {
        return begun ? Math.max(0, device + Math.round((clockNanos - clock - rest) / (1 + drift)) - deviceNanos) : 0;
    }
}
