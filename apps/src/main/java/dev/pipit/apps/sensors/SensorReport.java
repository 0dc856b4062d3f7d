package dev.pipit.apps.sensors;

/** Hears what comes of a sensor. Called by the thread that reads. */
public interface SensorReport {
    void begins(OpenSensor sensor, Tally tally);

    /** One sample; {@code seconds} count from the first one. */
    void sample(double seconds, float[] values, int at);

    /** Samples are missing before the next one. */
    void gap(double seconds, long lost);

    /** The sensor is lost; it is being looked for. */
    void fault(String message);

    void ends(OpenSensor sensor, Tally tally);
}
