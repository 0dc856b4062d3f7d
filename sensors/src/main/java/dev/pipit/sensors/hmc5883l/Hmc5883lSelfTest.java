package dev.pipit.sensors.hmc5883l;

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
 * The self-test of an HMC5883L: it makes a field of its own, takes off the one around, and must see 243 to 575 digits
 * along each axis at gain 5.
 *
 * <p>The third of three measurements counts, for the first still has the gain from before. Source: data sheet HMC5883L
 * 900405 Rev. E, self-test operation; the limits are also in MultiWii.
 */
final class Hmc5883lSelfTest implements SelfTest {
    private static final int CONFIGURATION_A = 0x00;
    private static final int CONFIGURATION_B = 0x01;
    private static final int MODE = 0x02;
    private static final int DATA_X_MSB = 0x03;
    private static final int MEASUREMENTS = 3;
    private static final int MEASURING_MILLIS = 10;
    private static final double DIGIT = 1e-4 / 390;                      // T at gain 5
    private static final double LEAST_DIGITS = 243;
    private static final double MOST_DIGITS = 575;

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            byte[] raw = new byte[6];
            registers.write(CONFIGURATION_A, 0b0111_0001);               // mean of 8, positive field of its own
            registers.write(CONFIGURATION_B, 0b1010_0000);               // gain 5
            for (int i = 0; i < MEASUREMENTS; i++) {
                registers.write(MODE, 0b01);
                Pause.millis(clock, MEASURING_MILLIS);
                registers.read(DATA_X_MSB, raw, 0, raw.length);
            }
            registers.write(CONFIGURATION_A, 0b0111_0000);
            registers.write(MODE, 0b11);
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int digits = raw[2 * i] << 8 | raw[2 * i + 1] & 0xFF;
                results.add(new Result("xzy".substring(i, i + 1), digits * DIGIT, LEAST_DIGITS * DIGIT,
                    MOST_DIGITS * DIGIT, Unit.TESLA));
            }
            return results;
        }
    }
}
