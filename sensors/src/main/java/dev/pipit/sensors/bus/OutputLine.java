package dev.pipit.sensors.bus;

import java.io.IOException;

/** A line that we drive: an LED, a relay. Low when it is opened, and when it is closed. */
public interface OutputLine extends Line {
    void set(boolean high) throws IOException;
}
