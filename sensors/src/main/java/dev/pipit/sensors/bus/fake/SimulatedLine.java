package dev.pipit.sensors.bus.fake;

import java.util.function.BooleanSupplier;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.InputLine;

/** The line of a simulated chip. Waiting lets the clock go on in small steps until the line is high. */
final class SimulatedLine implements InputLine {
    private static final long STEP_NANOS = 10_000;

    private final BooleanSupplier high;
    private final Clock clock;

    SimulatedLine(BooleanSupplier high, Clock clock) {
        this.high = high;
        this.clock = clock;
    }

    @Override
    public boolean high() {
        return high.getAsBoolean();
    }

    @Override
    public long awaitRise(long timeoutNanos) throws InterruptedException {
        long until = clock.nanoTime() + timeoutNanos;
        while (!high()) {
            if (clock.nanoTime() >= until) {
                return NONE;
            }
            clock.sleep(STEP_NANOS);
        }
        return clock.nanoTime();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
