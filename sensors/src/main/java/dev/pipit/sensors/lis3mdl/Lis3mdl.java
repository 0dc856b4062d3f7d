package dev.pipit.sensors.lis3mdl;

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
 * ST LIS3MDL, three-axis magnetometer. It keeps only the newest sample; its line DRDY rises with each.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in T, 16 bit. Iron near it is measured along with the earth: calibrate.
 *
 * <p>Source: data sheet DocID024204, register map and sensitivity; the 10 ms for a reset as in Adafruit's library.
 */
public final class Lis3mdl implements Sensor {
    /** Output data rates, with the bits of CTRL_REG1 and the mode of power that goes with them. */
    public enum Rate {
        HZ_0_625(0.625, 0, 3), HZ_1_25(1.25, 1, 3), HZ_2_5(2.5, 2, 3), HZ_5(5, 3, 3), HZ_10(10, 4, 3), HZ_20(20, 5, 3),
        HZ_40(40, 6, 3), HZ_80(80, 7, 3),
        /** The fast ones: the quicker, the noisier. */
        HZ_155(155, FAST, 3), HZ_300(300, FAST, 2), HZ_560(560, FAST, 1), HZ_1000(1000, FAST, 0);

        private final double hz;
        private final int control;             // CTRL_REG1
        private final int power;               // 0 low to 3 ultra-high performance

        Rate(double hz, int code, int power) {
            this.hz = hz;
            this.power = power;
            control = power << 5 | (code == FAST ? 0b10 : code << 2);
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales, with the code for CTRL_REG2 bits 6 and 5, and how many digits are a gauss. */
    public enum Range {
        GAUSS_4("4 gauss", 0, 6842), GAUSS_8("8 gauss", 1, 3421), GAUSS_12("12 gauss", 2, 2281),
        GAUSS_16("16 gauss", 3, 1711);

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

    private static final int FAST = -1;
    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG2 = 0x21;
    private static final int CTRL_REG3 = 0x22;
    private static final int STATUS_REG = 0x27;
    private static final int OUT_X_L = 0x28;
    private static final int ID = 0x3D;
    private static final int SOFT_RST = 0b0000_0100;
    private static final int RESET_MILLIS = 10;
    private static final int OVERRUN = 0b1000_0000;
    private static final int READY = 0b0000_1000;
    private static final int POWER_DOWN = 0b11;
    private static final double GAUSS = 1e-4;                            // T
    private static final List<Channel> XYZ = Channel.of(Unit.TESLA, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lis3mdl", "ST LIS3MDL, three-axis magnetometer",
        new ChipType.Bus(List.of(0x1C, 0x1E), 10_000_000, RegisterForm.ST),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), 1, 100),
        (wires, choice, clock) -> new Lis3mdl(wires.registers(RegisterForm.ST),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_80), choice.range(Range.values(), Range::title, Range.GAUSS_4),
            clock),
        Optional.of(new Lis3mdlSelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final double digit;
    private final byte[] settings;                                       // CTRL_REG1 to CTRL_REG5
    private final byte[] now = new byte[5];                              // as they were found by check
    private final byte[] raw = new byte[6];
    private long overruns;

    /** @param clock to wait 10 ms for the reset */
    public Lis3mdl(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not a LIS3MDL: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        settings = new byte[] {
            (byte) rate.control,                                         // rate, power for x and y, no thermometer
            (byte) (range.code << 5),
            0,                                                           // measures all the time, SPI with 4 wires
            (byte) (rate.power << 2),                                    // the same power for z, low byte first
            0b0100_0000,                                                 // block data update
        };
        registers.write(CTRL_REG2, SOFT_RST);
        Pause.millis(clock, RESET_MILLIS);
        for (int i = 0; i < settings.length; i++) {
            if (CTRL_REG1 + i != CTRL_REG3) {
                registers.write(CTRL_REG1 + i, settings[i]);
            }
        }
        registers.write(CTRL_REG3, settings[CTRL_REG3 - CTRL_REG1]);
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
        int state = registers.read(STATUS_REG);
        if (count == 0 || (state & READY) == 0) {
            return 0;
        }
        if ((state & OVERRUN) != 0) {
            overruns++;
        }
        registers.read(OUT_X_L, raw, 0, raw.length);
        for (int axis = 0; axis < 3; axis++) {
            int digits = raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF;
            dst[offset + axis] = (float) (digits * digit);
        }
        return 1;
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG1, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the LIS3MDL is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LIS3MDL";
    }

    /** Puts the chip into power-down. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG3, POWER_DOWN);
        }
    }
}
