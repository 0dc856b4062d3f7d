package dev.pipit.sensors.lis3dh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.SelfTest;

/**
 * The self-test of a LIS3DH: the mass is pulled electrically, and each axis must answer by 17 to 360 digits of 10 bits.
 *
 * <p>At ±2 g, 50 Hz, normal mode (10 bits, left-justified): five samples without and five with the pull. Source: data
 * sheet DocID17530, mechanical characteristics; the chip must lie still.
 */
final class Lis3dhSelfTest implements SelfTest {
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG4 = 0x23;
    private static final int OUT_X_L = 0x28;
    private static final int SAMPLES = 5;
    private static final int SETTLE_MILLIS = 90;
    private static final int PERIOD_MILLIS = 20;
    private static final double LEAST_DIGITS = 17;
    private static final double MOST_DIGITS = 360;
    private static final double DIGIT = 4e-3 * 9.80665;                  // m/s², 4 mg at ±2 g

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.ST)) {
            registers.write(0x24, 0);                                    // no FIFO
            registers.write(CTRL_REG4, 0b1000_0000);                     // block data update, ±2 g
            registers.write(CTRL_REG1, 0b0100_0111);                     // 50 Hz
            double[] without = mean(registers, clock);
            registers.write(CTRL_REG4, 0b1000_0010);                     // pull
            double[] with = mean(registers, clock);
            registers.write(CTRL_REG4, 0b1000_0000);
            registers.write(CTRL_REG1, 0);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    LEAST_DIGITS * DIGIT, MOST_DIGITS * DIGIT, Unit.METRES_PER_SECOND_SQUARED));
            }
            return results;
        }
    }

    /** In digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, PERIOD_MILLIS);
            registers.read(OUT_X_L, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += ((raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) >> 6) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
