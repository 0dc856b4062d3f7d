package dev.pipit.sensors.qmc5883l;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * QST QMC5883L, three-axis magnetometer on I2C: what boards called GY-271 carry today. It keeps only the newest sample;
 * its line DRDY rises with each.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in T, 16 bit. A sample of which an axis was beyond the range is not given,
 * and counts as an overrun. Iron near it is measured along with the earth: calibrate.
 *
 * <p>Its identity register is no proof: it is 0xFF, as of many that are not there, and early chips are said to have
 * none. So the chip is known by taking its settings. An HMC5883L is another chip at another address.
 *
 * <p>Source: data sheet QMC5883L rev. 1.0, register map; scale and the bound of 350 µs for a reset as in Linux' driver.
 */
public final class Qmc5883l implements Sensor {
    /** Output data rates, with the code for control register 1 bits 3 and 2. */
    public enum Rate {
        HZ_10(10, 0), HZ_50(50, 1), HZ_100(100, 2), HZ_200(200, 3);

        private final double hz;
        private final int code;

        Rate(double hz, int code) {
            this.hz = hz;
            this.code = code;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales, with the code for control register 1 bits 5 and 4, and how many digits are a gauss. */
    public enum Range {
        GAUSS_2("2 gauss", 0, 12_000), GAUSS_8("8 gauss", 1, 3_000);

        private final String title;
        private final int code;
        private final int digitsPerGauss;

        Range(String title, int code, int digitsPerGauss) {
            this.title = title;
            this.code = code;
            this.digitsPerGauss = digitsPerGauss;
        }

        public String title() {
            return title;
        }
    }

    private static final int DATA_X_LSB = 0x00;
    private static final int STATUS = 0x06;
    private static final int CONTROL_1 = 0x09;
    private static final int CONTROL_2 = 0x0A;
    private static final int SET_RESET_PERIOD = 0x0B;
    private static final int CHIP_ID = 0x0D;
    private static final int ID = 0xFF;
    private static final int SOFT_RST = 0b1000_0000;
    private static final int RESET_MILLIS = 1;
    private static final int CONTINUOUS = 0b01;
    private static final int READY = 0b001;
    private static final int OVERFLOW = 0b010;
    private static final int SKIPPED = 0b100;
    private static final double GAUSS = 1e-4;                            // T
    private static final List<Channel> XYZ = Channel.of(Unit.TESLA, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("qmc5883l", "QST QMC5883L, three-axis magnetometer",
        new ChipType.Bus(List.of(0x0D), 0, RegisterForm.PLAIN),
        List.of(new Identity(CHIP_ID, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), 1, 100),
        (wires, choice, clock) -> new Qmc5883l(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_100), choice.range(Range.values(), Range::title, Range.GAUSS_2),
            clock),
        Optional.empty());

    private final Registers registers;
    private final SignalFormat format;
    private final double digit;
    private final int control;                                           // CONTROL_1; CONTROL_2 is 0
    private final byte[] now = new byte[2];                              // as they were found by check
    private final byte[] raw = new byte[6];
    private long overruns;

    /** @param clock to wait 1 ms for the reset */
    public Qmc5883l(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        control = range.code << 4 | rate.code << 2 | CONTINUOUS;         // 512 samples in one, the quietest
        registers.write(CONTROL_2, SOFT_RST);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(CONTROL_2, 0);                                   // DRDY on, the address does not go round
        registers.write(SET_RESET_PERIOD, 1);                            // as the data sheet demands
        registers.write(CONTROL_1, control);
        int found = registers.read(CONTROL_1);
        if (found != control) {
            throw new IOException(
                String.format(Locale.ROOT, "not a QMC5883L: CONTROL_1=0x%02x, expected 0x%02x", found, control));
        }
        format = new SignalFormat(rate.hz, 3, Unit.TESLA);
        digit = GAUSS / range.digitsPerGauss;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return XYZ;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int state = registers.read(STATUS);
        if (count == 0 || (state & READY) == 0) {
            return 0;
        }
        if ((state & (OVERFLOW | SKIPPED)) != 0) {
            overruns++;
        }
        registers.read(DATA_X_LSB, raw, 0, raw.length);                  // also what overflowed, else no more comes
        if ((state & OVERFLOW) != 0) {
            return 0;
        }
        for (int axis = 0; axis < 3; axis++) {
            int digits = raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF;
            dst[offset + axis] = (float) (digits * digit);
        }
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CONTROL_1, now, 0, now.length);
        if (now[0] != control || now[1] != 0) {
            throw new IOException("the QMC5883L is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "QMC5883L";
    }

    /** Puts the chip into standby. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CONTROL_1, 0);
        }
    }
}
