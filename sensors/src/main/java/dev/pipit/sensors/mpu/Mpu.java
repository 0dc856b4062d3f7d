package dev.pipit.sensors.mpu;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tinylog.Logger;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;
import dev.pipit.sensors.chip.Sensor;

/**
 * InvenSense MPU-6050, MPU-6500 and MPU-9250, accelerometer and gyroscope, read through the FIFO. The magnetometer of the
 * MPU-9250 is not read.
 *
 * <p>Output: {@code [n, 6]} samples x, y, z in m/s² and gyro_x, gyro_y, gyro_z in rad/s, 16 bit.
 *
 * <p>What counts is what the chip answers, not what the board is sold as: another member of the family is used as what it
 * is, and {@link #name} says so.
 *
 * <p>The FIFO is a row of bytes without tags and without a watermark; INT rises with every sample. After an overrun
 * nobody knows where a sample begins: it is emptied, and all that was in it is lost.
 *
 * <p>Source: register maps RM-MPU-6000A rev. 4.2, RM-MPU-6500A and RM-MPU-9250A rev. 1.4; identities and times as in
 * Linux ({@code inv_mpu6050}), filters of the accelerometer as in Bolder Flight's {@code invensense-imu}.
 */
public final class Mpu implements Sensor {
    /** The members of the family, with what WHO_AM_I gives and what differs. */
    public enum Part {
        MPU_6050("MPU-6050", 0x68, 1024, 340, 36.53), MPU_6500("MPU-6500", 0x70, 512, 333.87, 21),
        MPU_9250("MPU-9250", 0x71, 512, 333.87, 21), MPU_9255("MPU-9255", 0x73, 512, 333.87, 21);

        private final String title;
        private final int id;
        private final int fifoBytes;
        private final double digitsPerKelvin;
        private final double celsiusAtZero;

        Part(String title, int id, int fifoBytes, double digitsPerKelvin, double celsiusAtZero) {
            this.title = title;
            this.id = id;
            this.fifoBytes = fifoBytes;
            this.digitsPerKelvin = digitsPerKelvin;
            this.celsiusAtZero = celsiusAtZero;
        }

        private boolean hasMagnetometer() {
            return this == MPU_9250 || this == MPU_9255;
        }
    }

    /** Rates, with SMPLRT_DIV and the low-pass filter (CONFIG, ACCEL_CONFIG2) below half of them. */
    public enum Rate {
        HZ_10(10, 99, 6), HZ_25(25, 39, 5), HZ_50(50, 19, 4), HZ_100(100, 9, 3), HZ_200(200, 4, 2), HZ_500(500, 1, 1),
        HZ_1000(1000, 0, 1);

        private final double hz;
        private final int divider;
        private final int filter;

        Rate(double hz, int divider, int filter) {
            this.hz = hz;
            this.divider = divider;
            this.filter = filter;
        }

        public double hz() {
            return hz;
        }
    }

    /** Full scales of the accelerometer, with the code for ACCEL_CONFIG bits 4 and 3, and digits for 1 g. */
    public enum Range {
        G_2("2 g", 0, 16_384), G_4("4 g", 1, 8_192), G_8("8 g", 2, 4_096), G_16("16 g", 3, 2_048);

        private final String title;
        private final int code;
        private final int digitsPerG;

        Range(String title, int code, int digitsPerG) {
            this.title = title;
            this.code = code;
            this.digitsPerG = digitsPerG;
        }

        public String title() {
            return title;
        }
    }

    /** Full scales of the gyroscope in degrees a second, with the code for GYRO_CONFIG bits 4 and 3, and digits for 1. */
    public enum Turn {
        DPS_250(0, 131), DPS_500(1, 65.5), DPS_1000(2, 32.8), DPS_2000(3, 16.4);

        private final int code;
        private final double digitsPerDps;

        Turn(int code, double digitsPerDps) {
            this.code = code;
            this.digitsPerDps = digitsPerDps;
        }
    }

    /** What a chip is set to. */
    public record Settings(Rate rate, Range range, Turn turn) {
    }

    private static final int SMPLRT_DIV = 0x19;
    private static final int FIFO_EN = 0x23;
    private static final int INT_ENABLE = 0x38;
    private static final int INT_STATUS = 0x3A;
    private static final int TEMP_OUT_H = 0x41;
    private static final int SIGNAL_PATH_RESET = 0x68;
    private static final int USER_CTRL = 0x6A;
    private static final int PWR_MGMT_1 = 0x6B;
    private static final int FIFO_COUNT_H = 0x72;
    private static final int FIFO_R_W = 0x74;
    private static final int WHO_AM_I = 0x75;
    private static final int BOTH = 0b0111_1000;                         // FIFO_EN: gyroscope x y z, accelerometer
    private static final int FIFO_ON = 0b0100_0000;                      // USER_CTRL
    private static final int FIFO_RESET = 0b0000_0100;
    private static final int NO_I2C = 0b0001_0000;
    private static final int OVERFLOW = 0x10;                            // INT_STATUS, cleared by being read
    private static final int AWAKE = 0x01;                               // clocked by the gyroscope
    private static final int ASLEEP = 0x40;
    private static final int SAMPLE_BYTES = 12;
    private static final int RESET_MILLIS = 100;
    private static final int SETTLE_MILLIS = 100;
    private static final int SPI_HZ = 1_000_000;
    private static final double STANDARD_GRAVITY = 9.80665;              // m/s², by definition
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition
    private static final List<Channel> CHANNELS = Stream.concat(
        Channel.of(Unit.METRES_PER_SECOND_SQUARED, "x", "y", "z").stream(),
        Channel.of(Unit.RADIANS_PER_SECOND, "gyro_x", "gyro_y", "gyro_z").stream()).toList();

    /** What is known of the MPU-6050 before it is opened. It does not speak SPI. */
    public static final ChipType TYPE_6050 = type("mpu6050", Part.MPU_6050, 0);

    /** What is known of the MPU-6500 before it is opened. */
    public static final ChipType TYPE_6500 = type("mpu6500", Part.MPU_6500, SPI_HZ);

    /** What is known of the MPU-9250 before it is opened. */
    public static final ChipType TYPE_9250 = type("mpu9250", Part.MPU_9250, SPI_HZ);

    private final Registers registers;
    private final Part part;
    private final String name;
    private final SignalFormat format;
    private final float accelScale;
    private final float gyroScale;
    private final int userCtrl;
    private final byte[] settings;                                       // from SMPLRT_DIV on
    private final byte[] now;                                            // as they were found by check
    private final byte[] two = new byte[2];
    private final byte[] raw;
    private long overruns;

    /**
     * Opens the chip, whichever of the family it is.
     *
     * @param sold what is printed on the board
     */
    public Mpu(Wires wires, Part sold, Settings wanted, Clock clock) throws IOException {
        registers = wires.registers(RegisterForm.PLAIN);
        part = identify(sold);
        name = part == sold ? part.title : part.title + ", sold as " + sold.title;
        if (part != sold) {
            Logger.warn("{}: the board is sold as {}, but WHO_AM_I={} is an {}{}", wires.name(), sold.title,
                hexadecimal(part.id), part.title,
                sold.hasMagnetometer() && !part.hasMagnetometer() ? ", which has no magnetometer" : "");
        }
        byte[] all = {
            (byte) wanted.rate.divider,
            (byte) wanted.rate.filter,                                   // of the MPU-6050: for both
            (byte) (wanted.turn.code << 3),
            (byte) (wanted.range.code << 3),
            (byte) wanted.rate.filter,                                   // of the accelerometer
        };
        settings = part == Part.MPU_6050 ? Arrays.copyOf(all, 4) : all;
        now = new byte[settings.length];
        raw = new byte[part.fifoBytes];
        userCtrl = FIFO_ON | (wires.spi() ? NO_I2C : 0);
        format = new SignalFormat(wanted.rate.hz, 6, Unit.NONE);
        accelScale = (float) (STANDARD_GRAVITY / wanted.range.digitsPerG);
        gyroScale = (float) Math.toRadians(1 / wanted.turn.digitsPerDps);
        setUp(clock);
    }

    private static ChipType type(String name, Part part, int spiHz) {
        return new ChipType(name, "InvenSense " + part.title + ", accelerometer and gyroscope",
            new ChipType.Bus(List.of(0x68, 0x69), spiHz, RegisterForm.PLAIN),
            List.of(new Identity(WHO_AM_I, part.id)),
            new ChipType.Sampling(CHANNELS, Stream.of(Rate.values()).map(Rate::hz).toList(),
                Stream.of(Range.values()).map(Range::title).toList(), part.fifoBytes / SAMPLE_BYTES, 100),
            (wires, choice, clock) -> new Mpu(wires, part, new Settings(
                choice.rate(Rate.values(), Rate::hz, Rate.HZ_100),
                choice.range(Range.values(), Range::title, Range.G_4), Turn.DPS_2000), clock),
            Optional.of(new MpuSelfTest()));
    }

    private Part identify(Part sold) throws IOException {
        int id = registers.read(WHO_AM_I);
        return Stream.of(Part.values()).filter(each -> each.id == id).findFirst().orElseThrow(() -> new IOException(
            "not an " + sold.title + ": WHO_AM_I=" + hexadecimal(id) + ", expected " + hexadecimal(sold.id)));
    }

    private static String hexadecimal(int value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }

    private void setUp(Clock clock) throws IOException {
        registers.write(PWR_MGMT_1, 0x80);                               // reset
        Pause.millis(clock, RESET_MILLIS);
        registers.write(SIGNAL_PATH_RESET, 0x07);
        Pause.millis(clock, RESET_MILLIS);
        registers.write(PWR_MGMT_1, AWAKE);
        registers.write(USER_CTRL, userCtrl & ~FIFO_ON);
        for (int i = 0; i < settings.length; i++) {
            registers.write(SMPLRT_DIV + i, settings[i] & 0xFF);
        }
        registers.write(INT_ENABLE, OVERFLOW | 0x01);                    // and every sample
        Pause.millis(clock, SETTLE_MILLIS);
        emptyFifo();
    }

    private void emptyFifo() throws IOException {
        registers.write(FIFO_EN, 0);
        registers.write(USER_CTRL, userCtrl & ~FIFO_ON | FIFO_RESET);
        registers.write(USER_CTRL, userCtrl);
        registers.read(INT_STATUS);
        registers.write(FIFO_EN, BOTH);
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
        return part.fifoBytes / SAMPLE_BYTES;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        registers.read(FIFO_COUNT_H, two, 0, 2);
        int bytes = (two[0] & 0x1F) << 8 | two[1] & 0xFF;
        boolean full = bytes >= part.fifoBytes;
        int n = full ? 0 : Math.min(count, bytes / SAMPLE_BYTES);
        if (n > 0) {
            registers.read(FIFO_R_W, raw, 0, n * SAMPLE_BYTES);
        }
        if (full || n > 0 && (registers.read(INT_STATUS) & OVERFLOW) != 0) {
            overruns++;
            emptyFifo();
            return 0;
        }
        for (int i = 0; i < n; i++) {
            for (int axis = 0; axis < 3; axis++) {
                dst[offset + 6 * i + axis] = word(SAMPLE_BYTES * i + 2 * axis) * accelScale;
                dst[offset + 6 * i + 3 + axis] = word(SAMPLE_BYTES * i + 6 + 2 * axis) * gyroScale;
            }
        }
        return n;
    }

    private int word(int at) {
        return (short) (raw[at] << 8 | raw[at + 1] & 0xFF);
    }

    /** The temperature of the chip itself, in K. */
    public double kelvin() throws IOException {
        registers.read(TEMP_OUT_H, two, 0, 2);
        int digits = (short) (two[0] << 8 | two[1] & 0xFF);
        return ZERO_CELSIUS + part.celsiusAtZero + digits / part.digitsPerKelvin;
    }

    @Override
    public void check() throws IOException {
        registers.read(USER_CTRL, two, 0, 2);
        boolean same = two[0] == userCtrl && two[1] == AWAKE;
        registers.read(SMPLRT_DIV, now, 0, now.length);
        if (!same || !Arrays.equals(now, settings)) {
            throw new IOException("the " + part.title
                + " is not as it was set up: it was without power, or is used by others");
        }
    }

    @Override
    public long overruns() {
        return overruns;
    }

    /** What the chip is, and what it is sold as if that is something else. */
    @Override
    public String name() {
        return name;
    }

    /** Puts the chip to sleep. */
    @Override
    public void close() throws IOException {
        try (registers) {
            registers.write(PWR_MGMT_1, ASLEEP);
        }
    }
}
