package dev.pipit.sensors.lsm6ds3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Part;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Range;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Rate;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Turn;
import dev.pipit.sensors.simulated.SimulatedChips;

class Lsm6ds3OverrunTest {
    /** Both grow by the same number a second: in a sample of one period they are equal, axis by axis. */
    private static final World RAMP = new World((axis, t) -> t + axis, (axis, t) -> t + axis, World.Signal.constant(0),
        World.Signal.constant(0), World.Signal.constant(0), World.Signal.constant(0), World.Signal.constant(0));

    /** A digit of the gyroscope is 0.0012 rad/s, one of the accelerometer 0.0048 m/s²; a period is 0.0096 s. */
    private static final float HALF_A_PERIOD = 0.0048f;

    @Test
    void mixesNoTwoPeriodsWhereverTheFifoOverran() throws IOException {
        var clock = new SimulatedClock();
        var bus = SimulatedBus.i2c("i2c-1").plug(0x6A, SimulatedChips.make("lsm6ds3", RAMP, clock, 0));
        var sensor = new Lsm6ds3(bus.wires(0x6A).registers(RegisterForm.PLAIN), Part.LSM6DS3, Rate.HZ_104, Range.G_16,
            Turn.DPS_2000, clock);
        float[] samples = new float[6 * 683];
        for (int i = 0; i < 4; i++) {
            clock.sleep(6_600_000_000L + i * 3_000_000L);                // more than 682 periods
            int n = sensor.read(samples, 0, 675 + i);                    // the FIFO may begin with a broken one
            assertTrue(n >= 675);
            for (int s = 0; s < n; s++) {
                for (int axis = 0; axis < 3; axis++) {
                    assertEquals(samples[6 * s + axis], samples[6 * s + 3 + axis], HALF_A_PERIOD);
                }
                assertEquals(1, samples[6 * s + 1] - samples[6 * s], HALF_A_PERIOD);
            }
        }
        assertEquals(4, sensor.overruns());
    }
}
