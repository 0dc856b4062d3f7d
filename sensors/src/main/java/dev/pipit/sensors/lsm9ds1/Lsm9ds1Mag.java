package dev.pipit.sensors.lsm9ds1;

import java.io.IOException;
import java.util.Arrays;
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
 * Magnetometer of an ST LSM9DS1.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in T, 16 bit, in the axes that the chip prints for the magnetometer, which
 * are not those of the accelerometer. It keeps the newest sample only.
 *
 * <p>On SPI it gives no answer before bit 2 of CTRL_REG3_M is set. It answers like a LIS3MDL, which has the addresses
 * 0x1C and 0x1E too.
 *
 * <p>Source: ST data sheet DocID025715, registers and sensitivity (0.14 mG a digit at ±4 G; the LIS3MDL, which is taken
 * to be the same die, is specified with 1/6842 G, 4 % more). Bit 2 for SPI also in ArduPilot's and Adafruit's drivers.
 */
public final class Lsm9ds1Mag implements Sensor {
    /** Output data rates, with the code for CTRL_REG1_M bits 4 to 2. */
    public enum Rate {
        HZ_0_625(0.625, 0), HZ_1_25(1.25, 1), HZ_2_5(2.5, 2), HZ_5(5, 3), HZ_10(10, 4), HZ_20(20, 5), HZ_40(40, 6),
        HZ_80(80, 7);

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

    /** Full scales, with the code for CTRL_REG2_M bits 6 and 5, and what a digit means. */
    public enum Range {
        GAUSS_4("4 G", 0, 0.14f), GAUSS_8("8 G", 1, 0.29f), GAUSS_12("12 G", 2, 0.43f), GAUSS_16("16 G", 3, 0.58f);

        private final String title;
        private final int code;
        private final float milligauss;

        Range(String title, int code, float milligauss) {
            this.title = title;
            this.code = code;
            this.milligauss = milligauss;
        }

        public String title() {
            return title;
        }
    }

    private static final int WHO_AM_I_M = 0x0F;
    private static final int CTRL_REG1_M = 0x20;
    private static final int CTRL_REG2_M = 0x21;
    private static final int CTRL_REG3_M = 0x22;
    private static final int STATUS_REG_M = 0x27;
    private static final int OUT_X_L_M = 0x28;
    private static final int ID = 0x3D;
    private static final int RESET = 0b0000_0100;
    private static final int OFF = 0b0000_0111;                          // power-down, SPI may read
    private static final int AVAILABLE = 0x08;
    private static final int OVERRUN = 0x80;
    private static final int RESET_MILLIS = 10;
    private static final float TESLA_PER_MILLIGAUSS = 1e-7f;
    private static final List<Channel> XYZ = Channel.of(Unit.TESLA, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lsm9ds1-mag", "ST LSM9DS1, magnetometer",
        new ChipType.Bus(List.of(0x1C, 0x1E), 10_000_000, RegisterForm.ST),
        List.of(new Identity(WHO_AM_I_M, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), 1, 100),
        (wires, choice, clock) -> new Lsm9ds1Mag(wires.registers(RegisterForm.ST),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_80),
            choice.range(Range.values(), Range::title, Range.GAUSS_4), clock),
        Optional.of(new Lsm9ds1MagSelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final float scale;
    private final byte[] settings;                                       // CTRL_REG1_M to CTRL_REG5_M
    private final byte[] now = new byte[5];                              // as they were found by check
    private final byte[] raw = new byte[6];
    private long overruns;

    public Lsm9ds1Mag(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I_M);
        if (id != ID) {
            registers.write(CTRL_REG3_M, OFF);
            id = registers.read(WHO_AM_I_M);
        }
        if (id != ID) {
            throw new IOException(String.format(Locale.ROOT,
                "not an LSM9DS1 magnetometer: WHO_AM_I_M=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            (byte) (0b1110_0000 | rate.code << 2),                       // temperature compensated, best x and y
            (byte) (range.code << 5),
            0b0000_0100,                                                 // continuous, SPI may read
            0b0000_1100,                                                 // best z
            0b0100_0000,                                                 // block data update
        };
        registers.write(CTRL_REG2_M, RESET);
        Pause.millis(clock, RESET_MILLIS);
        for (int i = settings.length - 1; i >= 0; i--) {
            if (CTRL_REG1_M + i != CTRL_REG3_M) {
                registers.write(CTRL_REG1_M + i, settings[i] & 0xFF);
            }
        }
        registers.write(CTRL_REG3_M, settings[2] & 0xFF);
        format = new SignalFormat(rate.hz, 3, Unit.TESLA);
        scale = TESLA_PER_MILLIGAUSS * range.milligauss;
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
        int status = registers.read(STATUS_REG_M);
        if ((status & AVAILABLE) == 0 || count == 0) {
            return 0;
        }
        if ((status & OVERRUN) != 0) {
            overruns++;
        }
        registers.read(OUT_X_L_M, raw, 0, raw.length);
        for (int axis = 0; axis < 3; axis++) {
            dst[offset + axis] = (short) (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) * scale;
        }
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1_M, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the magnetometer of the LSM9DS1 is not as it was set up: it was without power, or is"
                + " used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LSM9DS1 magnetometer";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG3_M, OFF);
        }
    }
}
