package dev.pipit.sensors.adxl355;

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
 * Analog Devices ADXL355, quiet three-axis accelerometer, read through its FIFO.
 *
 * <p>Output: {@code [n, 3]} samples x, y, z in m/s², 20 bit.
 *
 * <p>The FIFO holds 96 numbers, that is 32 samples; INT1 rises when half of them are there. A number says whether it is
 * an x: what does not begin with one is thrown away and counts as an overrun.
 *
 * <p>Source: data sheet ADXL354/ADXL355, register map, FIFO, sensitivity 256 000 LSB/g (the 3.9 µg that some drivers
 * use is rounded). The second address and the marks in the FIFO are also in the open drivers PL_ADXL355 and no-OS.
 */
public final class Adxl355 implements Sensor {
    /** Output data rates, with the code for FILTER bits 3 to 0. The bandwidth is a quarter of them. */
    public enum Rate {
        HZ_3_9(4_000 / 1024.0, 10), HZ_7_8(4_000 / 512.0, 9), HZ_15_6(15.625, 8), HZ_31_25(31.25, 7), HZ_62_5(62.5, 6),
        HZ_125(125, 5), HZ_250(250, 4), HZ_500(500, 3), HZ_1000(1000, 2), HZ_2000(2000, 1), HZ_4000(4000, 0);

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

    /** Full scales, with the code for RANGE bits 1 and 0. */
    public enum Range {
        G_2("2 g", 1, 256_000), G_4("4 g", 2, 128_000), G_8("8 g", 3, 64_000);

        private final String title;
        private final int code;
        private final int digitsPerGravity;

        Range(String title, int code, int digitsPerGravity) {
            this.title = title;
            this.code = code;
            this.digitsPerGravity = digitsPerGravity;
        }

        public String title() {
            return title;
        }
    }

    /** Over SPI the address stands in front of the bit that says read. */
    static final RegisterForm FORM = new RegisterForm(0, 0x01, 0, 1, 0, 0);

    private static final int DEVID_AD = 0x00;
    private static final int DEVID_MST = 0x01;
    private static final int PARTID = 0x02;
    private static final int STATUS = 0x04;                              // and FIFO_ENTRIES behind it
    private static final int FIFO_DATA = 0x11;
    private static final int FILTER = 0x28;
    private static final int POWER_CTL = 0x2D;
    private static final int RESET = 0x2F;
    private static final int SHADOW = 0x50;
    private static final int AD = 0xAD;
    private static final int MST = 0x1D;
    private static final int PART = 0xED;
    private static final int RESET_CODE = 0x52;
    private static final int RESET_MILLIS = 5;
    private static final int RESETS = 5;
    private static final int NVM_BUSY = 0b1_0000;
    private static final int OVERRUN = 0b0_0100;
    private static final int STANDBY = 0b001;
    private static final int EMPTY = 0b10;
    private static final int IS_X = 0b01;
    private static final int DEPTH = 32;
    private static final int WATERMARK = 16;
    private static final int SAMPLE_BYTES = 9;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final List<Channel> XYZ = Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z");

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("adxl355", "Analog Devices ADXL355, quiet three-axis accelerometer",
        new ChipType.Bus(List.of(0x1D, 0x53), 10_000_000, FORM),
        List.of(new Identity(DEVID_AD, AD), new Identity(DEVID_MST, MST), new Identity(PARTID, PART)),
        new ChipType.Sampling(XYZ, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Adxl355(wires.registers(FORM),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_500), choice.range(Range.values(), Range::title, Range.G_2),
            clock),
        Optional.of(new Adxl355SelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final double digit;
    private final byte[] settings;                                       // FILTER to POWER_CTL
    private final byte[] now;                                            // as they were found by check
    private final byte[] state = new byte[2];
    private final byte[] raw = new byte[DEPTH * SAMPLE_BYTES];
    private final int[] sample = new int[3];
    private int axis;                                                    // of the next number
    private long overruns;

    /** @param clock to wait 5 ms for the reset */
    public Adxl355(Registers registers, Rate rate, Range range, Clock clock) throws IOException {
        this.registers = registers;
        identify(DEVID_AD, "DEVID_AD", AD);
        identify(DEVID_MST, "DEVID_MST", MST);
        identify(PARTID, "PARTID", PART);
        reset(registers, clock);
        settings = new byte[] {
            (byte) rate.code,                                            // no high-pass filter
            3 * WATERMARK,                                               // in numbers
            0b0000_0010,                                                 // the watermark raises INT1
            0,                                                           // own clock
            (byte) (0b1100_0000 | range.code),                           // fast I2C, lines active high
            0b110,                                                       // measures; no DRDY pin, no thermometer
        };
        now = new byte[settings.length];
        for (int i = 0; i < settings.length; i++) {
            registers.write(FILTER + i, settings[i]);                    // after the reset it is at standby
        }
        format = new SignalFormat(rate.hz, 3, Unit.METRES_PER_SECOND_SQUARED);
        digit = STANDARD_GRAVITY / range.digitsPerGravity;
    }

    private void identify(int register, String name, int expected) throws IOException {
        int id = registers.read(register);
        if (id != expected) {
            throw new IOException(
                String.format(Locale.ROOT, "not an ADXL355: %s=0x%02x, expected 0x%02x", name, id, expected));
        }
    }

    /** Until the calibration, which shows in the shadow registers, was loaded twice the same. */
    static void reset(Registers registers, Clock clock) throws IOException {
        byte[] before = new byte[5];
        byte[] after = new byte[5];
        registers.read(SHADOW, before, 0, before.length);
        for (int i = 0; i < RESETS; i++) {
            registers.write(RESET, RESET_CODE);
            Pause.millis(clock, RESET_MILLIS);
            registers.read(SHADOW, after, 0, after.length);
            if (Arrays.equals(before, after) && (registers.read(STATUS) & NVM_BUSY) == 0) {
                return;
            }
            System.arraycopy(after, 0, before, 0, after.length);
        }
        throw new IOException("the ADXL355 loads another calibration at each reset: its supply may be too weak");
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
        return DEPTH;
    }

    @Override
    public int watermark() {
        return WATERMARK;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(STATUS, state, 0, state.length);                  // clears the overrun
        if ((state[0] & OVERRUN) != 0) {
            overruns++;
        }
        int wanted = Math.min(count, Math.min(DEPTH, state[1] / 3)) * SAMPLE_BYTES;
        if (wanted == 0) {
            return 0;
        }
        registers.read(FIFO_DATA, raw, 0, wanted);
        int n = 0;
        for (int at = 0; at < wanted && (raw[at + 2] & EMPTY) == 0; at += 3) {
            if (take(at)) {
                for (int i = 0; i < 3; i++) {
                    dst[offset + 3 * n + i] = (float) (sample[i] * digit);
                }
                n++;
            }
        }
        return n;
    }

    /** Takes the number at {@code at}, and says whether it completes a sample. */
    private boolean take(int at) {
        boolean isX = (raw[at + 2] & IS_X) != 0;
        if (isX != (axis == 0)) {                                        // something is missing
            overruns++;
            axis = 0;
            if (!isX) {
                return false;
            }
        }
        sample[axis] = raw[at] << 12 | (raw[at + 1] & 0xFF) << 4 | (raw[at + 2] & 0xFF) >> 4;
        axis = (axis + 1) % 3;
        return axis == 0;
    }

    @Override
    public void check() throws IOException {
        registers.read(FILTER, now, 0, now.length);
        if (!Arrays.equals(now, settings)) {
            throw new IOException("the ADXL355 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "ADXL355";
    }

    /** Puts the chip into standby. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(POWER_CTL, STANDBY);
        }
    }
}
