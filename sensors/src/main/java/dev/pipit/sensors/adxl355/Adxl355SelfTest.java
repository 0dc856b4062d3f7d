package dev.pipit.sensors.adxl355;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.SelfTest;

/**
 * The self-test of an ADXL355: the mass is pulled electrically, and must answer by 0.1 to 0.6 g along x and y, by 0.5
 * to 3 g along z; typical are 0.3 g and 1.5 g.
 *
 * <p>At ±8 g, which leaves room for the pull, and 500 Hz: 16 samples in self-test mode without and 16 with the pull.
 * Source: data sheet ADXL354/ADXL355, self-test; the limits as the open driver PL_ADXL355 has them, the typical values
 * as Analog Devices' forum has them. The chip must lie still.
 */
final class Adxl355SelfTest implements SelfTest {
    private static final int XDATA3 = 0x08;
    private static final int FILTER = 0x28;
    private static final int RANGE = 0x2C;
    private static final int POWER_CTL = 0x2D;
    private static final int SELF_TEST = 0x2E;
    private static final int STANDBY = 0b001;
    private static final int ST1 = 0b01;
    private static final int ST2 = 0b10;
    private static final int SAMPLES = 16;
    private static final int PERIOD_MILLIS = 2;
    private static final int SETTLE_MILLIS = 100;
    private static final double STANDARD_GRAVITY = 9.80665;
    private static final double DIGIT = STANDARD_GRAVITY / 64_000;       // m/s² at ±8 g
    private static final double[] LEAST = {0.1, 0.1, 0.5};               // g
    private static final double[] MOST = {0.6, 0.6, 3};

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(Adxl355.FORM)) {
            Adxl355.reset(registers, clock);
            registers.write(FILTER, 3);                                  // 500 Hz
            registers.write(RANGE, 0b1000_0011);                         // ±8 g
            registers.write(SELF_TEST, ST1);
            registers.write(POWER_CTL, 0);
            double[] without = mean(registers, clock);
            registers.write(SELF_TEST, ST1 | ST2);                       // pull
            double[] with = mean(registers, clock);
            registers.write(SELF_TEST, 0);
            registers.write(POWER_CTL, STANDBY);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    LEAST[axis] * STANDARD_GRAVITY, MOST[axis] * STANDARD_GRAVITY, Unit.METRES_PER_SECOND_SQUARED));
            }
            return results;
        }
    }

    /** In digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[9];
        double[] mean = new double[3];
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, PERIOD_MILLIS);
            registers.read(XDATA3, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                int digits = raw[3 * axis] << 12 | (raw[3 * axis + 1] & 0xFF) << 4 | (raw[3 * axis + 2] & 0xFF) >> 4;
                mean[axis] += digits / (double) SAMPLES;
            }
        }
        return mean;
    }
}
