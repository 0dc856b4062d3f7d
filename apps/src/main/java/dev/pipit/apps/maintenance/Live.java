package dev.pipit.apps.maintenance;

import java.io.IOException;

import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/** A sensor as a source that closes with it all that it needs. */
record Live(OpenSensor sensor) implements Source {
    @Override
    public SignalFormat format() {
        return sensor.source().format();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        return sensor.source().read(dst, offset, count);
    }

    @Override
    public long timeNanos() {
        return sensor.source().timeNanos();
    }

    @Override
    public long overruns() {
        return sensor.source().overruns();
    }

    @Override
    public long late() {
        return sensor.source().late();
    }

    @Override
    public String name() {
        return sensor.source().name();
    }

    @Override
    public void close() throws IOException {
        sensor.close();
    }
}
