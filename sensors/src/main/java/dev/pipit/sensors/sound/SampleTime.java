package dev.pipit.sensors.sound;

/** Times of samples counted from a beginning: the same for the same number, always, and never adding up errors. */
public final class SampleTime {
    private static final long SECOND = 1_000_000_000;

    private SampleTime() {
    }

    /** {@code samples / rateHz} in nanoseconds, rounded to nearest; samples at least 0. */
    public static long nanos(long samples, int rateHz) {
        return samples / rateHz * SECOND + (samples % rateHz * SECOND + rateHz / 2) / rateHz;
    }
}
