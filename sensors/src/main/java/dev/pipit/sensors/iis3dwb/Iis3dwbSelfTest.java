package dev.pipit.sensors.iis3dwb;

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
 * The self-test of an IIS3DWB: the mass is pulled electrically, and each axis must answer by 0.8 to 3.2 g.
 *
 * <p>At ±4 g: 0.1 s to settle, then five samples, without and with the pull. Source: ST's example {@code
 * iis3dwb_self_test.c}; the chip must lie still.
 */
final class Iis3dwbSelfTest implements SelfTest {
    private static final int CTRL1_XL = 0x10;
    private static final int CTRL3_C = 0x12;
    private static final int CTRL5_C = 0x14;
    private static final int OUTX_L_A = 0x28;
    private static final int SAMPLES = 5;
    private static final int RESET_MILLIS = 10;
    private static final int SETTLE_MILLIS = 100;
    private static final int PERIOD_MICROS = 50;                         // more than one, also of a slow chip
    private static final double STANDARD_GRAVITY = 9.80665;
    private static final double DIGIT = 0.122e-3 * STANDARD_GRAVITY;     // m/s² at ±4 g
    private static final double LEAST = 0.8 * STANDARD_GRAVITY;
    private static final double MOST = 3.2 * STANDARD_GRAVITY;

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            registers.write(CTRL3_C, 0b0000_0001);                       // reset
            Pause.millis(clock, RESET_MILLIS);
            registers.write(CTRL3_C, 0b0100_0100);                       // block data update, count on
            registers.write(CTRL1_XL, 0b1010_1000);                      // on, ±4 g
            double[] without = mean(registers, clock);
            registers.write(CTRL5_C, 0b0000_0001);                       // pull
            double[] with = mean(registers, clock);
            registers.write(CTRL5_C, 0);
            registers.write(CTRL1_XL, 0);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    LEAST, MOST, Unit.METRES_PER_SECOND_SQUARED));
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
            Pause.micros(clock, PERIOD_MICROS);
            registers.read(OUTX_L_A, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
