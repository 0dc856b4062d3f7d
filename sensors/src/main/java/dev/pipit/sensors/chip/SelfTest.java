package dev.pipit.sensors.chip;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Wires;

/** The test that a chip makes of itself: it moves its own mass and says how far that went. Takes up to seconds. */
@FunctionalInterface
public interface SelfTest {
    /** Tests, and leaves the chip at rest. */
    List<Result> run(Wires wires, Clock clock) throws IOException;

    /**
     * How one channel did.
     *
     * @param channel its name
     * @param value   what was measured
     * @param least   the least that the data sheet allows
     * @param most    the most that the data sheet allows
     * @param unit    of all three
     */
    record Result(String channel, double value, double least, double most, Unit unit) {
        public Result {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(unit, "unit");
        }

        public boolean passed() {
            return value >= least && value <= most;
        }
    }
}
