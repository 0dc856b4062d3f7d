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
 * Accelerometer and gyroscope of an ST LSM9DS1, read through their FIFO.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit, each in the axes that
 * the chip prints for it.
 *
 * <p>The FIFO holds 32 samples; INT1_A/G rises when half of them are there. A sample is read in two bursts of 6 bytes,
 * gyroscope first: that one burst goes on from 0x1D to 0x28 is said in one place only. The first sample after the FIFO
 * was started means nothing and is thrown away.
 *
 * <p>Source: ST data sheet DocID025715, registers, FIFO and sensitivity. That the FIFO gives up a sample to bursts of 6
 * bytes from 0x18 and from 0x28 is how ArduPilot reads it ({@code AP_InertialSensor_LSM9DS1.cpp}).
 */
public final class Lsm9ds1 implements Sensor {
    /** Output data rates of both, with the code for CTRL_REG1_G bits 7 to 5. */
    public enum Rate {
        HZ_14_9(14.9, 1), HZ_59_5(59.5, 2), HZ_119(119, 3), HZ_238(238, 4), HZ_476(476, 5), HZ_952(952, 6);

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

    /** Full scales of the accelerometer, with the code for CTRL_REG6_XL bits 4 and 3, and what a digit means. */
    public enum Range {
        G_2("2 g", 0, 0.061f), G_4("4 g", 2, 0.122f), G_8("8 g", 3, 0.244f), G_16("16 g", 1, 0.732f);

        private final String title;
        private final int code;
        private final float milligravities;

        Range(String title, int code, float milligravities) {
            this.title = title;
            this.code = code;
            this.milligravities = milligravities;
        }

        public String title() {
            return title;
        }
    }

    /** Full scales of the gyroscope in degrees a second, with the code for CTRL_REG1_G bits 4 and 3, and a digit. */
    public enum Turn {
        DPS_245(0, 8.75), DPS_500(1, 17.5), DPS_2000(3, 70);

        private final int code;
        private final double milliDps;

        Turn(int code, double milliDps) {
            this.code = code;
            this.milliDps = milliDps;
        }
    }

    private static final int INT1_CTRL = 0x0C;
    private static final int WHO_AM_I = 0x0F;
    private static final int CTRL_REG1_G = 0x10;
    private static final int OUT_X_G = 0x18;
    private static final int CTRL_REG4 = 0x1E;
    private static final int CTRL_REG6_XL = 0x20;
    private static final int CTRL_REG8 = 0x22;
    private static final int OUT_X_XL = 0x28;
    private static final int FIFO_CTRL = 0x2E;
    private static final int FIFO_SRC = 0x2F;
    private static final int ID = 0x68;
    private static final int RESET = 0x05;
    private static final int OVERRUN = 0x40;
    private static final int LEVEL = 0x3F;
    private static final int DEPTH = 32;
    private static final int WATERMARK = 16;
    private static final int RESET_MILLIS = 10;
    private static final int SETTLE_PERIODS = 25;
    private static final int SETTLE_LEAST_MILLIS = 100;
    private static final float STANDARD_GRAVITY = 9.80665f;              // m/s², by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the chip before it is opened. */
    public static final ChipType TYPE = new ChipType("lsm9ds1", "ST LSM9DS1, accelerometer and gyroscope",
        new ChipType.Bus(List.of(0x6A, 0x6B), 10_000_000, RegisterForm.PLAIN),
        List.of(new Identity(WHO_AM_I, ID)),
        new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
            Stream.of(Range.values()).map(Range::title).toList(), DEPTH, 100),
        (wires, choice, clock) -> new Lsm9ds1(wires.registers(RegisterForm.PLAIN),
            choice.rate(Rate.values(), Rate::hz, Rate.HZ_119), choice.range(Range.values(), Range::title, Range.G_4),
            Turn.DPS_2000, clock),
        Optional.of(new Lsm9ds1SelfTest()));

    private final Registers registers;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final int gyroSettings;                                      // CTRL_REG1_G
    private final byte[] settings;                                       // CTRL_REG4 to CTRL_REG9
    private final byte[] now = new byte[6];                              // as they were found by check
    private final byte[] raw = new byte[6];
    private boolean first = true;                                        // the next sample means nothing
    private long overruns;

    public Lsm9ds1(Registers registers, Rate rate, Range range, Turn turn, Clock clock) throws IOException {
        this.registers = registers;
        int id = registers.read(WHO_AM_I);
        if (id != ID) {
            throw new IOException(
                String.format(Locale.ROOT, "not an LSM9DS1: WHO_AM_I=0x%02x, expected 0x%02x", id, ID));
        }
        gyroSettings = rate.code << 5 | turn.code << 3;
        settings = new byte[] {
            0b0011_1000,                                                 // gyroscope x y z on
            0b0011_1000,                                                 // accelerometer x y z on
            (byte) (rate.code << 5 | range.code << 3),
            0,                                                           // no filter besides the usual one
            0b0100_0100,                                                 // block data update, address counts on
            0b0000_0010,                                                 // FIFO on
        };
        accelScale = 1e-3f * range.milligravities * STANDARD_GRAVITY;
        gyroScale = (float) Math.toRadians(1e-3 * turn.milliDps);
        format = new SignalFormat(rate.hz, 6, Unit.NONE);
        setUp(clock);
    }

    private void setUp(Clock clock) throws IOException {
        registers.write(CTRL_REG8, RESET);
        Pause.millis(clock, RESET_MILLIS);
        for (int i = 0; i < settings.length; i++) {
            registers.write(CTRL_REG4 + i, settings[i] & 0xFF);
        }
        registers.write(INT1_CTRL, 0b0000_1000);                         // the watermark raises INT1
        registers.write(FIFO_CTRL, 0);                                   // bypass: keeps the FIFO empty
        registers.write(CTRL_REG1_G, gyroSettings);
        Pause.millis(clock, Math.max(SETTLE_LEAST_MILLIS, Math.round(SETTLE_PERIODS * 1e3 / format.rateHz())));
        registers.write(FIFO_CTRL, 0b1100_0000 | WATERMARK);             // continuous: overwrites the oldest
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public List<Channel> channels() {
        return CHANNELS;
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
        int state = registers.read(FIFO_SRC);
        if ((state & OVERRUN) != 0) {
            overruns++;
        }
        int waiting = state & LEVEL;
        if (first && waiting > 0) {
            registers.read(OUT_X_G, raw, 0, raw.length);
            registers.read(OUT_X_XL, raw, 0, raw.length);
            first = false;
            waiting--;
        }
        int n = Math.min(count, waiting);
        for (int i = 0; i < n; i++) {
            three(OUT_X_G, gyroScale, dst, offset + 6 * i + 3);
            three(OUT_X_XL, accelScale, dst, offset + 6 * i);
        }
        return n;
    }

    private void three(int register, float scale, float[] dst, int at) throws IOException {
        registers.read(register, raw, 0, raw.length);
        for (int axis = 0; axis < 3; axis++) {
            dst[at + axis] = (short) (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) * scale;
        }
    }

    @Override
    public void check() throws IOException {
        registers.read(CTRL_REG4, now, 0, now.length);
        if (registers.read(CTRL_REG1_G) != gyroSettings || !Arrays.equals(now, settings)) {
            throw new IOException("the LSM9DS1 is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public String name() {
        return "LSM9DS1";
    }

    /** Switches both off. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(CTRL_REG1_G, 0);
            registers.write(CTRL_REG6_XL, 0);
        }
    }
}
