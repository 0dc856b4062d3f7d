package dev.pipit.apps.sensors;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.chip.Channel;

/**
 * A sensor that runs, as the commands see it.
 *
 * @param source   its samples
 * @param place    where it is wired: {@code i2c-1 0x18}
 * @param channels what a sample is made of
 * @param health   how it does, asked while it is read
 * @param also     what is to be closed after the source
 */
public record OpenSensor(Source source, String place, List<Channel> channels, Supplier<Health> health, List<AutoCloseable> also)
        implements AutoCloseable {
    /**
     * How a sensor does.
     *
     * @param rateHz       by its own clock, as it was found so far
     * @param jitterMillis how far batches come from where they are expected, root mean square
     * @param faults       how often it was lost
     * @param lastFault    empty if it never was
     * @param running      false from a fault to the first sample after it
     */
    public record Health(double rateHz, double jitterMillis, long faults, String lastFault, boolean running) {
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        try {
            source.close();
        } catch (IOException e) {
            failed = e;                                          // the rest is closed all the same
        }
        for (AutoCloseable each : also) {
            try {
                each.close();
            } catch (IOException e) {
                failed = e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
